namespace Plannr.PowerShell.Tasks;

/// <summary>Changes tasks and returns the changed tasks.</summary>
/// <include file='Set-PlannrTask.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Set, "PlannrTask", SupportsShouldProcess = true)]
[OutputType(typeof(PlannrTask))]
public sealed class SetPlannrTaskCommand : ConnectedCommand
{
    private IReadOnlyDictionary<string, object?> _customFields = new Dictionary<string, object?>();

    /// <summary>Specifies the tasks: UUIDs, task objects, or rows with a TaskUuid column. If you specify a task object, most of the fields that you do not change are sent as they were read.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "TaskUuid")]
    [ArgumentCompleter(typeof(TaskCompleter))]
    public TaskReference[] Uuid { get; set; } = [];

    /// <summary>Specifies a new name. By default, the name does not change.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Specifies a new description, as plain text. By default, the description does not change.</summary>
    [Parameter]
    public string? Description { get; set; }

    /// <summary>Specifies a new priority: low, medium, high or highest. By default, the priority does not change.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TaskPriorityCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Priority { get; set; }

    /// <summary>Specifies a new due time. A time without an offset is in your computer's time zone. The due time is sent as UK time. By default, the due time does not change.</summary>
    [Parameter]
    [Time]
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>Specifies the accounts to assign the task to, instead of the current ones. By default, the assigned accounts do not change.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AccountCompleter))]
    [ValidateNotNullOrEmpty]
    public AccountReference[]? AssignedToUuid { get; set; }

    /// <summary>Specifies the UUID of a new status. By default, the status does not change. To complete a task, use Complete-PlannrTask.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TaskStatusCompleter))]
    public Guid? TaskStatusUuid { get; set; }

    /// <summary>Specifies values of custom fields as a hashtable, such as @{ favourite_pet = 'Dog' }. The keys are the fields' references. By default, no custom fields are sent.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? CustomField { get; set; }

    private protected override void Begin()
    {
        try
        {
            _customFields = FieldValues.From(CustomField);
        }
        catch (PlannrInvalidRequestException exception)
        {
            Fail(exception, null);
        }
    }

    private protected override void Process()
    {
        foreach (TaskReference reference in Uuid)
        {
            PlannrTask? task = StoredRecord.Read<PlannrTask>(reference.Value);
            RequestFields changes = GetFields(null);
            if (changes.Count == 0)
            {
                EmitError(new PlannrInvalidInputException($"No changes were specified for the task '{reference}'. Nothing was sent.", "Specify at least one change, such as -DueAt or -Priority."), reference.Value);
            }
            else if (TrySelectConnection(reference.Value, reference)
                && ShouldProcess($"task '{task?.Name ?? $"{reference.Uuid}"}'", $"Change {string.Join(", ", changes.Keys)}")
                && Try(reference.Value, client => client.SendAsync(Endpoints.UpdateTask.At(reference.Uuid), GetFields(task), Cancellation)) is { } changed)
            {
                Emit(changed);
            }
        }
    }

    /// <summary>Returns the changes and the known fields of the task. Both are sent, because it is not documented whether the API keeps fields that a request omits.</summary>
    private RequestFields GetFields(PlannrTask? task) => new()
    {
        { "name", Name ?? task?.Name },
        { "description", Description ?? task?.Description },
        { "priority", Priority ?? task?.Priority },
        { "due_at", DueAt ?? task?.DueAt },
        { "taskable_type", task?.TaskableUuid is null ? null : task.TaskableType },
        { "taskable_uuid", task?.TaskableType is null ? null : task.TaskableUuid },
        { "task_status_uuid", TaskStatusUuid ?? task?.Status?.Uuid },
        { "assigned_to_uuids", GetAssigned(task) },
        { "custom_fields", _customFields.Count > 0 ? _customFields : null },
    };

    private IEnumerable<Guid>? GetAssigned(PlannrTask? task) =>
        AssignedToUuid?.Select(reference => reference.Uuid).Distinct() ?? (task?.AssignedTo.Count > 0 ? task.AssignedTo.Select(account => account.Uuid).OfType<Guid>() : null);
}
