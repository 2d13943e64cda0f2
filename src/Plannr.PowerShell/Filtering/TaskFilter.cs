namespace Plannr.PowerShell.Filtering;

/// <summary>What the API filters tasks by less finely than the cmdlet, or not at all.</summary>
internal sealed class TaskFilter
{
    public NameSearch? Name { get; init; }

    public Wildcards? Status { get; init; }

    public DateTimeOffset? DueAfter { get; init; }

    public DateTimeOffset? DueBefore { get; init; }

    /// <summary>Whether all that the API gives passes.</summary>
    public bool IsOpen => Name?.IsExact != false && Status is null && DueAfter is null && DueBefore is null;

    /// <summary>A task that is never due passes no bound on that.</summary>
    public bool Passes(PlannrTask task) =>
        Name?.Passes(task.Name) != false
        && Status?.Match(task.Status?.ToString()) != false
        && (DueAfter is null || task.DueAt >= DueAfter)
        && (DueBefore is null || task.DueAt < DueBefore);
}
