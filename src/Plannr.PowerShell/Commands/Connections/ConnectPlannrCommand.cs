using System;
using System.Management.Automation;
using System.Security;
using Plannr.PowerShell.Connections;
using Plannr.PowerShell.Loading;

namespace Plannr.PowerShell.Commands.Connections;

/// <summary>
/// Connects to Plannr. The other cmdlets use the connection that was made last unless another is given. A connection lasts until it is
/// closed with Disconnect-Plannr or the process ends, and serves all runspaces of the process.
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "Plannr", DefaultParameterSetName = AccessTokenSet)]
[OutputType(typeof(PlannrConnection))]
public sealed class ConnectPlannrCommand : PlannrCommand
{
    private const string AccessTokenSet = "AccessToken";
    private const string DemoSet = "Demo";

    /// <summary>The access token: a personal access token, or an OAuth access token.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AccessTokenSet)]
    [ValidateNotNull]
    public SecureString AccessToken { get; set; } = null!;

    /// <summary>
    /// Connects to a demo of the API in memory: no network, no token, invented data, and runs that move on as time passes.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = DemoSet)]
    public SwitchParameter Demo { get; set; }

    /// <summary>The account to act as. It goes with each request in the X-PLANNR-ACCOUNT-UUID header.</summary>
    [Parameter]
    public Guid? AccountUuid { get; set; }

    /// <summary>The address of the API. HTTPS; plain HTTP for loopback addresses alone. https://api.plannrcrm.com by default.</summary>
    [Parameter(ParameterSetName = AccessTokenSet)]
    [ValidateNotNull]
    public Uri BaseUri { get; set; } = PlannrClientOptions.DefaultBaseUri;

    /// <summary>The name of the connection, for -Connection of the other cmdlets. A connection of the same name is replaced.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "Default";

    /// <summary>Gives the connection back. Without it the cmdlet is silent.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Makes the connection.</summary>
    protected override void ProcessRecord()
    {
        var options = new PlannrClientOptions
        {
            BaseUri = BaseUri,
            AccessToken = Demo ? null : AccessToken,
            AccountUuid = AccountUuid,
            Demo = Demo,
            ModuleVersion = typeof(ConnectPlannrCommand).Assembly.GetName().Version!.ToString(3),
        };
        try
        {
            IPlannrClient client = ClientFactory.Current.Create(options);
            var connection = new PlannrConnection(Name, options, ParameterSetName, client, DateTimeOffset.Now);
            ConnectionRegistry.Add(connection)?.Client.Dispose();
            WriteVerbose($"Connected to {connection.BaseUri} with {connection.Authentication}.");
            if (PassThru)
            {
                Emit(connection);
            }
        }
        catch (PlannrInvalidConnectionException exception)
        {
            Fail(exception, Name);
        }
    }
}
