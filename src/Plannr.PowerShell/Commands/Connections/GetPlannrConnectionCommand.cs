using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Plannr.PowerShell.Completion;
using Plannr.PowerShell.Connections;

namespace Plannr.PowerShell.Commands.Connections;

/// <summary>Gets the open connections. Their secrets are not shown.</summary>
/// <include file='../../Help/Get-PlannrConnection.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Get, "PlannrConnection")]
[OutputType(typeof(PlannrConnection))]
public sealed class GetPlannrConnectionCommand : PlannrCommand
{
    /// <summary>The names of the connections. Wildcards are possible. Without it all are given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Gives the connections that match.</summary>
    protected override void ProcessRecord()
    {
        foreach (string pattern in Name ?? ["*"])
        {
            var wildcard = new WildcardPattern(pattern, WildcardOptions.IgnoreCase);
            List<PlannrConnection> matches = ConnectionRegistry.All.Where(connection => wildcard.IsMatch(connection.Name)).ToList();
            matches.ForEach(Emit);
            if (matches.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(pattern))
            {
                EmitError(ConnectionReference.Unknown(pattern), pattern);
            }
        }
    }
}
