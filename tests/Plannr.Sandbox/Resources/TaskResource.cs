namespace Plannr.Sandbox.Resources;

/// <summary>
/// Writes tasks. The API's documentation shows only <c>uuid</c>, <c>name</c>, <c>due_at</c>, <c>status</c> and <c>author</c>; the other fields here are
/// guesses, based on what requests can set, filter by, sort by or include.
/// </summary>
internal sealed class TaskResource(SandboxStore store)
{
    /// <summary>The names of the relations that a request can include.</summary>
    public static IReadOnlyList<string> Includes { get; } =
        ["author", "completed_by", "parent_task", "related_tasks", "custom_fields", "workflow_task"];

    /// <summary>Writes the task with the given relations.</summary>
    public JsonObject Write(WorkTask task, IReadOnlyCollection<string> includes)
    {
        JsonObject json = WriteBrief(task);
        foreach (string include in includes)
        {
            json[include] = include switch
            {
                "author" => Account(task.Author),
                "completed_by" => Account(task.CompletedBy),
                "parent_task" => task.Parent is { } parent && store.Tasks.Find(parent) is { } found ? WriteBrief(found) : null,
                "related_tasks" => new JsonArray(store.Tasks.All.Where(other => other.Parent == task.Uuid).Select(WriteBrief).ToArray<JsonNode?>()),
                "custom_fields" => JsonNode.Parse(task.CustomFields),
                _ => null,
            };
        }

        return json;
    }

    private JsonObject WriteBrief(WorkTask task) => new()
    {
        ["uuid"] = task.Uuid.ToString(),
        ["created_at"] = UkTime.Timestamp(task.CreatedAt),
        ["updated_at"] = UkTime.Timestamp(task.UpdatedAt),
        ["name"] = task.Name,
        ["description"] = task.Description,
        ["priority"] = task.Priority,

        // The API uses a format without a UTC offset here.
        ["due_at"] = UkTime.PlainTimestamp(task.DueAt),
        ["completed_at"] = UkTime.Timestamp(task.CompletedAt),
        ["status"] = Write(task.Status),
        ["taskable_type"] = task.TaskableType,
        ["taskable"] = task.TaskableType == "client" ? Account(task.TaskableUuid)
            : task.TaskableUuid is { } uuid ? new JsonObject { ["uuid"] = uuid.ToString() } : null,
        ["assigned_to"] = new JsonArray(task.AssignedTo.Select(uuid => (JsonNode?)Account(uuid)).ToArray()),
    };

    private static JsonObject Write(WorkTaskStatus status) => new()
    {
        ["uuid"] = status.Uuid.ToString(),
        ["created_at"] = UkTime.Timestamp(SeedRun.Moment.AddYears(-2)),
        ["updated_at"] = UkTime.Timestamp(SeedRun.Moment.AddYears(-2)),
        ["name"] = status.Name,
        ["colour"] = status.Colour,
        ["position"] = status.Position,
    };

    private JsonObject? Account(Guid? uuid) => store.FindAccount(uuid) is { } account ? AccountResource.WriteBrief(account) : null;
}
