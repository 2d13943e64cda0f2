namespace Plannr.Client.Reports;

/// <summary>The states of the runs, each with a colour. The API's states are an open list, so rare ones share a group if there are many.</summary>
internal sealed class StatusGroups
{
    private const int MostGroups = 10;
    private const int MostShades = 3;

    private readonly Dictionary<string, int> _places = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _ambiguous;

    public StatusGroups(IEnumerable<AutomationExecution> runs)
    {
        List<IGrouping<string, AutomationExecution>> states = runs
            .GroupBy(run => GetKey(run.Status), StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(state => state.Count()).ThenBy(state => state.Key, StringComparer.OrdinalIgnoreCase)
            .ToList();
        _ambiguous = new HashSet<string>(
            states.GroupBy(state => Collapse(GetLabel(state.Key)), StringComparer.OrdinalIgnoreCase).Where(alike => alike.Count() > 1).Select(alike => alike.Key),
            StringComparer.OrdinalIgnoreCase);
        int single = states.Count <= MostGroups ? MostGroups : MostGroups - 1;
        var parts = states.Take(single).Select(state => (Colour: Classify(state.Key), Label: GetClearLabel(state.Key), States: states.GetRange(states.IndexOf(state), 1))).ToList();
        if (states.Count > single)
        {
            parts.Add((StatusColour.Other, "other states", states.GetRange(single, states.Count - single)));
        }

        var all = new List<StatusGroup>();
        foreach (var alike in parts.GroupBy(part => part.Colour).OrderBy(alike => alike.Key))
        {
            foreach ((var part, int shade) in alike.Select((part, shade) => (part, shade)))
            {
                part.States.ForEach(state => _places.Add(state.Key, all.Count));
                List<AutomationExecution> members = part.States.SelectMany(state => state).ToList();
                all.Add(new StatusGroup(part.Label, GetClass(part.Colour, shade), members.Count, members.Count(run => run.HasError)));
            }
        }

        All = all;
    }

    public IReadOnlyList<StatusGroup> All { get; }

    /// <summary>Returns the index of a state's group.</summary>
    public int GetPlace(string? status) => _places[GetKey(status)];

    /// <summary>Returns the label of a state; the API's own word if another state of the runs has the same label.</summary>
    public string GetClearLabel(string? status) => GetLabel(status) is var label && _ambiguous.Contains(Collapse(label)) ? GetKey(status) : label;

    public static string GetLabel(string? status) => GetKey(status) is { Length: > 0 } key ? key.Replace('_', ' ') : "no state";

    /// <summary>Returns the CSS class of a state, in its first shade.</summary>
    public static string GetClass(string? status) => GetClass(Classify(status), 0);

    /// <summary>A page shows several spaces as one.</summary>
    private static string Collapse(string label) => string.Join(" ", label.Split([' '], StringSplitOptions.RemoveEmptyEntries));

    private static string GetClass(StatusColour colour, int shade) =>
        string.Format(CultureInfo.InvariantCulture, "{0}{1}", char.ToLowerInvariant(colour.ToString()[0]), Math.Min(shade, MostShades - 1));

    private static StatusColour Classify(string? status) =>
        AutomationStatus.IsFailed(status) ? StatusColour.Failed
        : AutomationStatus.IsRunning(status) ? StatusColour.Running
        : AutomationStatus.IsCompleted(status) ? StatusColour.Completed
        : StatusColour.Other;

    private static string GetKey(string? status) => (status ?? string.Empty).Trim();

    /// <summary>The order of the stacks: failures on the ground line, where they compare best.</summary>
    private enum StatusColour
    {
        Failed,
        Running,
        Other,
        Completed,
    }
}

/// <summary>The runs of one state.</summary>
internal sealed record StatusGroup(string Label, string Class, int Count, int WithError);
