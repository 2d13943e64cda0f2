namespace Plannr.PowerShell.Shared;

/// <summary>Base class of the cmdlets whose -Connection parameter accepts a single connection.</summary>
public abstract class ConnectedCommand : PlannrCommand
{
    /// <summary>Specifies the connection to use, or its name. By default, requests for a record use the connection that the record came from, and all other requests use the connection opened last.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ConnectionReference? Connection { get; set; }

    private protected override bool NeedsConnection => true;
}
