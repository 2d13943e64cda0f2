using static Plannr.PowerShell.Shared.WrappedText;

namespace Plannr.PowerShell.Automations;

/// <summary>Draws the steps of an execution as a tree in plain ASCII, which any console, file or email can show.</summary>
public static class TimelineText
{
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss";

    /// <summary>Gets the timeline of an execution. The arguments are the execution, the width of the console, and <c>$PSStyle</c>.</summary>
    public static ViewFunction<AutomationExecution, int, object?> Drawing { get; } = new(Draw);

    /// <summary>Formats the timeline of an execution.</summary>
    /// <param name="execution">The execution.</param>
    /// <param name="width">The width of the console in characters, or 0 if the host does not report it. The width is then 120.</param>
    /// <param name="style">The host's <c>$PSStyle</c>, or null if it has none (Windows PowerShell).</param>
    /// <returns>The lines.</returns>
    public static string Draw(AutomationExecution execution, int width, object? style)
    {
        if (execution is null)
        {
            throw new ArgumentNullException(nameof(execution));
        }

        int page = GetPageWidth(width);
        var lines = new List<string>();
        Add(lines, string.Empty, CleanOr(execution.Name, "(no name)"), page);
        string state = StatusText.Format(execution.Status, execution.HasError, style);
        bool hasSteps = execution.Steps.Count > 0;
        string facts = string.Join(", ", new[] { state, ShownText.CleanLines(execution.TriggeredBy), FormatTime(execution.CreatedAt) }.Where(part => !string.IsNullOrWhiteSpace(part)));
        foreach (string? head in new[] { facts, ShownText.CleanLines(execution.AccountName), execution.Uuid?.ToString() }.Where(head => !string.IsNullOrWhiteSpace(head)))
        {
            Add(lines, hasSteps ? Trunk : NoTrunk, head!, page);
        }

        IReadOnlyList<TimeSpan?> durations = execution.GetStepDurations();
        int stateWidth = execution.Steps.Select(step => TextWidth.Measure(StatusText.Format(step.Status, step.HasError, null))).DefaultIfEmpty().Max();
        for (int i = 0; i < execution.Steps.Count; i++)
        {
            AddStep(lines, execution.Steps[i], durations[i], stateWidth, page, isLast: i == execution.Steps.Count - 1, style);
        }

        return string.Join(Environment.NewLine, lines);
    }

    private static void AddStep(List<string> lines, AutomationStep step, TimeSpan? duration, int stateWidth, int page, bool isLast, object? style)
    {
        string state = StatusText.Format(step.Status, step.HasError, style);
        int padding = stateWidth - TextWidth.Measure(StatusText.Format(step.Status, step.HasError, null));
        string time = FormatTime(step.ExecutedAt) ?? "-";
        string lasted = duration is { } took ? $" ({ReadableText.Lasted(took)})" : string.Empty;
        string head = state + new string(' ', padding) + "  " + time.PadRight(TimeFormat.Length) + "  ";

        // Wrapped text is aligned with the column after the status and time, unless that would leave too little room.
        int indent = stateWidth + 2 + TimeFormat.Length + 2;
        int room = page - Branch.Length - indent;
        string branch = isLast ? LastBranch : Branch;
        string trunk = isLast ? NoTrunk : Trunk;
        string name = CleanOr(step.Name, "(no name)") + lasted;
        if (room >= NarrowestPage / 2)
        {
            List<string> parts = Wrap(name, room);
            lines.Add(branch + head + parts[0]);
            lines.AddRange(parts.Skip(1).Select(part => trunk + new string(' ', indent) + part));
        }
        else
        {
            Add(lines, branch, head, page, trunk + "  ");
            Add(lines, trunk + "  ", name, page);
        }

        foreach (string error in step.Errors)
        {
            Add(lines, trunk + "  ! ", ShownText.CleanLines(error), page, trunk + "    ");
        }
    }

    private static string? FormatTime(DateTimeOffset? time) => time?.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static string CleanOr(string? text, string other) => string.IsNullOrWhiteSpace(text) ? other : ShownText.CleanLines(text);
}
