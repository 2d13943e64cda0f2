namespace Plannr.Client.Reports.Sections;

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
