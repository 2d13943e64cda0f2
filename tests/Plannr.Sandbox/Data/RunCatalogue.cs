namespace Plannr.Sandbox.Data;

/// <summary>
/// All executions, oldest first: the demo's own, merged with generated ones. A generated execution is computed on demand, so a longer list needs no
/// more memory.
/// </summary>
internal sealed class RunCatalogue
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Quiet = TimeSpan.FromHours(2);

    private readonly AutomationRun[] _stored;
    private readonly int[] _storedPositions;
    private readonly Dictionary<Guid, AutomationRun> _storedByUuid;
    private readonly IReadOnlyList<Blueprint> _blueprints;
    private readonly IReadOnlyList<Guid> _accounts;
    private readonly DateTimeOffset _start;
    private readonly int _generatedCount;

    /// <param name="stored">The demo's own executions.</param>
    /// <param name="blueprints">The blueprints of generated executions.</param>
    /// <param name="accounts">The clients of generated executions.</param>
    /// <param name="generatedCount">The number of generated executions.</param>
    /// <param name="start">When the sandbox started; the newest generated execution was created two hours earlier.</param>
    public RunCatalogue(
        IEnumerable<AutomationRun> stored,
        IReadOnlyList<Blueprint> blueprints,
        IReadOnlyList<Guid> accounts,
        int generatedCount,
        DateTimeOffset start)
    {
        _blueprints = blueprints;
        _accounts = accounts;
        _generatedCount = generatedCount;
        _start = start;
        _stored = stored.OrderBy(run => run.CreatedAt).ToArray();
        _storedByUuid = _stored.ToDictionary(run => run.Uuid);
        _storedPositions = _stored.Select((run, rank) => rank + GeneratedBefore(run.CreatedAt)).ToArray();
    }

    public int Count => _stored.Length + _generatedCount;

    /// <summary>Gets the execution at a position in the list. Position 0 is the oldest execution.</summary>
    public AutomationRun this[int position]
    {
        get
        {
            var rank = Array.BinarySearch(_storedPositions, position);
            return rank >= 0 ? _stored[rank] : Generate(position - ~rank);
        }
    }

    /// <summary>Returns the execution with the given UUID, or null.</summary>
    public AutomationRun? Find(Guid uuid)
    {
        if (_storedByUuid.TryGetValue(uuid, out var run))
        {
            return run;
        }

        return StableUuid.TryGetIndex(uuid, out var index) && index < _generatedCount ? Generate(index) : null;
    }

    private DateTimeOffset FirstGenerated => _start - Quiet - TimeSpan.FromTicks(Interval.Ticks * (_generatedCount - 1));

    private GeneratedRun Generate(int index) => new(
        index,
        _blueprints[index % _blueprints.Count],
        // A plain remainder would tie each client to a few blueprints if the two counts had a common factor.
        _accounts[(index + (index / _accounts.Count)) % _accounts.Count],
        FirstGenerated + TimeSpan.FromTicks(Interval.Ticks * index));

    private int GeneratedBefore(DateTimeOffset moment)
    {
        var intervals = (moment - FirstGenerated).Ticks / (double)Interval.Ticks;
        return (int)Math.Min(Math.Max(Math.Ceiling(intervals), 0), _generatedCount);
    }
}
