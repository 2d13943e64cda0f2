using Plannr.Client.Demo;

namespace Plannr.Sandbox.Data;

/// <summary>Reads the records of the shipped demo, <c>demo.json</c>, so that they are defined only once.</summary>
internal sealed class DemoFile
{
    // Parsed once for all servers in a test run. JsonNode parses lazily, which is not thread-safe, so everything is read once up front.
    private static readonly Lazy<JsonObject> Parsed = new(() =>
    {
        using Stream stream = typeof(DemoFile).Assembly.GetManifestResourceStream("demo.json")!;
        JsonObject json = JsonNode.Parse(stream)!.AsObject();
        ReadAll(json);
        return json;
    });

    private readonly JsonObject _json = Parsed.Value;
    private readonly DateTimeOffset _start;

    public DemoFile(DateTimeOffset start)
    {
        _start = start;
        JsonNode firm = Records("firm").Single();
        Firm = new Firm(Uuid(firm), Text(firm, "name")!, Text(firm, "slug")!, Time(firm, "created_at")!.Value);
        Accounts = [.. Records("account").Select(ReadAccount)];
        Blueprints = [.. Records("automation-blueprints").Select(ReadBlueprint)];
        Runs = [.. Records("automation-executions").Select(ReadRun)];
        Tasks = [.. Records("task").Select(ReadTask)];
        WebhookSubscriptions = [.. Records("webhook-subscriptions").Select(ReadSubscription)];

        // The file lists the newest records first.
        Audits = [.. Records("audits").Reverse().Select(ReadAudit).OrderBy(audit => audit.CreatedAt)];
        Logs = [.. Records("logs").Reverse().Select(ReadLog).OrderBy(entry => entry.CreatedAt)];
    }

    public Firm Firm { get; }

    public IReadOnlyList<Account> Accounts { get; }

    public IReadOnlyList<Blueprint> Blueprints { get; }

    public IReadOnlyList<AutomationRun> Runs { get; }

    public IReadOnlyList<WorkTask> Tasks { get; }

    public IReadOnlyList<WebhookSubscription> WebhookSubscriptions { get; }

    /// <summary>In chronological order.</summary>
    public IReadOnlyList<Audit> Audits { get; }

    /// <summary>In chronological order.</summary>
    public IReadOnlyList<LogEntry> Logs { get; }

    /// <summary>The names of all collections, without the templates for new records, whose names contain a space.</summary>
    public IEnumerable<string> Lists => _json.Select(list => list.Key).Where(name => !name.Contains(' ', StringComparison.Ordinal));

    /// <summary>Returns a collection with the times in the API's format. References to other records are not resolved.</summary>
    public IReadOnlyList<JsonNode> Write(string list) => [.. Records(list).Select(WriteFields)];

    private static void ReadAll(JsonNode? node)
    {
        foreach (JsonNode? child in node is JsonObject record ? record.Select(field => field.Value) : node as JsonArray ?? [])
        {
            ReadAll(child);
        }
    }

    private Account ReadAccount(JsonNode json) => new()
    {
        Uuid = Uuid(json),
        CreatedAt = Time(json, "created_at")!.Value,
        Type = Text(json, "type")!,
        Role = Text(json, "role")!,
        Name = Text(json, "name")!,
        FirstName = Text(json, "first_name"),
        LastName = Text(json, "last_name"),
        Email = Text(json, "email"),
        Phone = json["primary_phone_number"] is JsonObject phone ? Text(phone, "value") : null,
        Status = json["_status"] is { } status ? Text(status, "name") : null,
        IsProspect = json["_is_prospect"] is not null,
        Adviser = Link(json["assigned_adviser"]),
        Administrator = Link(json["assigned_administrator"]),
        Paraplanner = Link(json["assigned_paraplanner"]),
        Introducer = Link(json["introduced_by"]),
        BusinessUnit = json["business_unit"] is JsonObject unit ? Text(unit, "name") : null,
        Groups = [.. Items(json, "groups").Select(group => NameOf("group", group))],
        Tags = [.. Items(json, "tags").Select(tag => NameOf("tag", tag))],
        Owners = [.. Items(json, "owners").Select(owner => Link(owner)!.Value)],
        Circle = Items(json, "circles").Select(circle => NameOf("circles", circle)).FirstOrDefault(),
        HasJointAccount = json["has_joint_account"]!.GetValue<bool>(),
        NextReviewDate = Time(json, "next_review_date"),
        PreviousReviewDate = Time(json, "previous_review_date"),
        InactiveAt = Time(json, "inactive_at"),
        LastInteractionAt = Time(json, "last_interaction_at"),
        CustomFields = Items(json, "custom_fields").ToDictionary(field => Text(field!, "reference")!, field => Text(field!, "value")!),
        ExternalReference = Items(json, "external_references").Select(reference => Text(reference!, "reference")).FirstOrDefault(),
        Verbatim = json["_always_full"] is null ? null
            : WriteFields(json).ToJsonString(),
    };

