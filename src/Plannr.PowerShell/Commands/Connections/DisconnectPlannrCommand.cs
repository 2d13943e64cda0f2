using System.Linq;
using System.Management.Automation;
using Plannr.PowerShell.Completion;
using Plannr.PowerShell.Connections;

namespace Plannr.PowerShell.Commands.Connections;

/// <summary>Closes connections, ends what runs on them and forgets their secrets. Without parameters it closes the default connection.</summary>
/// <include file='../../Help/Disconnect-Plannr.xml' path='help/*'/>
[Cmdlet(VerbsCommunications.Disconnect, "Plannr", DefaultParameterSetName = ConnectionSet)]
[OutputType(typeof(void))]
public sealed class DisconnectPlannrCommand : PlannrCommand
{
    private const string ConnectionSet = "Connection";
    private const string AllSet = "All";

    /// <summary>The connection to close, or its name. Without it the default connection is closed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = ConnectionSet)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ConnectionReference? Connection { get; set; }

    /// <summary>Closes all connections of the process, also those that other runspaces made. It is no error if there are none.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AllSet)]
    public SwitchParameter All { get; set; }

    /// <summary>Closes the connections.</summary>
    protected override void ProcessRecord()
    {
        if (All)
        {
            ConnectionRegistry.All.ToList().ForEach(Close);
            ConnectionRegistry.InUse.ToList().ForEach(replaced => ConnectionClosing.Close(replaced, this));
            return;
        }

        try
        {
            Close(ConnectionReference.Resolve(Connection));
        }
        catch (PlannrNotConnectedException exception)
        {
            EmitError(exception, Connection?.ToString());
        }
    }

    private void Close(PlannrConnection connection)
    {
        if (ConnectionRegistry.Remove(connection))
        {
            ConnectionClosing.Close(connection, this);
            WriteVerbose($"Closed the connection '{connection.Name}'.");
        }
    }
}
