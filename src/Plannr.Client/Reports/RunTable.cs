namespace Plannr.Client.Reports;

/// <summary>
/// The table of runs, each with its timeline in a row below. Written out in full, so that it can be read without the script; the script
/// folds the timelines away, sorts and filters.
/// </summary>
internal static class RunTable
{
    private const int LongestFirstError = 120;

    public static void Write(Markup markup, IReadOnlyList<ReportRun> runs, StatusGroups groups)
    {
        markup.Raw("<section class=\"card list\" aria-labelledby=\"runs-heading\">\n<h2 id=\"runs-heading\">Runs</h2>\n");
        Filters(markup, runs, groups);
        markup.Raw("<table id=\"runs\"><thead><tr><th scope=\"col\">State</th><th scope=\"col\">Automation</th><th scope=\"col\">Account</th><th scope=\"col\">Trigger</th>")
            .Raw("<th scope=\"col\" class=\"n\">Steps</th><th scope=\"col\" aria-sort=\"descending\">Created</th></tr></thead>\n");
        foreach (ReportRun run in runs)
        {
            Run(markup, run, groups);
        }

        markup.Raw("</table>\n<p class=\"none\" hidden=\"hidden\">No run matches.</p>\n</section>\n");
    }

    private static void Filters(Markup markup, IReadOnlyList<ReportRun> runs, StatusGroups groups)
    {
        markup.Raw("<div class=\"filters\" role=\"search\" hidden=\"hidden\"><label class=\"find\">Find <input type=\"search\" autocomplete=\"off\" placeholder=\"Name, account, trigger, error, UUID\"/></label>")
            .Raw("<label>State <select><option value=\"\">all</option>");
        for (int place = 0; place < groups.All.Count; place++)
        {
            markup.Raw("<option value=\"").Number(place).Raw("\">").Text(groups.All[place].Label).Raw("</option>");
        }

        markup.Raw("</select></label>");
        if (runs.Any(run => run.HasError))
        {
            markup.Raw("<label class=\"tick\"><input type=\"checkbox\"/> with errors only</label>");
        }

        markup.Raw("<button type=\"button\">Open all</button><output></output></div>\n");
    }

    private static void Run(Markup markup, ReportRun run, StatusGroups groups)
    {
        StatusGroup group = groups.Of(run.Status);
        markup.Raw(run.HasError ? "<tbody class=\"x\"" : "<tbody").Raw(" data-state=\"").Number(groups.PlaceOf(run.Status)).Raw("\"><tr><td><span class=\"c ").Raw(group.Colour).Raw("\">")
            .Text(groups.ClearLabelOf(run.Status)).Raw("</span></td><td><b>").Text(string.IsNullOrWhiteSpace(run.Name) ? "No name" : run.Name).Raw("</b>");
        if (run.HasError)
        {
            markup.Raw("<p class=\"e\">").Text(FirstErrorOf(run)).Raw("</p>");
        }

        markup.Raw("</td><td>").Text(run.Account).Raw("</td><td>").Text(run.Trigger).Raw("</td><td class=\"n\">").Number(run.CompletedSteps).Raw("/").Number(run.Steps.Count).Raw("</td><td>");
        if (run.CreatedAt is { } created)
        {
            markup.Raw("<time datetime=\"").Raw(When.Iso(created)).Raw("\">").Raw(When.Minute(created)).Raw("</time>");
        }

        markup.Raw("</td></tr>\n<tr class=\"s\"><td colspan=\"6\">");
        Timeline.Write(markup, run);
        markup.Raw("</td></tr></tbody>\n");
    }

    private static string FirstErrorOf(ReportRun run) =>
        run.FirstError is { } error ? SafeText.Cut(error, LongestFirstError)
        : run.Steps.FirstOrDefault(step => step.HasError) is { } step ? $"{step.Name}: {StatusGroups.LabelOf(step.Status)}"
        : "no message";
}

/// <summary>The steps of a run, with their times, how long each took, and what it reported.</summary>
internal static class Timeline
{
    private const int LongestError = 2000;
    private const int LongestInfo = 240;

    public static void Write(Markup markup, ReportRun run)
    {
        if (run.Steps.Count == 0)
        {
            markup.Raw("<p class=\"note\">No steps.</p>");
        }
        else
        {
            markup.Raw("<ol>");
            foreach (ReportStep step in run.Steps)
            {
                Step(markup, step, run.CreatedAt);
            }

            markup.Raw("</ol>");
        }

        markup.Raw("<p class=\"u\">").Text(run.Uuid).Raw("</p>");
    }

    private static void Step(Markup markup, ReportStep step, DateTimeOffset? runCreatedAt)
    {
        markup.Raw("<li class=\"").Raw(step.HasError ? "f0" : StatusGroups.ColourOf(step.Status)).Raw("\"><b>").Text(string.IsNullOrWhiteSpace(step.Name) ? "No name" : step.Name)
            .Raw("</b> <i>").Text(StatusGroups.LabelOf(step.Status)).Raw("</i>");
        if (step.ExecutedAt is { } ran)
        {
            markup.Raw(" <span>").Raw(When.Second(ran, runCreatedAt));
            if (step.Duration is { } duration)
            {
                markup.Raw(" · ").Raw(ReadableText.Lasted(duration));
            }

            markup.Raw("</span>");
        }

        foreach (string error in step.Errors)
        {
            markup.Raw("<p class=\"e\">").Text(SafeText.Cut(error, LongestError)).Raw("</p>");
        }

        if (!string.IsNullOrWhiteSpace(step.Info))
        {
            markup.Raw("<p>").Text(SafeText.Cut(step.Info!.Trim(), LongestInfo)).Raw("</p>");
        }

        markup.Raw("</li>");
    }
}
