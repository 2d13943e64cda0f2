namespace Plannr.Client.Resources;

/// <summary>How tasks stand in JSON (contract, section 6.11).</summary>
internal static class TaskShapes
{
    public static Shape<PlannrTask> Task { get; } = new Shape<PlannrTask>()
        .Guid("uuid", (task, value) => task.Uuid = value)
        .Date("created_at", (task, value) => task.CreatedAt = value)
        .Date("updated_at", (task, value) => task.UpdatedAt = value)
        .Text("name", (task, value) => task.Name = value)
        .Text("description", (task, value) => task.Description = value)
        .Text("priority", (task, value) => task.Priority = value)
        .Date("due_at", (task, value) => task.DueAt = value)
        .Date("completed_at", (task, value) => task.CompletedAt = value)
        .One("status", () => Status, (task, value) => task.Status = value)
        .Text("taskable_type", (task, value) => task.TaskableType = value)
        .Guid("taskable_uuid", (task, value) => task.TaskableUuid = value)
        .Any("taskable", (task, value) => task.Taskable = value)
        .Many("assigned_to", () => AccountShapes.Account, (task, value) => task.AssignedTo = value)
        .One("author", () => AccountShapes.Account, (task, value) => task.Author = value)
        .One("completed_by", () => AccountShapes.Account, (task, value) => task.CompletedBy = value)
        .One("parent_task", () => Task, (task, value) => task.ParentTask = value)
        .Many("related_tasks", () => Task, (task, value) => task.RelatedTasks = value)
        .Any("custom_fields", (task, value) => task.CustomFields = value)
        .Any("workflow_task", (task, value) => task.WorkflowTask = value)
        .Finish(Tie);

    public static Shape<PlannrTaskStatus> Status { get; } = new Shape<PlannrTaskStatus>()
        .Guid("uuid", (status, value) => status.Uuid = value)
        .Date("created_at", (status, value) => status.CreatedAt = value)
        .Date("updated_at", (status, value) => status.UpdatedAt = value)
        .Text("name", (status, value) => status.Name = value)
        .Text("colour", (status, value) => status.Colour = value)
        .Integer("position", (status, value) => status.Position = value);

    /// <summary>The record that a task is about has its UUID in itself where it has none beside it.</summary>
    private static void Tie(PlannrTask task)
    {
        if (task.TaskableUuid is null && task.Taskable is ResourceMap<object?> taskable
            && taskable.TryGetValue("uuid", out object? value) && Guid.TryParse(value as string, out Guid uuid))
        {
            task.TaskableUuid = uuid;
        }
    }
}
