namespace Plannr.PowerShell.Rows;

/// <summary>Lays an execution out as rows, one a step.</summary>
internal static class StepRows
{
    public static IEnumerable<AutomationStepRow> Of(AutomationExecution execution)
    {
        IReadOnlyList<TimeSpan?> durations = execution.GetStepDurations();
        return execution.Steps.Select((step, i) => new AutomationStepRow
        {
            ExecutionUuid = execution.Uuid,
            ExecutionName = execution.Name,
            ExecutionStatus = execution.Status,
            TriggeredBy = execution.TriggeredBy,
            AccountUuid = execution.AccountUuid,
            AccountName = execution.AccountName,
            AccountEmail = EmailOf(execution.Account),
            Position = step.Position,
            Name = step.Name,
            Status = step.Status,
            ExecutedAt = IsoTime.Of(step.ExecutedAt),
            DurationSeconds = durations[i] is { } duration ? (long)Math.Round(duration.TotalSeconds) : null,
            HasError = step.HasError,
            Error = step.Errors.Count == 0 ? null : step.Errors.ToString(),
            Info = step.Info,
        });
    }

    /// <summary>The primary address where there is one: the API calls the plain field deprecated.</summary>
    private static string? EmailOf(Account? account) => string.IsNullOrWhiteSpace(account?.PrimaryEmail?.Value) ? account?.Email : account!.PrimaryEmail!.Value;
}
