namespace Plannr.Sandbox.Querying;

/// <summary>
/// The executions that match a request's blueprint and filters, oldest first. Without a blueprint or filters, nothing is enumerated. With the filter
/// <c>uuid</c>, only the requested executions are looked up; otherwise, only positions are stored.
/// </summary>
internal sealed class RunSelection
{
    private readonly RunCatalogue _runs;
    private readonly IReadOnlyList<AutomationRun>? _named;
    private readonly IReadOnlyList<int>? _positions;

    private RunSelection(RunCatalogue runs, IReadOnlyList<AutomationRun>? named, IReadOnlyList<int>? positions)
    {
        _runs = runs;
        _named = named;
        _positions = positions;
    }

    public int Count => _named?.Count ?? _positions?.Count ?? _runs.Count;

    public AutomationRun this[int position] =>
        _named is not null ? _named[position] : _runs[_positions is null ? position : _positions[position]];

    /// <param name="query">The request's validated query.</param>
    /// <param name="runs">All executions.</param>
    /// <param name="blueprint">The blueprint to filter by, or null for all blueprints.</param>
    public static RunSelection From(QueryParameters query, RunCatalogue runs, Blueprint? blueprint)
    {
        // Clients are accounts, so account_uuids and client_uuids differ only in name.
        var accounts = Uuids(query.FilterList("account_uuids"));
        var clients = Uuids(query.FilterList("client_uuids"));
        if (Uuids(query.FilterList("uuid")) is { } named)
        {
            return new RunSelection(runs, named.Select(runs.Find).OfType<AutomationRun>().Where(IsWanted).OrderBy(run => run.CreatedAt).ToList(), null);
        }

        return accounts is null && clients is null && blueprint is null
            ? new RunSelection(runs, null, null)
            : new RunSelection(runs, null, Enumerable.Range(0, runs.Count).Where(position => IsWanted(runs[position])).ToList());

        bool IsWanted(AutomationRun run) =>
            (accounts is null || accounts.Contains(run.AccountUuid))
            && (clients is null || clients.Contains(run.AccountUuid))
            && (blueprint is null || run.Blueprint.Uuid == blueprint.Uuid);
    }

    // Text that is not a UUID matches nothing, as in a database.
    private static HashSet<Guid>? Uuids(IReadOnlyList<string>? texts) => texts is null
        ? null
        : new HashSet<Guid>(texts.Select(text => Guid.TryParse(text, out var uuid) ? uuid : Guid.Empty));
}
