namespace Plannr.Client.Reports;

/// <summary>
/// The states that the runs are in, each with a colour: red for failed ones, blue for running, green for completed, grey for the rest. What
/// the API might send is open, so rare states share a group once there are many.
/// </summary>
internal sealed class StatusGroups
{
    private const int MostGroups = 10;
    private const int ShadesOfAKind = 3;

    private readonly Dictionary<string, int> _places = new(StringComparer.OrdinalIgnoreCase);
    private HashSet<string> _ambiguous = new(StringComparer.OrdinalIgnoreCase);

    private StatusGroups(IReadOnlyList<StatusGroup> all) => All = all;

    public IReadOnlyList<StatusGroup> All { get; }

    public static StatusGroups Of(IReadOnlyList<ReportRun> runs)
    {
        var states = runs
            .GroupBy(run => KeyOf(run.Status), StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(state => state.Count()).ThenBy(state => state.Key, StringComparer.OrdinalIgnoreCase)
            .Select((state, rank) => (state.Key, Runs: state.ToList(), Shares: rank >= MostGroups - 1))
            .ToList();
        if (states.Count <= MostGroups)
        {
            states = states.Select(state => (state.Key, state.Runs, Shares: false)).ToList();
        }

        HashSet<string> ambiguous = AmbiguousLabelsOf(states.Select(state => state.Key));
        var groups = new List<StatusGroup>();
        var places = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var kind in states.GroupBy(state => state.Shares ? StatusKind.Other : KindOf(state.Key)).OrderBy(kind => kind.Key))
        {
            int shade = 0;
            foreach (var group in kind.GroupBy(state => state.Shares ? null : state.Key))
            {
                List<ReportRun> members = group.SelectMany(state => state.Runs).ToList();
                foreach (var state in group)
                {
                    places[state.Key] = groups.Count;
                }

                groups.Add(new StatusGroup
                {
                    Label = group.Key is null ? "other states" : ClearLabelOf(group.Key, ambiguous),
                    Colour = ColourOf(kind.Key, shade++),
                    Count = members.Count,
                    WithError = members.Count(run => run.HasError),
                });
            }
        }

        var result = new StatusGroups(groups) { _ambiguous = ambiguous };
        foreach (KeyValuePair<string, int> place in places)
        {
            result._places.Add(place.Key, place.Value);
        }

        return result;
    }

    /// <summary>The place of a state's group among all.</summary>
    public int PlaceOf(string? status) => _places[KeyOf(status)];

    /// <summary>The group of a state.</summary>
    public StatusGroup Of(string? status) => All[PlaceOf(status)];

    /// <summary>How a state of the runs is written: as others are, unless another state of them would be written like it.</summary>
    public string ClearLabelOf(string? status) => ClearLabelOf(status, _ambiguous);

    /// <summary>How a state is written: the API's word, its underscores as spaces.</summary>
    public static string LabelOf(string? status) => KeyOf(status) is { Length: > 0 } key ? key.Replace('_', ' ') : "no state";

    /// <summary>The colour of a state where there is no telling several of a kind apart.</summary>
    public static string ColourOf(string? status) => ColourOf(KindOf(status), 0);

    private static string ClearLabelOf(string? status, HashSet<string> ambiguous) =>
        LabelOf(status) is var label && ambiguous.Contains(ReadingOf(label)) ? KeyOf(status) : label;

    private static HashSet<string> AmbiguousLabelsOf(IEnumerable<string> keys) => new(
        keys.GroupBy(key => ReadingOf(LabelOf(key)), StringComparer.OrdinalIgnoreCase).Where(alike => alike.Count() > 1).Select(alike => alike.Key),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>A label as a page shows it, which makes one space of several.</summary>
    private static string ReadingOf(string label) => string.Join(" ", label.Split([' '], StringSplitOptions.RemoveEmptyEntries));

    private static string ColourOf(StatusKind kind, int shade) =>
        kind.ToString().Substring(0, 1).ToLowerInvariant() + Math.Min(shade, ShadesOfAKind - 1).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static StatusKind KindOf(string? status) =>
        AutomationStatus.IsFailed(status) ? StatusKind.Failed
        : AutomationStatus.IsRunning(status) ? StatusKind.Running
        : AutomationStatus.IsCompleted(status) ? StatusKind.Completed
        : StatusKind.Other;

    private static string KeyOf(string? status) => (status ?? string.Empty).Trim();
}

/// <summary>The runs of one state.</summary>
internal sealed record StatusGroup
{
    public required string Label { get; init; }

    /// <summary>The class that gives the colour.</summary>
    public required string Colour { get; init; }

    public required int Count { get; init; }

    /// <summary>How many of them have an error.</summary>
    public required int WithError { get; init; }
}

/// <summary>What a state comes to, in the order in which the report stacks them: failures on the ground line, where they compare best.</summary>
internal enum StatusKind
{
    /// <summary>Ended with an error.</summary>
    Failed,

    /// <summary>Not ended.</summary>
    Running,

    /// <summary>A state that the module does not know, or none.</summary>
    Other,

    /// <summary>Ended well.</summary>
    Completed,
}
