namespace Plannr.PowerShell.Tasks;

/// <summary>A task: its UUID, the task, or a row with a column TaskUuid.</summary>
/// <param name="value">What was given.</param>
public sealed class TaskReference(object value) : RecordReference(value, [(nameof(PlannrTask), nameof(PlannrTask.Uuid))], "TaskUuid");

/// <summary>Offers UUIDs of tasks, found by their names.</summary>
public sealed class TaskCompleter() : CacheCompleter(CachedValue.Task);

/// <summary>Offers UUIDs of tasks' statuses, found by their names.</summary>
public sealed class TaskStatusCompleter() : CacheCompleter(CachedValue.TaskStatus);

/// <summary>Offers names of tasks' statuses: those seen, and the one that the API's pages name.</summary>
public sealed class TaskStatusNameCompleter() : CacheCompleter(CachedValue.TaskStatusName, areWildcards: true, "Incomplete");

/// <summary>Offers the kinds of record that a task can be about.</summary>
public sealed class TaskableTypeCompleter() : WordCompleter("client", "case", "plan");

/// <summary>Offers priorities of tasks.</summary>
public sealed class TaskPriorityCompleter() : WordCompleter("low", "medium", "high", "highest");

/// <summary>Offers what a list of tasks can include.</summary>
public sealed class TaskIncludeCompleter() : WordCompleter("author", "completed_by", "parent_task", "related_tasks", "custom_fields", "workflow_task");

/// <summary>Offers what a list of tasks can be ordered by.</summary>
public sealed class TaskSortCompleter() : WordCompleter("created_at", "updated_at", "name", "priority", "due_at", "completed_last");

/// <summary>Offers what can come of subtasks.</summary>
public sealed class SubtaskCompleter() : WordCompleter("include", "exclude", "only");

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
