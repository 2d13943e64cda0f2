namespace Plannr.PowerShell.Shared;

/// <summary>The base of cmdlets that send requests over a connection and don't read lists.</summary>
public abstract class ConnectedCommand : PlannrCommand
{
    /// <summary>Specifies the connection to use, or its name. By default, a record goes over the connection that it came over, anything else over the one that Connect-Plannr made last.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ConnectionReference? Connection { get; set; }

    private protected override bool NeedsConnection => true;
}
