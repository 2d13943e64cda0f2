using System.Globalization;

namespace Plannr;

/// <summary>What a watch remembers between two polls: small, however long the history is.</summary>
internal sealed class AutomationWatchState
{
    /// <summary>How long after a newer run one may still appear that was created before it.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(1);

    /// <summary>The creation of the newest run seen. Runs created after the overlap before it are looked for.</summary>
    public DateTimeOffset Newest { get; set; }

    /// <summary>The runs to poll: they have not ended, or were not emitted yet.</summary>
    public HashSet<Guid> Open { get; } = [];

    /// <summary>The runs created within the overlap, which are not new when they are seen again, by their creation.</summary>
    public Dictionary<Guid, DateTimeOffset> Recent { get; } = [];

    /// <summary>The time from which on runs are looked for.</summary>
    public DateTimeOffset Start => Newest - Overlap;

    /// <summary>Adds a run, and returns whether it is new.</summary>
    public bool Add(Guid uuid, DateTimeOffset created)
    {
        if (created < Start || Recent.ContainsKey(uuid))
        {
            return false;
        }

        Recent.Add(uuid, created);
        return true;
    }

    /// <summary>Forgets the runs before the overlap.</summary>
    public void Advance()
    {
        if (Recent.Count > 0)
        {
            DateTimeOffset newest = Recent.Values.Max();
            Newest = newest > Newest ? newest : Newest;
        }

        foreach (Guid uuid in Recent.Where(run => run.Value < Start).Select(run => run.Key).ToArray())
        {
            Recent.Remove(uuid);
        }
    }

    /// <summary>Returns the state as plain values for JSON.</summary>
    public Dictionary<string, object?> ToMap() => new()
    {
        ["newest"] = Format(Newest),
        ["open"] = Open.Select(uuid => uuid.ToString()).OrderBy(uuid => uuid, StringComparer.Ordinal).ToArray(),
        ["recent"] = Recent.OrderBy(run => run.Value).ToDictionary(run => run.Key.ToString(), run => (object?)Format(run.Value)),
    };

    /// <summary>Reads a state.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static AutomationWatchState FromMap(IReadOnlyDictionary<string, object?> map)
    {
        var state = new AutomationWatchState { Newest = Parse(map.TryGetValue("newest", out object? newest) ? newest : null) };
        state.Open.UnionWith(Get<ResourceList<object?>>(map, "open").Select(ParseUuid));
        foreach (KeyValuePair<string, object?> run in Get<ResourceMap<object?>>(map, "recent"))
        {
            state.Recent.Add(ParseUuid(run.Key), Parse(run.Value));
        }

        return state;
    }

    private static T Get<T>(IReadOnlyDictionary<string, object?> map, string name)
        where T : class => map.TryGetValue(name, out object? value) && value is T found ? found : throw new FormatException($"It has no {name}.");

    private static Guid ParseUuid(object? value) => Guid.TryParse(value as string, out Guid uuid) ? uuid : throw new FormatException($"'{value}' is not a UUID.");

    private static string Format(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Parse(object? value) =>
        DateTimeOffset.TryParseExact(value as string, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset time) ? time : throw new FormatException($"'{value}' is not a time.");
}

internal sealed class AutomationWatchOptions
{
    /// <summary>The time between two polls.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The clients whose runs to watch; empty for all.</summary>
    public IReadOnlyList<Guid> Clients { get; set; } = [];

    /// <summary>Returns whether a run is watched at all, by what does not change while it runs.</summary>
    public Func<AutomationExecution, bool> IsWatched { get; set; } = _ => true;

    /// <summary>Returns whether a run is emitted in its present state. By default when it has ended.</summary>
    public Func<AutomationExecution, bool> IsWanted { get; set; } = HasEnded;

    /// <summary>Whether the runs that have ended at the first poll are emitted too.</summary>
    public bool EmitsFirst { get; set; }

    /// <summary>Returns whether the status is known, and does not mean "running".</summary>
    public static bool HasEnded(AutomationExecution execution) => !string.IsNullOrWhiteSpace(execution.Status) && !AutomationStatus.IsRunning(execution.Status);
}
