namespace Plannr.PowerShell.Tasks;

/// <summary>A reference to a task: its UUID, the task object, or a row with a TaskUuid column.</summary>
/// <param name="value">The argument.</param>
public sealed class TaskReference(object value) : RecordReference(
    value, [(nameof(PlannrTask), nameof(PlannrTask.Uuid))], "To find the task by name, use Get-PlannrTask -Name '{0}'", "TaskUuid");

/// <summary>Completes task UUIDs by name.</summary>
public sealed class TaskCompleter() : CacheCompleter(CachedValue.Task);

/// <summary>Completes task status UUIDs by name.</summary>
public sealed class TaskStatusCompleter() : CacheCompleter(CachedValue.TaskStatus);

/// <summary>Completes task status names from the values received so far and the value in the API reference.</summary>
public sealed class TaskStatusNameCompleter() : CacheCompleter(CachedValue.TaskStatusName, areWildcards: true, "Incomplete");

/// <summary>Completes the types of record that a task can be about.</summary>
public sealed class TaskableTypeCompleter() : WordCompleter("client", "case", "plan");

/// <summary>Completes task priorities.</summary>
public sealed class TaskPriorityCompleter() : WordCompleter("low", "medium", "high", "highest");

/// <summary>Completes the related records that a list of tasks can include.</summary>
public sealed class TaskIncludeCompleter() : WordCompleter("author", "completed_by", "parent_task", "related_tasks", "custom_fields", "workflow_task");

/// <summary>Completes the fields that a list of tasks can be sorted by.</summary>
public sealed class TaskSortCompleter() : WordCompleter("created_at", "updated_at", "name", "priority", "due_at", "completed_last");

/// <summary>Completes the values that specify how to treat subtasks.</summary>
public sealed class SubtaskCompleter() : WordCompleter("include", "exclude", "only");

/// <summary>The filters that the module applies, because the API does not have them or applies them less precisely.</summary>
internal sealed class TaskFilter(GetPlannrTaskCommand command)
{
    private static readonly string[] CommonStatuses = ["Complete", "Incomplete"];

    private readonly StatusPatterns? _status = command.Status is null ? null : new(nameof(command.Status), command.Status, (isMatch, _) => CommonStatuses.Any(isMatch));

    public NameSearch? Name { get; } = NameSearch.From(command.Name);

    /// <summary>Whether every task that the API returns passes the filters.</summary>
    public bool IsOpen => Name?.IsExact != false && _status is null && command.DueAfter is null && command.DueBefore is null;

    public bool Passes(PlannrTask task) =>
        Name?.Passes(task.Name) != false
        && _status?.Match(task.Status?.ToString()) != false
        && TimeSpans.Holds(task.DueAt, command.DueAfter, command.DueBefore);

    /// <summary>Warns about a status that is probably misspelt.</summary>
    public void Warn() => _status?.Warn(command);
}
