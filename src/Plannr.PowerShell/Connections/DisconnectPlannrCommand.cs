namespace Plannr.PowerShell.Connections;

/// <summary>Closes connections to Plannr. Cancels their requests and clears their secrets from memory. Without parameters, closes the default connection.</summary>
/// <include file='Disconnect-Plannr.xml' path='help/*'/>
[Cmdlet(VerbsCommunications.Disconnect, "Plannr", DefaultParameterSetName = ConnectionSet)]
[OutputType(typeof(void))]
public sealed class DisconnectPlannrCommand : PlannrCommand
{
    private const string ConnectionSet = "Connection";
    private const string AllSet = "All";

    /// <summary>Specifies the connection to close, or its name. A connection of another runspace must be specified as an object. If you omit this parameter, the default connection is closed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = ConnectionSet)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ConnectionReference? Connection { get; set; }

    /// <summary>Closes all connections of this runspace, and those of runspaces that have ended. The cmdlet writes no error even if no connection is open.</summary>
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
