namespace Plannr.Sandbox.Querying;

/// <summary>The runs that a request's filters leave, oldest first. Without filters nothing is enumerated, and with them positions alone are kept.</summary>
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

    /// <param name="query">The request's query, already checked.</param>
    /// <param name="runs">The runs to choose from.</param>
    /// <param name="blueprint">The only blueprint wanted, null for any.</param>
    public static RunSelection From(QueryParameters query, RunCatalogue runs, Blueprint? blueprint)
    {
        // Clients are accounts, so the two filters differ in name alone.
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

    // Text that is no UUID names nothing, as a database would find nothing by it.
    private static HashSet<Guid>? Uuids(IReadOnlyList<string>? texts) => texts is null
        ? null
        : new HashSet<Guid>(texts.Select(text => Guid.TryParse(text, out var uuid) ? uuid : Guid.Empty));
}
