namespace Plannr.PowerShell.Completion;

/// <summary>Offers the accounts that the connection's user can act as, as far as they are known, found by their names. Asks nobody.</summary>
public sealed class AccountCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        PlannrConnection? connection = ConnectionReference.Find(fakeBoundParameters["Connection"]);
        return Completions.Of(
            wordToComplete,
            (connection?.Logins ?? []).Where(login => login.AccountUuid is not null).Select(login => new Candidate(login.AccountUuid.ToString()!, $"{login} {login.AccountType}".Trim())));
    }
}
