using System.Globalization;

namespace Plannr;

/// <summary>The state of a watch between two polls. It stays small, however long the history is.</summary>
internal sealed class AutomationWatchState
{
    /// <summary>The overlap between polls. An execution that appears late in the list is found if it was created at most this long before the newest execution.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(1);

    /// <summary>The creation time of the newest execution that was read or, until one is read, the time from which to search.</summary>
    public DateTimeOffset Newest { get; set; }

    /// <summary>The executions to poll: those that have not ended or have not been emitted.</summary>
    public HashSet<Guid> Open { get; } = [];

    /// <summary>The executions within the overlap, with their creation times, so that they are not treated as new when they are read again.</summary>
    public Dictionary<Guid, DateTimeOffset> Recent { get; } = [];

    /// <summary>How many executions in the latest poll have no valid UUID or creation time, so that they can't be watched. Not stored.</summary>
    public int Unidentified { get; set; }

    /// <summary>The time from which the next poll lists executions: the newest creation time minus the overlap.</summary>
    public DateTimeOffset Start => Newest - Overlap;

    /// <summary>Adds an execution and returns whether it is new.</summary>
    public bool Add(Guid uuid, DateTimeOffset created)
    {
        if (created < Start || Recent.ContainsKey(uuid))
        {
            return false;
        }

        Recent.Add(uuid, created);
        return true;
    }

    /// <summary>Updates the newest creation time and removes the executions that are older than the overlap.</summary>
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

    /// <summary>Reads a state from plain values.</summary>
    /// <exception cref="FormatException">The values are not a valid state.</exception>
    public static AutomationWatchState FromMap(IReadOnlyDictionary<string, object?> map)
    {
        var state = new AutomationWatchState { Newest = Parse(Get<object>(map, "newest")) };
        state.Open.UnionWith(Get<ResourceList<object?>>(map, "open").Select(ParseUuid));
        foreach (KeyValuePair<string, object?> run in Get<ResourceMap<object?>>(map, "recent"))
        {
            state.Recent.Add(ParseUuid(run.Key), Parse(run.Value));
        }

        return state;
    }

    private static T Get<T>(IReadOnlyDictionary<string, object?> map, string name)
        where T : class => map.TryGetValue(name, out object? value) && value is T found ? found : throw new FormatException($"The state has no valid '{name}'.");

    private static Guid ParseUuid(object? value) => Guid.TryParse(value as string, out Guid uuid) ? uuid : throw new FormatException($"'{value}' is not a UUID.");

    private static string Format(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Parse(object? value) =>
        DateTimeOffset.TryParseExact(value as string, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset time) ? time : throw new FormatException($"'{value}' is not a time.");
}

internal sealed class AutomationWatchOptions
{
    /// <summary>The time between two polls.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The clients whose executions are watched; empty for all clients.</summary>
    public IReadOnlyList<Guid> Clients { get; set; } = [];

    /// <summary>Returns whether an execution is watched, based on properties that do not change while it runs.</summary>
    public Func<AutomationExecution, bool> IsWatched { get; set; } = _ => true;

    /// <summary>Returns whether an execution is emitted in its current status. By default, an execution is emitted when it has ended.</summary>
    public Func<AutomationExecution, bool> IsWanted { get; set; } = HasEnded;

    /// <summary>Whether to emit executions that ended before the first poll.</summary>
    public bool EmitsFirst { get; set; }

    /// <summary>Returns whether the execution has a status and is not running.</summary>
    public static bool HasEnded(AutomationExecution execution) => !string.IsNullOrWhiteSpace(execution.Status) && !AutomationStatus.IsRunning(execution.Status);
}
