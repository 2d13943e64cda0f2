namespace Plannr.PowerShell.Completion;

/// <summary>
/// Offers UUIDs of executions, found by name, client or state: the newest, which are asked for at most once a minute, and then those seen.
/// </summary>
public sealed class ExecutionCompleter() : SeenCompleter(SeenKind.Execution)
{
    private protected override IEnumerable<Candidate> Candidates(PlannrConnection connection)
    {
        var seen = SeenValues.Of(connection);

        // A request can use up a refresh token. The next cmdlet writes the new one to its vault, but at a prompt there may be no next one.
        IReadOnlyList<Candidate> recent = VaultSecrets.UsedBy(connection) is not null ? [] : seen.RecentExecutions.Get();
        return recent.Concat(seen.Of(SeenKind.Execution));
    }
}
