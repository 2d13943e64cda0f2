using System;
using System.Security;
using Plannr.Client.Authentication;
using Plannr.Client.Http;
using Plannr.Client.Reports;
using Plannr.Sandbox;

namespace Plannr.Client;

/// <summary>Makes clients. The cmdlets find this type by its name.</summary>
public sealed class PlannrClientFactory : IPlannrClientFactory
{
    private readonly TimeProvider _time;

    /// <summary>A factory of clients that go by the system's clock.</summary>
    public PlannrClientFactory()
        : this(TimeProvider.System)
    {
    }

    internal PlannrClientFactory(TimeProvider time) => _time = time;

    /// <inheritdoc/>
    public IPlannrClient Create(PlannrClientOptions options)
    {
        if (options is null)
        {
            throw new ArgumentNullException(nameof(options));
        }

        if (options.Demo)
        {
            options.BaseUri = SandboxData.DemoBaseAddress;
        }

        options.BaseUri = Origin.Check(options.BaseUri);
        SecureString token = options.AccessToken ?? DemoToken(options);
        return new PlannrClient(options, new FixedToken(token), _time);
    }

    /// <inheritdoc/>
    public IPlannrReport CreateReport(string title) => new AutomationReport(title, _time.GetLocalNow());

    private static SecureString DemoToken(PlannrClientOptions options)
    {
        if (!options.Demo)
        {
            throw new PlannrInvalidConnectionException("There is no access token to connect with.", "Give one with -AccessToken, or try the module with -Demo.");
        }

        var token = new SecureString();
        foreach (char letter in SandboxData.AccessToken)
        {
            token.AppendChar(letter);
        }

        return token;
    }
}