    private Blueprint ReadBlueprint(JsonNode json)
    {
        BlueprintStep[] steps = [.. Items(json, "steps").Select(step => new BlueprintStep
        {
            Uuid = Uuid(step!),
            CreatedAt = Time(step!, "created_at")!.Value,
            UpdatedAt = Time(step!, "updated")!.Value,
            Name = Text(step!, "name")!,
            Type = Text(step!, "type")!,
            Parent = Text(step!, "parent_step_uuid") is { } parent ? new Guid(parent) : null,
            ConditionState = step!["condition_state"]?.GetValue<bool>(),
            Configuration = step["configuration"]!.ToJsonString(),
        })];
        return new Blueprint
        {
            Uuid = Uuid(json),
            Name = Text(json, "name")!,
            Trigger = Text(json, "trigger"),
            CreatedAt = Time(json, "created_at")!.Value,
            UpdatedAt = Time(json, "updated_at")!.Value,
            CreatedBy = Link(json["account"])!.Value,
            IsActive = json["is_active"]!.GetValue<bool>(),
            Conditions = json["conditions"]!.ToJsonString(),
            Configuration = json["configuration"]!.ToJsonString(),
            Steps = steps,
            StepsOfRuns = steps.TakeWhile(step => step.ConditionState != true).Count(),
        };
    }

    private AutomationRun ReadRun(JsonNode json)
    {
        Blueprint blueprint = Blueprints.Single(blueprint => blueprint.Uuid == new Guid(Text(json, "_blueprint")!));
        return json["_fixed"] is not null ? new SeedRun(blueprint) : new ScriptedRun(
            Uuid(json),
            blueprint,
            Link(json["account"])!.Value,
            Time(json, "created_at")!.Value,
            Text(json, "status")!,
            [.. Items(json, "steps").Select(step => new ScriptedStep(
                Uuid(step!), Text(step!, "name")!, Time(step!, "executed_at"), Text(step!, "status") ?? Statuses.Completed, Text(step!, "info")))]);
    }

    private WorkTask ReadTask(JsonNode json) => new()
    {
        Uuid = Uuid(json),
        CreatedAt = Time(json, "created_at")!.Value,
        UpdatedAt = Time(json, "updated_at")!.Value,
        Name = Text(json, "name")!,
        Description = Text(json, "description"),
        Priority = Text(json, "priority"),
        DueAt = Time(json, "due_at"),
        CompletedAt = Time(json, "completed_at"),
        Status = WorkTaskStatus.All.Single(status => status.Uuid == Link(json["status"])),
        TaskableType = Text(json, "taskable_type"),
        TaskableUuid = Link(json["taskable"]),
        AssignedTo = [.. Items(json, "assigned_to").Select(account => Link(account)!.Value)],
        Author = Link(json["author"])!.Value,
        CompletedBy = Link(json["completed_by"]),
        Parent = Link(json["parent_task"]),
    };

    private WebhookSubscription ReadSubscription(JsonNode json) => new()
    {
        Uuid = Uuid(json),
        CreatedAt = Time(json, "created_at")!.Value,
        UpdatedAt = Time(json, "updated_at")!.Value,
        Url = Text(json, "url")!,
        Events = [.. Items(json, "events").Select(name => name!.ToString())],
        LastCallAt = Time(json, "last_outgoing_webhook_call_at"),
    };

    private Audit ReadAudit(JsonNode json) => new()
    {
        Uuid = Uuid(json),
        CreatedAt = Time(json, "created_at")!.Value,
        Type = Text(json, "type")!,
        Event = Text(json, "event")!,
        OldValues = json["old_values"]!.ToJsonString(),
        NewValues = json["new_values"]!.ToJsonString(),
        UserAgent = Text(json, "user_agent"),
        IpAddress = Text(json, "ip_address")!,
        Url = Text(json, "url")!,
        AccountUuid = Link(json["account"])!.Value,
    };

    private LogEntry ReadLog(JsonNode json) => new()
    {
        Uuid = Uuid(json),
        CreatedAt = Time(json, "created_at")!.Value,
        ModelType = Text(json, "_model_type")!,
        ModelUuid = new Guid(Text(json, "_model_uuid")!),
        Type = Text(json, "type")!,
        Level = Text(json, "level")!,
        Description = Text(json, "description")!,
        Author = Link(json["author"]),
    };

    private IEnumerable<JsonNode> Records(string collection) => _json[collection]!.AsArray().Select(record => record!);

    private string NameOf(string collection, JsonNode? link) => Text(Records(collection).Single(record => Uuid(record) == Link(link)), "name")!;

    private DateTimeOffset? Time(JsonNode json, string field) => Text(json, field) is { } text ? DemoTime.Parse(text, _start).Moment : null;

    /// <summary>Returns a copy of a field's value. A time is converted to the API's format.</summary>
    private JsonNode? WriteTimes(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out string? text) && text.StartsWith('@') && !text.Contains('/', StringComparison.Ordinal) ? DemoTime.Parse(text, _start).ToString() : node?.DeepClone();

    private JsonObject WriteFields(JsonNode record) =>
        new(record.AsObject().Where(field => field.Key[0] != '_').Select(field => new KeyValuePair<string, JsonNode?>(field.Key, WriteTimes(field.Value))));

    private static JsonArray Items(JsonNode json, string field) => json[field] as JsonArray ?? [];

    private static Guid Uuid(JsonNode json) => new(Text(json, "uuid")!);

    private static string? Text(JsonNode json, string field) => json[field]?.GetValue<string>();

    /// <summary>Returns the UUID in a reference such as <c>@account/uuid</c>, or null for anything else.</summary>
    private static Guid? Link(JsonNode? node) => node?.ToString() is { } text && text.StartsWith('@') ? new Guid(text.Split('/', ' ')[1]) : null;
}
