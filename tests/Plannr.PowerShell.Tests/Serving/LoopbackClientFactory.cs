using System;
using Plannr.Client;

namespace Plannr.PowerShell.Tests.Serving;

/// <summary>The module's own clients, for addresses of this machine and the demo alone: no test may send anything elsewhere.</summary>
internal sealed class LoopbackClientFactory : IPlannrClientFactory
{
    private readonly PlannrClientFactory _inner = new();

    public IPlannrClient Create(PlannrClientOptions options) => _inner.Create(Check(options));

    public IPlannrAuthorization Authorize(PlannrClientOptions options, PlannrAuthorizationOptions authorization) =>
        _inner.Authorize(Check(options), authorization);

    private static PlannrClientOptions Check(PlannrClientOptions options) =>
        options.Demo || options.BaseUri is not { IsAbsoluteUri: true, IsLoopback: false, Scheme: "https" }
            ? options
            : throw new InvalidOperationException($"A test was about to connect to {options.BaseUri}.");
}
