namespace Plannr.Client;

internal sealed partial class PlannrClient
{
    private const string TaskPath = "api/v1/task";

    public IPlannrPages<PlannrTask> ListTasks(PlannrTaskQuery query, IPlannrObserver? observer)
    {
        ListQuery parameters = new ListQuery()
            .Filter("name", query.Names)
            .Filter("client_uuid", query.ClientUuid)
            .Filter("taskable_type", query.TaskableTypes)
            .Filter("taskable_uuid", query.TaskableUuids)
            .Filter("priority", query.Priorities)
            .Filter("assigned_to_uuids", query.AssignedToUuids)
            .Filter("circle_uuids", query.CircleUuids)
            .Filter("status_uuid", query.StatusUuids)
            .FilterAfter("due_after", query.DueAfter)
            .FilterBefore("due_before", query.DueBefore)
            .Filter("has_due_date", query.HasDueDate)
            .Filter("open_tasks", query.IsOpen)
            .Filter("completed_status", query.IsCompleted)
            .Filter("archived_status", query.IsArchived)
            .Filter("not_started_status", query.IsNotStarted)
            .Filter("subtask_visibility", query.SubtaskVisibility)
            .Include(query.Include)
            .Sort(query.Sort);
        return List(TaskPath, parameters, query.PageSize, TaskShapes.Task, task => task.Uuid, observer);
    }

    public Task<PlannrTask> CreateTaskAsync(PlannrTaskDraft task, IPlannrObserver? observer, CancellationToken cancellationToken) => UnknownOutcome.ToldAsync(
        Transport.CreateAsync(TaskPath, BodyOf(task), TaskShapes.Task, made => made.Uuid, observer, cancellationToken),
        "the task",
        $"Look for it before you make it again: Get-PlannrTask -Sort created_at -Descending -First 10{(task.TaskableUuid is { } about ? $" -TaskableUuid {about}" : string.Empty)}");

    /// <summary>What is not given is not sent: the API has defaults of its own.</summary>
    private static Dictionary<string, object?> BodyOf(PlannrTaskDraft task)
    {
        var body = new Dictionary<string, object?> { ["name"] = task.Name };
        Add("description", task.Description);
        Add("priority", task.Priority);
        Add("due_at", task.DueAt is { } due ? ApiDate.Plain(due) : null);
        Add("taskable_type", task.TaskableType);
        Add("taskable_uuid", task.TaskableUuid);
        Add("task_status_uuid", task.TaskStatusUuid);
        Add("parent_task_uuid", task.ParentTaskUuid);
        Add("assigned_to_uuids", task.AssignedToUuids.Count > 0 ? task.AssignedToUuids.Distinct() : null);
        Add("custom_fields", task.CustomFields.Count > 0 ? task.CustomFields : null);
        Add("group_uuids", task.GroupUuids.Count > 0 ? task.GroupUuids.Distinct() : null);
        return body;

        void Add(string name, object? value)
        {
            if (value is not null)
            {
                body[name] = value;
            }
        }
    }
}
