namespace Plannr;

/// <summary>A task of the firm. From <c>GET /api/v1/task</c>. The API's reference does not show all of these fields in a response. Each property can be null.</summary>
public sealed class PlannrTask : PlannrResource, IIdentified, INamed
{
    /// <summary>The task's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>What to do.</summary>
    public string? Name { get; internal set; }

    /// <summary>The description.</summary>
    public string? Description { get; internal set; }

    /// <summary><c>low</c>, <c>medium</c>, <c>high</c> or <c>highest</c>. An open list.</summary>
    public string? Priority { get; internal set; }

    /// <summary>When it is due, in UK time: the API sends no offset.</summary>
    public DateTimeOffset? DueAt { get; internal set; }

    /// <summary>The status, one of the firm's own.</summary>
    public PlannrTaskStatus? Status { get; internal set; }

    /// <summary>The type of the record that it is about: <c>client</c>, <c>case</c> or <c>plan</c>. An open list.</summary>
    public string? TaskableType { get; internal set; }

    /// <summary>The UUID of the record that it is about, from <c>taskable_uuid</c> or <see cref="Taskable"/>.</summary>
    public Guid? TaskableUuid { get => field ?? (Guid.TryParse(TaskableText("uuid"), out Guid uuid) ? uuid : null); internal set; }

    /// <summary>The record that it is about, as the API sent it: a text, or a dictionary by the API's names.</summary>
    public object? Taskable { get; internal set; }

    /// <summary>The UUID of the client that it is about; null if it is about something else.</summary>
    public Guid? AccountUuid => string.Equals(TaskableType, "client", StringComparison.OrdinalIgnoreCase) ? TaskableUuid : null;

    /// <summary>The name of the client that it is about; null if it is about something else, or the API did not send it.</summary>
    public string? AccountName => AccountUuid is null ? null : TaskableText("name");

    /// <summary>The accounts that it is assigned to. Empty, never null.</summary>
    public ResourceList<Account> AssignedTo { get; internal set; } = ResourceList<Account>.None;

    /// <summary>The author. Null unless included (<c>include=author</c>).</summary>
    public Account? Author { get; internal set; }

    /// <summary>When it was completed. Null while it is open.</summary>
    public DateTimeOffset? CompletedAt { get; internal set; }

    /// <summary>The account that completed it. Null unless included (<c>include=completed_by</c>).</summary>
    public Account? CompletedBy { get; internal set; }

    /// <summary>The parent task. Null unless included (<c>include=parent_task</c>).</summary>
    public PlannrTask? ParentTask { get; internal set; }

    /// <summary>The related tasks. Empty unless included (<c>include=related_tasks</c>), never null.</summary>
    public ResourceList<PlannrTask> RelatedTasks { get; internal set; } = ResourceList<PlannrTask>.None;

    /// <summary>The values of the firm's custom fields as the API sent them: a dictionary or a list. Null unless included (<c>include=custom_fields</c>).</summary>
    public object? CustomFields { get; internal set; }

    /// <summary>The task of a workflow that it came from, as the API sent it. Null unless included (<c>include=workflow_task</c>).</summary>
    public object? WorkflowTask { get; internal set; }

    /// <summary>When the task was created, with the API's offset.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When the task last changed, with the API's offset.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    private string? TaskableText(string name) => Taskable is ResourceMap<object?> record && record.TryGetValue(name, out object? value) ? value as string : null;
}

/// <summary>The status of a task, one of the firm's own. Nested in tasks. Each property can be null.</summary>
public sealed class PlannrTaskStatus : PlannrResource, IIdentified, INamed
{
    /// <summary>The status's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The name, such as <c>Incomplete</c>.</summary>
    public string? Name { get; internal set; }

    /// <summary>The colour on the task board, as hex.</summary>
    public string? Colour { get; internal set; }

    /// <summary>The position among the statuses.</summary>
    public int? Position { get; internal set; }

    /// <summary>When the status was created, with the API's offset.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When the status last changed, with the API's offset.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }
}
