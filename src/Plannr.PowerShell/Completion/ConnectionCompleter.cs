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
