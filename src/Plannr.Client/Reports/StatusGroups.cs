namespace Plannr.Client.Reports;

/// <summary>Groups the runs by state. A state has the same colour in every report. Runs that completed with errors form a separate group. The API can add states, so rare states share a group if there are many states.</summary>
internal sealed class StatusGroups
{
    private const int MostGroups = 10;

    /// <summary>The order of the groups in each bar, from the bottom up, as the letters of their CSS classes. Failures are at the bottom, where they are easiest to compare.</summary>
    private const string Order = "fwroc";

    /// <summary>The shades of the states that do not use the first shade of their colour. For example, waiting states are paler than running ones.</summary>
    private static readonly Dictionary<string, int> Shades = new(StringComparer.OrdinalIgnoreCase)
    {
        ["completed_with_errors"] = 1, ["timed_out"] = 2, ["timeout"] = 2,
        ["delayed"] = 1, ["on_hold"] = 1, ["paused"] = 1, ["scheduled"] = 1, ["waiting"] = 1,
        ["created"] = 2, ["new"] = 2, ["pending"] = 2, ["queued"] = 2,
        ["skipped"] = 1,
    };

    private readonly Dictionary<(string Status, bool IsFaulty), int> _places = [];
    private readonly HashSet<string> _ambiguous;

    public StatusGroups(IEnumerable<AutomationExecution> runs)
    {
        List<IGrouping<(string Status, bool IsFaulty), AutomationExecution>> states = runs
            .GroupBy(GetKey)
            .OrderByDescending(state => state.Count()).ThenBy(state => state.Key.Status, StringComparer.Ordinal)
            .ToList();
        _ambiguous = new HashSet<string>(
            states.Select(state => state.Key.Status).Distinct().GroupBy(status => Collapse(GetLabel(status)), StringComparer.OrdinalIgnoreCase).Where(alike => alike.Count() > 1).Select(alike => alike.Key),
            StringComparer.OrdinalIgnoreCase);
        int single = states.Count <= MostGroups ? MostGroups : MostGroups - 1;
        var parts = states.Take(single).Select(state => (Class: GetClass(state.Key.Status, state.Key.IsFaulty), Label: GetClearLabel(state.First()), States: new[] { state })).ToList();
        if (states.Count > single)
        {
            parts.Add((GetClass(null), "other statuses", states.Skip(single).ToArray()));
        }

        var all = new List<StatusGroup>();
        foreach (var part in parts.OrderBy(part => Order.IndexOf(part.Class[0])))
        {
            Array.ForEach(part.States, state => _places.Add(state.Key, all.Count));
            List<AutomationExecution> members = part.States.SelectMany(state => state).ToList();
            all.Add(new StatusGroup(part.Label, part.Class, members.Count, members.Count(run => run.HasError)));
        }

        All = all;
    }

    public IReadOnlyList<StatusGroup> All { get; }

    /// <summary>Returns the index of a run's group.</summary>
    public int GetPlace(AutomationExecution run) => _places[GetKey(run)];

    /// <summary>Returns the label of a run's state, or the API's own status if another state has the same label.</summary>
    public string GetClearLabel(AutomationExecution run)
    {
        string label = GetLabel(run.Status);
        string clear = _ambiguous.Contains(Collapse(label)) ? GetText(run.Status) : label;
        return GetKey(run).IsFaulty ? clear + ", with errors" : clear;
    }

    public static string GetLabel(string? status) => GetText(status) is { Length: > 0 } text ? text.Replace('_', ' ') : "no status";

    /// <summary>Returns the CSS class of a state: a letter for its colour and a number for its shade.</summary>
    public static string GetClass(string? status, bool hasError = false)
    {
        string colour = AutomationStatus.IsFailed(status) ? "f"
            : AutomationStatus.IsCompleted(status) ? (hasError ? "w" : "c")
            : AutomationStatus.IsRunning(status) ? "r"
            : "o";
        return colour + (Shades.TryGetValue(AutomationStatus.Normalize(status), out int shade) ? shade : 0).ToString(CultureInfo.InvariantCulture);
    }

    private static (string Status, bool IsFaulty) GetKey(AutomationExecution run) =>
        (GetText(run.Status).ToUpperInvariant(), run.HasError && AutomationStatus.IsCompleted(run.Status));

    /// <summary>Collapses white space, as a browser does.</summary>
    private static string Collapse(string label) => string.Join(" ", label.Split([' '], StringSplitOptions.RemoveEmptyEntries));

    private static string GetText(string? status) => (status ?? string.Empty).Trim();
}

/// <summary>The runs in one state, or in all the rare states that share a group.</summary>
internal sealed record StatusGroup(string Label, string Class, int Count, int WithError);
