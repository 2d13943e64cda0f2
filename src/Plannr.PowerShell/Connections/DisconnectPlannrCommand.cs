namespace Plannr.PowerShell.Connections;

/// <summary>Closes connections, ends what runs on them and forgets their secrets. Without parameters it closes the default connection.</summary>
/// <include file='Disconnect-Plannr.xml' path='help/*'/>
[Cmdlet(VerbsCommunications.Disconnect, "Plannr", DefaultParameterSetName = ConnectionSet)]
[OutputType(typeof(void))]
public sealed class DisconnectPlannrCommand : PlannrCommand
{
    private const string ConnectionSet = "Connection";
    private const string AllSet = "All";

    /// <summary>The connection to close, or its name. Without it the default connection is closed. One of another runspace has to be given as an object.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = ConnectionSet)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ConnectionReference? Connection { get; set; }

    /// <summary>Closes all connections that this runspace made, and those of runspaces that have ended. It is not an error if there are none.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AllSet)]
    public SwitchParameter All { get; set; }

    private protected override void Process()
    {
        if (All)
        {
            ConnectionRegistry.Free.ToList().ForEach(Close);
            return;
        }

        try
        {
            Close(ConnectionReference.ResolveFree(Connection));
        }
        catch (PlannrNotConnectedException exception)
        {
            EmitError(exception, Connection?.ToString());
        }
    }

    private void Close(PlannrConnection connection)
    {
        bool wasOpen = ConnectionRegistry.Remove(connection);
        ConnectionClosing.Close(connection, this);
        if (wasOpen)
        {
            WriteVerbose($"Closed the connection '{connection.Name}'.");
        }
    }
}
