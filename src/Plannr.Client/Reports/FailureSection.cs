namespace Plannr.Client.Reports;

/// <summary>The steps that fail most, with what they say.</summary>
internal static class FailureSection
{
    private const int MostSteps = 10;
    private const int MostMessages = 3;
    private const int LongestMessage = 240;

    public static void Write(Markup markup, IReadOnlyList<FailingStep> steps)
    {
        markup.Raw("<section class=\"card\" aria-labelledby=\"failures-heading\">\n<h2 id=\"failures-heading\">Steps that fail most</h2>\n");
        if (steps.Count == 0)
        {
            markup.Raw("<p class=\"note good\">No step reported an error.</p>\n</section>\n");
            return;
        }

        markup.Raw("<ol class=\"failures\">\n");
        foreach (FailingStep step in steps.Take(MostSteps))
        {
            Step(markup, step, steps[0].Failures);
        }

        markup.Raw("</ol>\n");
        if (steps.Count > MostSteps)
        {
            markup.Raw("<p class=\"note\">").Number(steps.Count - MostSteps).Raw(" more with fewer errors.</p>\n");
        }

        markup.Raw("</section>\n");
    }

    private static void Step(Markup markup, FailingStep step, int most)
    {
        markup.Raw("<li><div class=\"step\"><h3>").Text(string.IsNullOrWhiteSpace(step.Name) ? "Step without a name" : step.Name).Raw("</h3><p><b>").Number(step.Failures)
            .Raw(step.Failures == 1 ? "</b> error in " : "</b> errors in ").Number(step.Executions).Raw("</p>")
            .Raw(string.Format(
                CultureInfo.InvariantCulture,
                "<svg class=\"meter\" viewBox=\"0 0 100 6\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"f0\" width=\"{0:0.#}\" height=\"6\"/></svg></div>\n",
                100.0 * step.Failures / most));
        if (step.Messages.Count == 0)
        {
            markup.Raw("<p class=\"note\">It gave no message.</p>");
        }
        else
        {
            markup.Raw("<ul>");
            foreach ((string text, int count) in step.Messages.Take(MostMessages))
            {
                markup.Raw("<li><span>").Text(SafeText.Cut(text, LongestMessage)).Raw("</span>");
                if (count > 1)
                {
                    markup.Raw(" <b class=\"times\">× ").Number(count).Raw("</b>");
                }

                markup.Raw("</li>");
            }

            if (step.Messages.Count > MostMessages)
            {
                markup.Raw("<li class=\"note\">and ").Number(step.Messages.Count - MostMessages).Raw(step.Messages.Count - MostMessages == 1 ? " other message</li>" : " other messages</li>");
            }

            markup.Raw("</ul>");
        }

        markup.Raw("</li>\n");
    }
}

/// <summary>The steps of one name that failed in some run.</summary>
internal sealed record FailingStep
{
    public required string? Name { get; init; }

    public required int Failures { get; init; }

    /// <summary>How many steps of the name there are that ran, failed or not.</summary>
    public required int Executions { get; init; }

    /// <summary>What they said, most frequent first.</summary>
    public required IReadOnlyList<(string Text, int Count)> Messages { get; init; }

    /// <summary>The steps that fail, most frequent first.</summary>
    public static IReadOnlyList<FailingStep> In(IReadOnlyList<ReportRun> runs) => runs
        .SelectMany(run => run.Steps)
        .GroupBy(step => step.Name, StringComparer.Ordinal)
        .Select(Of)
        .Where(step => step.Failures > 0)
        .OrderByDescending(step => step.Failures).ThenBy(step => step.Name, StringComparer.OrdinalIgnoreCase)
        .ToList();

    private static FailingStep Of(IGrouping<string?, ReportStep> steps) => new()
    {
        Name = steps.Key,
        Failures = steps.Count(step => step.HasError),
        Executions = steps.Count(step => step.HasError || step.ExecutedAt is not null || AutomationStatus.IsCompleted(step.Status)),
        Messages = steps
            .SelectMany(step => step.Errors)
            .GroupBy(message => message, StringComparer.Ordinal)
            .Select(message => (Text: message.Key, Count: message.Count()))
            .OrderByDescending(message => message.Count).ThenBy(message => message.Text, StringComparer.Ordinal)
            .ToList(),
    };
}
