namespace Plannr;

/// <summary>
/// Something that somebody of the firm has to do. From <c>GET /api/v1/task</c>. Of its fields the API's reference shows the UUID, the name, when it is
/// due, the status and the author; the others are read as they can be set and filtered by. Each property can be null.
/// </summary>
public sealed class PlannrTask : PlannrResource
{
    /// <summary>The task's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>What is to be done.</summary>
    public string? Name { get; internal set; }

    /// <summary>More about it.</summary>
    public string? Description { get; internal set; }

    /// <summary><c>low</c>, <c>medium</c>, <c>high</c> or <c>highest</c>. An open list.</summary>
    public string? Priority { get; internal set; }

    /// <summary>When it is due. The API sends no offset here: it is read as UK time.</summary>
    public DateTimeOffset? DueAt { get; internal set; }

    /// <summary>How far it is. A firm makes its own statuses.</summary>
    public PlannrTaskStatus? Status { get; internal set; }

    /// <summary>The kind of record that it is about: <c>client</c>, <c>case</c> or <c>plan</c>. An open list.</summary>
    public string? TaskableType { get; internal set; }

    /// <summary>The UUID of the record that it is about, from <c>taskable_uuid</c> or out of <see cref="Taskable"/>.</summary>
    public Guid? TaskableUuid
    {
        get => field ?? (Taskable is ResourceMap<object?> taskable && taskable.TryGetValue("uuid", out object? value) && Guid.TryParse(value as string, out Guid uuid) ? uuid : null);
        internal set;
    }

    /// <summary>The record that it is about, as the API sent it: a text, or a dictionary by the API's names.</summary>
    public object? Taskable { get; internal set; }

    /// <summary>The UUID of the client that it is about; null where it is about something else.</summary>
    public Guid? AccountUuid => string.Equals(TaskableType, "client", StringComparison.OrdinalIgnoreCase) ? TaskableUuid : null;

    /// <summary>The name of the client that it is about; null where it is about something else, or the API did not send it.</summary>
    public string? AccountName => AccountUuid is not null && Taskable is ResourceMap<object?> client && client.TryGetValue("name", out object? name) ? name as string : null;

    /// <summary>The accounts that it is assigned to. Empty, never null.</summary>
    public ResourceList<Account> AssignedTo { get; internal set; } = ResourceList<Account>.None;

    /// <summary>Who made it. Null unless it was asked for (<c>include=author</c>).</summary>
    public Account? Author { get; internal set; }

    /// <summary>When it was completed. Null while it is open.</summary>
    public DateTimeOffset? CompletedAt { get; internal set; }

    /// <summary>Who completed it. Null unless it was asked for (<c>include=completed_by</c>).</summary>
    public Account? CompletedBy { get; internal set; }

    /// <summary>The task that it is a part of. Null unless it was asked for (<c>include=parent_task</c>).</summary>
    public PlannrTask? ParentTask { get; internal set; }

    /// <summary>The tasks that belong with it. Empty unless they were asked for (<c>include=related_tasks</c>), never null.</summary>
    public ResourceList<PlannrTask> RelatedTasks { get; internal set; } = ResourceList<PlannrTask>.None;

    /// <summary>
    /// The values of the firm's custom fields as the API sent them, of which it documents no shape: a dictionary by the fields' references or a
    /// list. Null unless they were asked for (<c>include=custom_fields</c>).
    /// </summary>
    public object? CustomFields { get; internal set; }

    /// <summary>The task of a workflow that it came from, as the API sent it. Null unless it was asked for (<c>include=workflow_task</c>).</summary>
    public object? WorkflowTask { get; internal set; }

    /// <summary>When the task was created, with the offset that the API gave.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When the task last changed, with the offset that the API gave.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    internal override Guid? Key => Uuid;

    private protected override string Describe() => ReadableText.FirstOf(Name, Uuid?.ToString());
}

/// <summary>How far a task is, as the firm calls it. Nested in tasks. Each property can be null.</summary>
public sealed class PlannrTaskStatus : PlannrResource
{
    /// <summary>The status's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The name, such as <c>Incomplete</c>.</summary>
    public string? Name { get; internal set; }

    /// <summary>The colour on the task board, as hex.</summary>
    public string? Colour { get; internal set; }

    /// <summary>The place among the statuses.</summary>
    public int? Position { get; internal set; }

    /// <summary>When the status was created, with the offset that the API gave.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When the status last changed, with the offset that the API gave.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    internal override Guid? Key => Uuid;

    private protected override string Describe() => ReadableText.FirstOf(Name, Uuid?.ToString());
}
