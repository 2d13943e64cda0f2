namespace Plannr.Client.Demo;

/// <summary>Creates, changes and deletes the demo's records, and adds an audit record for each change.</summary>
internal sealed class DemoWrites(DemoRecords records)
{
    private const string StepType = "Automation Blueprint Step";

    private static readonly string[] TaskFields = ["name", "description", "priority", "taskable_type", "custom_fields"];
    private static readonly string[] StepFields = ["name", "type", "configuration", "parent_step_uuid"];

    public JsonObject Caller(DemoRequest request) =>
        records.Find("account", request.AccountUuid) ?? (JsonObject)records.Resolve(records["users"][0]["current_account"])!;

    public JsonObject CreateTask(DemoRequest request)
    {
        JsonObject body = request.ReadBody();
        ValidateTask(body, ("name", "required"));
        JsonObject task = Create(request, "task", "Task", body, TaskFields);
        task["status"] = DemoRecords.Link("task-statuses", Status("Not started"));
        task["author"] = DemoRecords.Link("account", Caller(request).Text("uuid"));
        FillTask(task, body);
        return task;
    }

    /// <summary>Changes the fields that the body contains.</summary>
    public JsonObject UpdateTask(DemoRequest request)
    {
        JsonObject task = records.Get("task", request.Arguments[0]);
        JsonObject body = request.ReadBody();
        ValidateTask(body);
        foreach (string field in TaskFields.Where(body.ContainsKey))
        {
            task[field] = body[field]?.DeepClone();
        }

        FillTask(task, body);
        task["updated_at"] = request.Time;
        Audit(request, "Task", "updated", null, body);
        return task;
    }

    /// <summary>Reopens a completed task, giving it the status in the path.</summary>
    public JsonObject ReopenTask(DemoRequest request)
    {
        JsonObject task = records.Get("task", request.Arguments[0]);
        task["status"] = DemoRecords.Link("task-statuses", records.Get("task-statuses", request.Arguments[1]).Text("uuid"));
        task["updated_at"] = request.Time;
        task["completed_at"] = null;
        task["completed_by"] = null;
        Audit(request, "Task", "updated", new() { ["status"] = "Complete" }, new() { ["status"] = records.Resolve(task["status"])!.Text("name") });
        return task;
    }

    private static string? CollectionOf(JsonObject body) => body.Text("taskable_type") switch { "client" => "account", { } type => type + "s", null => null };

    private void ValidateTask(JsonObject body, params (string Field, string Rule)[] more)
    {
        Validate(
            body,
            [
            .. more,
            ("priority", "in:" + string.Join(",", DemoQuery.Priorities)),
            ("due_at", "date"),
            ("taskable_type", "in:client,case,plan"),
            ("taskable_uuid", "exists:" + CollectionOf(body)),
            ("task_status_uuid", "exists:task-statuses"),
            ("parent_task_uuid", "exists:task"),
            ("assigned_to_uuids.*", "exists:account"),
            ]);
    }

    /// <summary>Sets the times and links of a task from the body.</summary>
    private static void FillTask(JsonObject task, JsonObject body)
    {
        if (body.ContainsKey("due_at"))
        {
            task["due_at"] = body.Text("due_at") is { } due ? DemoTime.ParseInput(due).ToNode() : null;
        }

        if (body.Text("task_status_uuid") is { } status)
        {
            task["status"] = DemoRecords.Link("task-statuses", status);
        }

        if (body.Text("taskable_uuid") is { } taskable)
        {
            task["taskable"] = DemoRecords.Link(CollectionOf(body), taskable);
        }

        if (body.ContainsKey("assigned_to_uuids"))
        {
            task["assigned_to"] = new JsonArray([.. body.Items("assigned_to_uuids").Select(uuid => DemoRecords.Link("account", uuid.Text()))]);
        }

        if (body.Text("parent_task_uuid") is { } parent)
        {
            task["parent_task"] = DemoRecords.Link("task", parent);
        }
    }

    public JsonObject CompleteTask(DemoRequest request)
    {
        JsonObject task = records.Get("task", request.Arguments[0]);
        string before = records.Resolve(task["status"])!.Text("name")!;
        if (before != "Complete")
        {
            task["status"] = DemoRecords.Link("task-statuses", Status("Complete"));
            task["updated_at"] = request.Time;
            task["completed_at"] = request.Time;
            task["completed_by"] = DemoRecords.Link("account", Caller(request).Text("uuid"));
            Audit(request, "Task", "updated", new() { ["status"] = before }, new() { ["status"] = "Complete" });
        }

        return task;
    }

