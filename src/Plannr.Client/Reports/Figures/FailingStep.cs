namespace Plannr.Client.Reports.Figures;

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
