namespace Plannr.PowerShell.Shared;

/// <summary>Base class of the cmdlets that send requests over a connection and don't read lists.</summary>
public abstract class ConnectedCommand : PlannrCommand
{
    /// <summary>Specifies the connection to use, or its name. By default, a record is requested over the connection it came from, and anything else over the connection that Connect-Plannr opened last.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ConnectionReference? Connection { get; set; }

    private protected override bool NeedsConnection => true;
}
