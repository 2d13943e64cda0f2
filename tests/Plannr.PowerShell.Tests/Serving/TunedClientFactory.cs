using System;
using Plannr.Client;

namespace Plannr.PowerShell.Tests.Serving;

/// <summary>The module's own clients, with a clock of the test's and as many further attempts as it wants: waiting for real takes long.</summary>
internal sealed class TunedClientFactory(TimeProvider clock, int retries) : IPlannrClientFactory
{
    private readonly PlannrClientFactory _inner = new(clock);

    public IPlannrClient Create(PlannrClientOptions options)
    {
        options.MaximumRetryCount = retries;
        return _inner.Create(options);
    }

    public IPlannrAuthorization Authorize(PlannrClientOptions options, PlannrAuthorizationOptions authorization) => _inner.Authorize(options, authorization);

    public IPlannrReport CreateReport(string title) => _inner.CreateReport(title);
}
