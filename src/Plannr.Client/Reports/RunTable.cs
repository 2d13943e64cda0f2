namespace Plannr.Client.Reports;

/// <summary>Writes the table of runs, each followed by a row with its timeline. The table can be read without the script, which adds collapsing, sorting and filtering.</summary>
internal static class RunTable
{
    private const int LongestFirstError = 120;
    private const int LongestError = 2000;
    private const int LongestInfo = 240;

    public static void Write(Markup markup, IReadOnlyList<AutomationExecution> runs, StatusGroups groups)
    {
        markup.WriteRaw("<section class=\"card list\" aria-labelledby=\"runs-heading\">\n<h2 id=\"runs-heading\">Executions</h2>\n");
        WriteFilters(markup, runs, groups);
        markup.WriteRaw(
            "<table id=\"runs\"><thead><tr><th scope=\"col\">Status</th><th scope=\"col\">Automation</th><th scope=\"col\">Account</th><th scope=\"col\">Trigger</th>"
            + "<th scope=\"col\" class=\"n\">Steps</th><th scope=\"col\">Created</th></tr></thead>\n");
        bool hasFirms = runs.Select(run => run.ConnectionName).Distinct().Skip(1).Any();
        foreach (AutomationExecution run in runs)
        {
            WriteRun(markup, run, groups, hasFirms ? run.ConnectionName : null);
        }

        markup.WriteRaw("</table>\n<p class=\"none\" hidden=\"hidden\">No matching executions.</p>\n</section>\n");
    }

    private static void WriteFilters(Markup markup, IReadOnlyList<AutomationExecution> runs, StatusGroups groups)
    {
        markup.WriteRaw(
            "<div class=\"filters\" role=\"search\" hidden=\"hidden\"><label class=\"find\">Find <input type=\"search\" autocomplete=\"off\" placeholder=\"Name, account, trigger, error, UUID\"/></label>"
            + "<label>Status <select><option value=\"\">all</option>");
        for (int place = 0; place < groups.All.Count; place++)
        {
            markup.Write($"<option value=\"{place}\">{groups.All[place].Label}</option>");
        }

        markup.WriteRaw("</select></label>");
        if (runs.Any(run => run.HasError))
        {
            markup.WriteRaw("<label class=\"tick\"><input type=\"checkbox\"/> with errors only</label>");
        }

        markup.WriteRaw("<button type=\"button\">Open all</button><output></output></div>\n");
    }

    private static void WriteRun(Markup markup, AutomationExecution run, StatusGroups groups, string? firm)
    {
        int place = groups.GetPlace(run);
        markup.WriteRaw(run.HasError ? "<tbody class=\"x\"" : "<tbody");
        markup.Write($" data-state=\"{place}\"><tr><td><span class=\"c {groups.All[place].Class}\">{groups.GetClearLabel(run)}</span></td><td><b>{GetName(run.Name)}</b>");
        if (run.HasError)
        {
            markup.Write($"<p class=\"e\">{GetFirstError(run)}</p>");
        }

        markup.Write($"</td><td>{run.Account?.PlainText}");
        if (firm is not null)
        {
            markup.Write($"<p class=\"firm\">{firm}</p>");
        }

        markup.Write($"</td><td>{run.TriggeredBy}</td><td class=\"n\">{run.CompletedStepCount}/{run.Steps.Count}</td><td>");
        if (run.CreatedAt is { } created)
        {
            markup.Write($"<time datetime=\"{created:yyyy-MM-ddTHH:mm:sszzz}\">{created:d MMM yyyy HH:mm}</time>");
        }

        markup.WriteRaw("</td></tr>\n<tr class=\"s\"><td colspan=\"6\">");
        WriteTimeline(markup, run);
        markup.Write($"<p class=\"u\">{run.Uuid}</p></td></tr></tbody>\n");
    }

    private static void WriteTimeline(Markup markup, AutomationExecution run)
    {
        if (run.Steps.Count == 0)
        {
            markup.WriteRaw("<p class=\"note\">No steps.</p>");
            return;
        }

        IReadOnlyList<TimeSpan?> durations = run.GetStepDurations();
        markup.WriteRaw("<ol>");
        for (int i = 0; i < run.Steps.Count; i++)
        {
            WriteStep(markup, run.Steps[i], durations[i], run.CreatedAt);
        }

        markup.WriteRaw("</ol>");
    }

    private static void WriteStep(Markup markup, AutomationStep step, TimeSpan? duration, DateTimeOffset? runCreatedAt)
    {
        markup.Write($"<li class=\"{(step.HasError && !AutomationStatus.IsCompleted(step.Status) ? "f0" : StatusGroups.GetClass(step.Status, step.HasError))}\"><b>{GetName(step.Name)}</b> <i>{StatusGroups.GetLabel(step.Status)}</i>");
        if (step.ExecutedAt is { } ran)
        {
            string time = ran.ToString(ran.Date == runCreatedAt?.Date ? "HH:mm:ss" : "d MMM HH:mm:ss", CultureInfo.InvariantCulture);
            markup.Write($" <span>{time}{(duration is { } took ? " · " + ReadableText.Lasted(took) : null)}</span>");
        }

        foreach (string error in step.Errors)
        {
            markup.Write($"<p class=\"e\">{SafeText.Cut(error, LongestError)}</p>");
        }

        if (step.Errors.Count == 0 && !string.IsNullOrWhiteSpace(step.Info))
        {
            markup.Write($"<p>{SafeText.Cut(step.Info!.Trim(), LongestInfo)}</p>");
        }

        markup.WriteRaw("</li>");
    }

    private static string GetName(string? name) => string.IsNullOrWhiteSpace(name) ? "No name" : name!;

    private static string GetFirstError(AutomationExecution run) =>
        run.Errors.FirstOrDefault() is { } error ? SafeText.Cut(error, LongestFirstError)
        : run.Steps.FirstOrDefault(step => step.HasError) is { } step ? $"{GetName(step.Name)}: {StatusGroups.GetLabel(step.Status)}"
        : "no message";
}
