using static Plannr.Sandbox.Querying.Comparing;

namespace Plannr.Sandbox.Querying;

/// <summary>Filters and sorts the list of tasks. Every caller sees all of the firm's tasks, as owners and admins do in the real API.</summary>
internal static class TaskSearch
{
    public static ListSearch<WorkTask> For(SandboxStore store) => new(Filters(store), Sorts, "created_at") { Includes = TaskResource.Includes };

    private static Dictionary<string, Func<WorkTask, string, bool>> Filters(SandboxStore store) => new()
    {
        ["name"] = (task, value) => ContainsOneOf(task.Name, value),
        ["taskable_type"] = (task, value) => IsOneOf(task.TaskableType, value),
        ["taskable_uuid"] = (task, value) => IsOneOf(task.TaskableUuid, value),
        ["client_uuid"] = (task, value) => task.TaskableType == "client" && IsOneOf(task.TaskableUuid, value),
        ["priority"] = (task, value) => IsOneOf(task.Priority, value),
        ["assigned_to_uuids"] = (task, value) => task.AssignedTo.Any(uuid => IsOneOf(uuid, value)),
        ["circle_uuids"] = (task, value) => store.FindAccount(task.TaskableUuid)?.Circle is { } circle && IsUuidOf("circle/" + circle, value),
        ["status_uuid"] = (task, value) => IsOneOf(task.Status.Uuid, value),
        ["due_before"] = (task, value) => Day(task.DueAt) <= Day(value),
        ["due_after"] = (task, value) => Day(task.DueAt) >= Day(value),
        ["has_due_date"] = (task, value) => task.DueAt is not null == IsTrue(value),
        ["open_tasks"] = (task, value) => IsOpen(task) == IsTrue(value),
        ["completed_status"] = (task, value) => (task.Status == WorkTaskStatus.Complete) == IsTrue(value),
        ["archived_status"] = (task, value) => (task.Status == WorkTaskStatus.Archived) == IsTrue(value),
        ["not_started_status"] = (task, value) => (task.Status == WorkTaskStatus.NotStarted) == IsTrue(value),
        ["show_child_tasks"] = (task, value) => task.Parent is null || IsTrue(value),
        ["subtask_visibility"] = (task, value) => value == "include" || task.Parent is not null == (value == "only"),
    };

    private static readonly Dictionary<string, Func<WorkTask, IComparable?>> Sorts = new()
    {
        ["created_at"] = task => task.CreatedAt,
        ["updated_at"] = task => task.UpdatedAt,
        ["name"] = task => task.Name,
        ["priority"] = task => Array.IndexOf(WorkTask.Priorities, task.Priority),
        ["due_at"] = task => task.DueAt,
        ["completed_last"] = task => !IsOpen(task),
    };

    private static bool IsOpen(WorkTask task) => task.Status != WorkTaskStatus.Complete && task.Status != WorkTaskStatus.Archived;
}
