using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using Plannr.PowerShell.Connections;

namespace Plannr.PowerShell.Completion;

/// <summary>Offers the names of the open connections.</summary>
public sealed class ConnectionCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Of(wordToComplete, ConnectionRegistry.Found
            .Where(connection => ConnectionRegistry.Find(connection.Name) == connection)
            .Select(connection => new Candidate(connection.Name, null, $"{connection.BaseUri} {connection.AccountName}".TrimEnd())));
}
