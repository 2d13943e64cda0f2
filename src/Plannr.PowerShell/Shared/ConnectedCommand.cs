namespace Plannr.PowerShell.Shared;

/// <summary>Base class of the cmdlets that send requests over a connection and don't read lists.</summary>
public abstract class ConnectedCommand : PlannrCommand
{
    /// <summary>Specifies the connection to use, or its name. By default, requests for a record use the connection that the record came from, and all other requests use the connection opened last.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ConnectionReference? Connection { get; set; }

    private protected override bool NeedsConnection => true;
}
