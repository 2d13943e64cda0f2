namespace Plannr.Client.Reports;

/// <summary>Writes the steps that fail most often, with their messages.</summary>
internal static class FailureSection
{
    private const int MostSteps = 10;
    private const int MostMessages = 3;
    private const int LongestMessage = 240;

    public static void Write(Markup markup, IEnumerable<AutomationExecution> runs)
    {
        List<FailingStep> steps = runs
            .SelectMany(run => run.Steps)
            .GroupBy(step => step.Name, StringComparer.Ordinal)
            .Select(FailingStep.Create)
            .Where(step => step.Failures > 0)
            .OrderByDescending(step => step.Failures).ThenBy(step => step.Name, StringComparer.OrdinalIgnoreCase)
            .ToList();
        markup.WriteRaw("<section class=\"card\" aria-labelledby=\"failures-heading\">\n<h2 id=\"failures-heading\">Steps that fail most often</h2>\n");
        if (steps.Count == 0)
        {
            markup.WriteRaw("<p class=\"note good\">No step reported an error.</p>\n</section>\n");
            return;
        }

        markup.WriteRaw("<ol class=\"failures\">\n");
        foreach (FailingStep step in steps.Take(MostSteps))
        {
            Write(markup, step, steps[0].Failures);
        }

        markup.WriteRaw("</ol>\n");
        int others = steps.Count - MostSteps;
        if (others > 0)
        {
            markup.Write($"<p class=\"note\">{others} more {(others == 1 ? "step" : "steps")} with errors.</p>\n");
        }

        markup.WriteRaw("</section>\n");
    }

    private static void Write(Markup markup, FailingStep step, int most)
    {
        string name = string.IsNullOrWhiteSpace(step.Name) ? "Step without a name" : step.Name!;
        markup.Write($"<li><div class=\"step\"><h3>{name}</h3><p><b>{step.Failures}</b> of {step.Executions} failed</p>");
        markup.Write($"<svg class=\"meter\" viewBox=\"0 0 100 6\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"f0\" width=\"{100.0 * step.Failures / most:0.#}\" height=\"6\"/></svg></div>\n");
        if (step.Messages.Count == 0)
        {
            markup.WriteRaw("<p class=\"note\">No error message.</p></li>\n");
            return;
        }

        markup.WriteRaw("<ul>");
        foreach ((string text, int count) in step.Messages.Take(MostMessages))
        {
            markup.Write($"<li><span>{SafeText.Cut(text, LongestMessage)}</span>");
            if (count > 1)
            {
                markup.Write($" <b class=\"times\">× {count}</b>");
            }

            markup.WriteRaw("</li>");
        }

        int others = step.Messages.Count - MostMessages;
        if (others > 0)
        {
            markup.Write($"<li class=\"note\">and {others} other {(others == 1 ? "message" : "messages")}</li>");
        }

        markup.WriteRaw("</ul></li>\n");
    }

    /// <summary>The steps that share a name. <c>Executions</c> is the number of steps that ran; the messages start with the most frequent one.</summary>
    private sealed record FailingStep(string? Name, int Failures, int Executions, IReadOnlyList<(string Text, int Count)> Messages)
    {
        public static FailingStep Create(IGrouping<string?, AutomationStep> steps) => new(
            steps.Key,
            steps.Count(step => step.HasError),
            steps.Count(step => step.HasError || step.ExecutedAt is not null || AutomationStatus.IsCompleted(step.Status)),
            steps.SelectMany(step => step.Errors)
                .GroupBy(message => message, StringComparer.Ordinal)
                .Select(message => (Text: message.Key, Count: message.Count()))
                .OrderByDescending(message => message.Count).ThenBy(message => message.Text, StringComparer.Ordinal)
                .ToList());
    }
}
