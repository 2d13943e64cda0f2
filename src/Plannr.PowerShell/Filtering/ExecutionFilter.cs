namespace Plannr.PowerShell.Filtering;

/// <summary>What the API can't filter by, and the module therefore does.</summary>
internal sealed class ExecutionFilter
{
    public Wildcards? Status { get; init; }

    public Wildcards? TriggeredBy { get; init; }

    public Wildcards? Name { get; init; }

    public DateTimeOffset? After { get; init; }

    public DateTimeOffset? Before { get; init; }

    public DateTimeOffset? UpdatedAfter { get; init; }

    public bool WithError { get; init; }

    /// <summary>Whether everything passes.</summary>
    public bool IsOpen => Status is null && TriggeredBy is null && Name is null && After is null && Before is null && UpdatedAfter is null && !WithError;

    /// <summary>An execution without a date passes no bound on that date.</summary>
    public bool Passes(AutomationExecution execution) =>
        Status?.Match(execution.Status) != false
        && TriggeredBy?.Match(execution.TriggeredBy) != false
        && Name?.Match(execution.Name) != false
        && (After is null || execution.CreatedAt >= After)
        && (Before is null || execution.CreatedAt < Before)
        && (UpdatedAfter is null || execution.UpdatedAt >= UpdatedAfter)
        && (!WithError || execution.HasError);
}
