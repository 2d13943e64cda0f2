using System.Management.Automation;
using Plannr.PowerShell.Connections;

namespace Plannr.PowerShell.Commands;

/// <summary>What all cmdlets share that use a connection.</summary>
public abstract class ConnectedCommand : PlannrCommand
{
    /// <summary>
    /// The connection to use, or its name. Without it, the default connection is used: the one that Connect-Plannr made last.
    /// </summary>
    [Parameter]
    public ConnectionReference? Connection { get; set; }

    /// <summary>The client of the connection in use.</summary>
    private protected IPlannrClient Client { get; private set; } = null!;

    /// <summary>Finds the connection, before anything else is done.</summary>
    protected override void BeginProcessing()
    {
        try
        {
            Client = ConnectionReference.Resolve(Connection).Client;
        }
        catch (PlannrNotConnectedException exception)
        {
            Fail(exception, Connection?.ToString());
        }
    }
}