    public JsonObject CreateSubscription(DemoRequest request)
    {
        JsonObject body = request.ReadBody();
        Validate(body, ("url", "required"), ("url", "https"), ("events", "required"), ("events", "list"), ("events.*", Events));
        JsonObject subscription = Create(request, "webhook-subscriptions", "Webhook Subscription", body, "url", "events");
        subscription["signing_secret"] = $"demo{Guid.NewGuid():N}{Guid.NewGuid():N}".Substring(0, 60);
        return subscription;
    }

    /// <summary>Replaces the events. The URL can't be changed.</summary>
    public JsonObject UpdateSubscription(DemoRequest request)
    {
        JsonObject subscription = records.Get("webhook-subscriptions", request.Arguments[0]);
        JsonObject body = request.ReadBody();
        Validate(body, ("events", "required"), ("events", "list"), ("events.*", Events));
        Audit(request, "Webhook Subscription", "updated", new() { ["events"] = subscription["events"]!.DeepClone() }, new() { ["events"] = body["events"]!.DeepClone() });
        subscription["events"] = body["events"]!.DeepClone();
        subscription["updated_at"] = request.Time;
        return subscription;
    }

    public JsonObject CreateBlueprint(DemoRequest request)
    {
        JsonObject body = request.ReadBody();
        Validate(body, ("name", "required"));
        JsonObject blueprint = Create(request, "automation-blueprints", "Automation Blueprint", body, "name", "trigger", "conditions", "configuration");
        blueprint["is_active"] = IsTrue(body["is_active"]);
        blueprint["account"] = DemoRecords.Link("account", Caller(request).Text("uuid"));
        return blueprint;
    }

    public JsonObject CreateStep(DemoRequest request)
    {
        JsonObject blueprint = records.Get("automation-blueprints", request.Arguments[0]);
        JsonObject step = records.Create("step", request);
        Fill(request, blueprint, step, StepFields.Take(3));
        blueprint.Items("steps").Add((JsonNode)step);
        blueprint["steps_count"] = blueprint.Items("steps").Count;
        Audit(request, StepType, "created", null, records.Write(step));
        return step;
    }

    public JsonObject UpdateStep(DemoRequest request)
    {
        (JsonObject blueprint, JsonObject step) = GetStep(request);
        JsonObject old = records.Write(step);
        Fill(request, blueprint, step, StepFields.Take(3).Where(request.ReadBody().ContainsKey));
        Audit(request, StepType, "updated", old, records.Write(step));
        return step;
    }

    /// <summary>Deletes a step and the steps below it.</summary>
    public HttpResponseMessage DeleteStep(DemoRequest request)
    {
        (JsonObject blueprint, JsonObject step) = GetStep(request);
        Branch(blueprint, step).ForEach(each => blueprint.Items("steps").Remove(each));
        blueprint["steps_count"] = blueprint.Items("steps").Count;
        blueprint["updated_at"] = request.Time;
        Audit(request, StepType, "deleted", records.Write(step), null);
        return new HttpResponseMessage(HttpStatusCode.NoContent);
    }

    /// <summary>Sets the step fields that the body contains. A step below a condition is on one of the condition's two branches.</summary>
    private void Fill(DemoRequest request, JsonObject blueprint, JsonObject step, IEnumerable<string> required)
    {
        JsonObject body = request.ReadBody();
        string? parent = (body.ContainsKey("parent_step_uuid") ? body : step).Text("parent_step_uuid");
        bool isBelowCondition = blueprint.Items("steps").Any(each => each!.Text("uuid") == parent && each!.Text("type") == "condition");
        bool needsState = isBelowCondition && (body.ContainsKey("condition_state") || step["condition_state"] is null);

        // A step can't be its own descendant.
        IEnumerable<string?> parents = blueprint.Items("steps").Except(Branch(blueprint, step)).Select(each => each!.Text("uuid"));
        Validate(body, [
            .. required.Select(field => (field, "required")),
            ("parent_step_uuid", "in:" + string.Join(",", parents)),
            ("condition_state", needsState ? "required" : "")]);
        foreach (string field in StepFields.Where(body.ContainsKey))
        {
            step[field] = body[field]?.DeepClone();
        }

        step["condition_state"] = !isBelowCondition ? null : body["condition_state"] is { } state ? IsTrue(state) : step["condition_state"]?.DeepClone();
        step["updated"] = request.Time;
        blueprint["updated_at"] = request.Time;
    }

