namespace Plannr.Client.Reports;

/// <summary>What the report shows of a step.</summary>
internal sealed record ReportStep
{
    public string? Name { get; init; }

    public string? Status { get; init; }

    public DateTimeOffset? ExecutedAt { get; init; }

    /// <summary>The time since the step before.</summary>
    public TimeSpan? Duration { get; init; }

    public bool HasError { get; init; }

    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>What the step reported where that is no error.</summary>
    public string? Info { get; init; }

    public static ReportStep Of(AutomationStep step, TimeSpan? duration) => new()
    {
        Name = step.Name,
        Status = step.Status,
        ExecutedAt = step.ExecutedAt,
        Duration = duration,
        HasError = step.HasError,
        Errors = step.Errors.ToArray(),
        Info = step.Errors.Count == 0 ? step.Info : null,
    };
}
