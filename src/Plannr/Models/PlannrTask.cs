namespace Plannr;

/// <summary>One of the firm's tasks. Returned by <c>GET /api/v1/task</c>. The responses in the API reference do not show all fields of a task. Any property can be null unless stated otherwise.</summary>
public sealed class PlannrTask : PlannrResource, IIdentified, INamed
{
    /// <summary>The task's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The title of the task.</summary>
    public string? Name { get; internal set; }

    /// <summary>The description.</summary>
    public string? Description { get; internal set; }

    /// <summary>The priority: <c>low</c>, <c>medium</c>, <c>high</c> or <c>highest</c>. Other values are possible.</summary>
    public string? Priority { get; internal set; }

    /// <summary>The time when the task is due. It is read as UK time, because the API sends no offset.</summary>
    public DateTimeOffset? DueAt { get; internal set; }

    /// <summary>The status. Each firm defines its own statuses.</summary>
    public PlannrTaskStatus? Status { get; internal set; }

    /// <summary>The type of the related record: <c>client</c>, <c>case</c> or <c>plan</c>. Other values are possible.</summary>
    public string? TaskableType { get; internal set; }

    /// <summary>The UUID of the related record, from <c>taskable_uuid</c> or <see cref="Taskable"/>.</summary>
    public Guid? TaskableUuid { get => field ?? (Guid.TryParse(TaskableText("uuid"), out Guid uuid) ? uuid : null); internal set; }

    /// <summary>The related record, as sent by the API: text, or a dictionary keyed by the API's field names.</summary>
    public object? Taskable { get; internal set; }

    /// <summary>The UUID of the related client; null if the related record is not a client.</summary>
    public Guid? AccountUuid => string.Equals(TaskableType, "client", StringComparison.OrdinalIgnoreCase) ? TaskableUuid : null;

    /// <summary>The name of the related client; null if the related record is not a client, or if the API did not send the name.</summary>
    public string? AccountName => AccountUuid is null ? null : TaskableText("name");

    /// <summary>The accounts to which the task is assigned. Can be empty, but never null.</summary>
    public ResourceList<Account> AssignedTo { get; internal set; } = ResourceList<Account>.None;

    /// <summary>The author. Null unless included (<c>include=author</c>).</summary>
    public Account? Author { get; internal set; }

    /// <summary>The time when the task was completed. Null while the task is open.</summary>
    public DateTimeOffset? CompletedAt { get; internal set; }

    /// <summary>The account that completed the task. Null unless included (<c>include=completed_by</c>).</summary>
    public Account? CompletedBy { get; internal set; }

    /// <summary>The parent task. Null unless included (<c>include=parent_task</c>).</summary>
    public PlannrTask? ParentTask { get; internal set; }

    /// <summary>The related tasks. Empty unless included (<c>include=related_tasks</c>), but never null.</summary>
    public ResourceList<PlannrTask> RelatedTasks { get; internal set; } = ResourceList<PlannrTask>.None;

    /// <summary>The values of the firm's custom fields, as sent by the API: a dictionary or a list. Null unless included (<c>include=custom_fields</c>).</summary>
    public object? CustomFields { get; internal set; }

    /// <summary>The workflow task that the task came from, as sent by the API. Null unless included (<c>include=workflow_task</c>).</summary>
    public object? WorkflowTask { get; internal set; }

    /// <summary>The time when the task was created, with the offset returned by the API.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>The time when the task last changed, with the offset returned by the API.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    private string? TaskableText(string name) => Taskable is ResourceMap<object?> record && record.TryGetValue(name, out object? value) ? value as string : null;
}

/// <summary>A status that the firm defines for its tasks. Nested in tasks. Any property can be null unless stated otherwise.</summary>
public sealed class PlannrTaskStatus : PlannrResource, IIdentified, INamed
{
    /// <summary>The status's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The name, such as <c>Incomplete</c>.</summary>
    public string? Name { get; internal set; }

    /// <summary>The colour on the task board, as hexadecimal text.</summary>
    public string? Colour { get; internal set; }

    /// <summary>The position among the statuses.</summary>
    public int? Position { get; internal set; }

    /// <summary>The time when the status was created, with the offset returned by the API.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>The time when the status last changed, with the offset returned by the API.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }
}
