namespace Plannr.Sandbox.Endpoints;

/// <summary>Lists, creates and completes tasks. The API has no documented way to get a single task.</summary>
internal sealed class TaskEndpoints(SandboxStore store, SandboxOptions options, AuditTrail trail) : IEndpointGroup
{
    private const string AuditType = "Task";
    private const string Tasks = "api/v1/task";

    private readonly TaskResource _resource = new(store);
    private readonly ListSearch<WorkTask> _search = TaskSearch.For(store);

    public IEnumerable<Route> Routes =>
    [
        new("GET", Tasks, List),
        new("POST", Tasks, Create),
        new("PATCH", Tasks + "/{uuid}/complete", Complete),
    ];

    private ApiResponse List(ApiRequest request)
    {
        IReadOnlyList<WorkTask> found = _search.Find(store.Tasks.All, request.Query);
        IReadOnlyList<string> includes = request.Query.List("include");
        return ApiResponse.Json(Paginator.Write(
            request, PageRequest.From(request.Query, options), found.Count, position => _resource.Write(found[position], includes)));
    }

    private ApiResponse Create(ApiRequest request)
    {
        JsonObject body = RequestBody.Read(request);
        Validate(body);
        var task = new WorkTask
        {
            Uuid = store.NewUuid("task"),
            CreatedAt = request.Now,
            UpdatedAt = request.Now,
            Name = body.Text("name")!,
            Description = body.Text("description"),
            Priority = body.Text("priority"),
            DueAt = Moment(body.Text("due_at")),
            Status = FindStatus(body.Uuid("task_status_uuid")) ?? WorkTaskStatus.NotStarted,
            Author = store.CallerOf(request).Uuid,
            TaskableType = body.Text("taskable_type"),
            TaskableUuid = body.Uuid("taskable_uuid"),
            Parent = body.Uuid("parent_task_uuid"),
            AssignedTo = (body["assigned_to_uuids"] as JsonArray ?? []).Select(uuid => Guid.Parse(uuid!.ToString())).ToList(),
            CustomFields = body.Json("custom_fields") ?? "{}",
        };
        store.Tasks.Add(task);
        trail.Created(request, AuditType, new JsonObject
        {
            ["uuid"] = task.Uuid.ToString(),
            ["name"] = task.Name,
            ["taskable_type"] = task.TaskableType,
            ["taskable_uuid"] = task.TaskableUuid?.ToString(),
        });
        return ApiResponse.Json(_resource.Write(task, ["author"]), HttpStatusCode.Created);
    }

    /// <summary>Completes a task. A task that is already complete stays unchanged, so that a repeated request has no effect.</summary>
    private ApiResponse Complete(ApiRequest request)
    {
        WorkTask task = request.Bind("uuid", "Task", store.Tasks.Find);
        WorkTaskStatus before = task.Status;
        task = store.Tasks.Change(task.Uuid, current =>
        {
            before = current.Status;
            return before == WorkTaskStatus.Complete ? current : current with
            {
                Status = WorkTaskStatus.Complete,
                UpdatedAt = request.Now,
                CompletedAt = request.Now,
                CompletedBy = store.CallerOf(request).Uuid,
            };
        });
        if (before != WorkTaskStatus.Complete)
        {
            trail.Updated(request, AuditType, new JsonObject { ["status"] = before.Name }, new JsonObject { ["status"] = task.Status.Name });
        }

        return ApiResponse.Json(_resource.Write(task, ["author", "completed_by"]));
    }

    private void Validate(JsonObject body)
    {
        var rules = new BodyValidator(body);
        rules["name"].Required().Text();
        rules["description"].Text(longest: 65535);
        rules["priority"].OneOf(WorkTask.Priorities);
        rules["due_at"].Date();
        rules["taskable_type"].RequiredWith("taskable_uuid", body["taskable_uuid"] is not null).OneOf("client", "case", "plan");
        rules["taskable_uuid"].RequiredWith("taskable_type", body["taskable_type"] is not null).Uuid()
            .Exists(uuid => store.HasTaskable(body["taskable_type"]?.ToString(), uuid));
        rules["task_status_uuid"].Uuid().Exists(uuid => FindStatus(uuid) is not null);
        rules["parent_task_uuid"].Uuid().Exists(uuid => store.Tasks.Find(uuid) is not null);
        rules["assigned_to_uuids"].List().Each(item => item.Required().Uuid().Exists(uuid => store.FindAccount(uuid) is not null));
        rules["custom_fields"].Array();
        rules["group_uuids"].List().Each(item => item.Required().Uuid().Exists(store.IsGroup));
        rules.Check();
    }

    private static WorkTaskStatus? FindStatus(Guid? uuid) => WorkTaskStatus.All.FirstOrDefault(status => status.Uuid == uuid);

    // A time without an offset is UK local time.
    private static DateTimeOffset? Moment(string? text)
    {
        if (text is null)
        {
            return null;
        }

        DateTimeOffset moment = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        bool hasOffset = DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind).Kind != DateTimeKind.Unspecified;
        return hasOffset ? moment : moment - UkTime.ToLocal(moment).Offset;
    }
}