    private (JsonObject Blueprint, JsonObject Step) GetStep(DemoRequest request)
    {
        JsonObject blueprint = records.Get("automation-blueprints", request.Arguments[0]);
        JsonNode? step = blueprint.Items("steps").FirstOrDefault(each => string.Equals(each!.Text("uuid"), request.Arguments[1], StringComparison.OrdinalIgnoreCase));
        return (blueprint, (JsonObject?)step ?? throw DemoException.NotFound("AutomationBlueprintStep", request.Arguments[1]));
    }

    private static List<JsonNode?> Branch(JsonObject blueprint, JsonNode step) =>
        [step, .. blueprint.Items("steps").Where(child => child!.Text("parent_step_uuid") == step.Text("uuid")).SelectMany(child => Branch(blueprint, child!))];

    private string Events => "in:" + string.Join(",", records["webhook-events"].Select(name => name.Text("name")));

    private string? Status(string name) => records["task-statuses"].First(status => status.Text("name") == name).Text("uuid");

    private static bool IsTrue(JsonNode? value) => value?.ToString() is "true" or "1";

    /// <summary>Adds a record with the given fields from the body.</summary>
    public JsonObject Create(DemoRequest request, string collection, string type, JsonObject body, params string[] fields)
    {
        JsonObject record = records.Create(collection, request);
        foreach (string field in fields.Where(field => body[field] is not null))
        {
            record[field] = body[field]!.DeepClone();
        }

        records[collection].Add(record);
        body["uuid"] = record["uuid"]!.DeepClone();
        Audit(request, type, "created", null, body);
        return record;
    }

    private void Audit(DemoRequest request, string type, string what, JsonObject? old, JsonObject? values) => records["audits"].Insert(0, new()
    {
        ["uuid"] = Guid.NewGuid().ToString(),
        ["created_at"] = request.Time,
        ["type"] = type,
        ["event"] = what,

        // PHP writes an object without fields as an empty array.
        ["old_values"] = (JsonNode?)old ?? new JsonArray(),
        ["new_values"] = (JsonNode?)values ?? new JsonArray(),
        ["user_agent"] = request.UserAgent,
        ["ip_address"] = "127.0.0.1",
        ["url"] = request.Address,
        ["account"] = DemoRecords.Link("account", Caller(request).Text("uuid")),
    });

    /// <summary>Validates the fields of a body and the items in lists (<c>events.*</c>), using Laravel's error messages.</summary>
    public void Validate(JsonObject body, params (string Field, string Rule)[] rules)
    {
        var errors = new JsonObject();
        foreach ((string field, string rule) in rules)
        {
            string list = field.Replace(".*", string.Empty);
            JsonNode?[] values = list == field ? [body[field]] : [.. body.Items(list)];
            for (int i = 0; i < values.Length; i++)
            {
                string name = field.Replace("*", i.ToString(CultureInfo.InvariantCulture));
                if (Failure(rule.Split([':'], 2), name.Replace('_', ' '), values[i]) is { } message)
                {
                    errors[name] = new JsonArray(message);
                }
            }
        }

        if (errors.Count > 0)
        {
            string more = errors.Count == 1 ? string.Empty : $" (and {errors.Count - 1} more error{(errors.Count == 2 ? string.Empty : "s")})";
            throw new DemoException((HttpStatusCode)422, errors[0]![0]! + more) { Json = { ["errors"] = errors } };
        }
    }

    private string? Failure(string[] rule, string name, JsonNode? value) => rule[0] switch
    {
        "required" when value is null or JsonArray { Count: 0 } or JsonObject { Count: 0 } => $"The {name} field is required.",
        "list" when value is not (null or JsonArray) => $"The {name} field must be an array.",
        "https" when value?.Text()?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == false => $"The {name} field must start with one of the following: https://.",
        "date" when value is not null && !DateTimeOffset.TryParse(value.Text(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _) =>
            $"The {name} field must be a valid date.",
        "in" when value is not null && !rule[1].Split(',').Contains(value.Text()) => $"The selected {name} is invalid.",
        "exists" when value is not null && records.Find(rule[1], value.Text()) is null => $"The selected {name} is invalid.",
        _ => null,
    };
}
