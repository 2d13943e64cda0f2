namespace Plannr.Client.Reports;

/// <summary>What the report shows of an execution. The execution itself, with its account and all that hangs on it, need not be kept.</summary>
internal sealed record ReportRun
{
    public string? Uuid { get; init; }

    public string? Name { get; init; }

    public string? Status { get; init; }

    public string? Trigger { get; init; }

    public string? Account { get; init; }

    /// <summary>What tells accounts apart: two clients can have one name. Null where nothing is known of the account.</summary>
    public string? AccountKey { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public int CompletedSteps { get; init; }

    public bool HasError { get; init; }

    public IReadOnlyList<ReportStep> Steps { get; init; } = [];

    /// <summary>The first error message of the run's steps.</summary>
    public string? FirstError => Steps.SelectMany(step => step.Errors).FirstOrDefault();

    public static ReportRun Of(AutomationExecution execution)
    {
        IReadOnlyList<TimeSpan?> durations = execution.GetStepDurations();
        string? account = execution.Account?.ToString();
        return new ReportRun
        {
            Uuid = execution.Uuid?.ToString(),
            Name = execution.Name,
            Status = execution.Status,
            Trigger = execution.TriggeredBy,
            Account = account,
            AccountKey = execution.AccountUuid?.ToString() ?? (string.IsNullOrEmpty(account) ? null : account),
            CreatedAt = execution.CreatedAt,
            CompletedSteps = execution.CompletedStepCount,
            HasError = execution.HasError,
            Steps = execution.Steps.Select((step, i) => ReportStep.Of(step, durations[i])).ToArray(),
        };
    }
}

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
