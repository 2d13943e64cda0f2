using System.Text.Json.Nodes;

namespace Plannr.Client.Demo;

/// <summary>What a list can be filtered and sorted by, and what can be included.</summary>
/// <param name="Collection">The collection of <see cref="DemoRecords"/>.</param>
internal sealed record DemoList(string Collection)
{
    /// <summary>Gets, by filter name, whether a record matches a value.</summary>
    public Dictionary<string, Func<JsonObject, string, bool>> Filters { get; init; } = [];

    public string[] Sorts { get; init; } = ["created_at"];

    public string DefaultSort { get; init; } = "-created_at";

    public string[] Includes { get; init; } = [];
}

/// <summary>The lists of the demo.</summary>
internal sealed class DemoLists(DemoRecords records)
{
    public static readonly string[] TaskIncludes = ["author", "completed_by", "parent_task", "related_tasks", "custom_fields", "workflow_task"];

    public static readonly string[] Priorities = ["low", "medium", "high", "highest"];

    private const string CustomField = "custom_field:";

    /// <summary>Null first, and text by its code units.</summary>
    private static readonly Comparer<IComparable?> ByValue = Comparer<IComparable?>.Create((x, y) =>
        x is string left && y is string right ? string.CompareOrdinal(left, right) : Comparer<IComparable?>.Default.Compare(x, y));

    public DemoList Accounts => new("accounts")
    {
        Filters = new()
        {
            ["name"] = Contains("name"),
            ["email"] = Contains("email"),
            ["primary_email"] = Contains("email"),
            ["primary_phone_number"] = (account, value) => Contains("primary_phone_number.value")(account, value.Replace(" ", string.Empty)),
            ["status"] = Contains("_status.name", "_status.uuid"),
            ["is_prospect"] = (account, value) => account.ContainsKey("_is_prospect") == IsTrue(value),
            ["role"] = Is("role"),
            ["type"] = Is("type"),
            ["inactive_after"] = After("inactive_at"),
            ["inactive_before"] = Before("inactive_at"),
            ["created_after"] = After("created_at"),
            ["created_before"] = Before("created_at"),
            ["groups"] = Contains("groups.name", "groups.uuid"),
            ["departments"] = Is("business_unit.name", "business_unit.uuid"),
        },
        Sorts = ["created_at", "updated_at", "first_name", "last_name", "email", "next_review_date", "previous_review_date", "anniversary_review_date"],
        DefaultSort = "first_name",
        Includes =
        [
            "primary_phone_number", "primary_email", "primary_address", "assigned_adviser", "assigned_administrator",
            "assigned_paraplanner", "groups", "tags", "owners", "custom_fields", "external_references", "charge_split_schema",
        ],
    };

    public DemoList Executions => new("executions")
    {
        Filters = new() { ["uuid"] = Is("uuid"), ["client_uuids"] = Is("account.uuid"), ["account_uuids"] = Is("account.uuid") },
        DefaultSort = "created_at",
        Includes = ["account"],
    };

    public DemoList BlueprintExecutions => Executions with { Filters = new() { ["uuid"] = Is("uuid") } };

    public DemoList Tasks => new("tasks")
    {
        Filters = new()
        {
            ["name"] = Contains("name"),
            ["taskable_type"] = Is("taskable_type"),
            ["taskable_uuid"] = Is("taskable.uuid"),
            ["client_uuid"] = (task, value) => Is("taskable_type")(task, "client") && Is("taskable.uuid")(task, value),
            ["priority"] = Is("priority"),
            ["assigned_to_uuids"] = Is("assigned_to.uuid"),
            ["circle_uuids"] = Is("taskable.circles.uuid"),
            ["status_uuid"] = Is("status.uuid"),
            ["due_before"] = Before("due_at"),
            ["due_after"] = After("due_at"),
            ["has_due_date"] = (task, value) => task["due_at"] is not null == IsTrue(value),
            ["open_tasks"] = (task, value) => IsOpen(task) == IsTrue(value),
            ["completed_status"] = HasStatus("Complete"),
            ["archived_status"] = HasStatus("Archived"),
            ["not_started_status"] = HasStatus("Not started"),
            ["show_child_tasks"] = (task, value) => task["parent_task"] is null || IsTrue(value),
            ["subtask_visibility"] = (task, value) => value == "include" || task["parent_task"] is not null == (value == "only"),
        },
        Sorts = ["created_at", "updated_at", "name", "priority", "due_at", "completed_last"],
        DefaultSort = "created_at",
        Includes = TaskIncludes,
    };

    public static DemoList Audits => new("audits");

    public DemoList Logs => new("logs")
    {
        Filters = new() { ["uuid"] = Is("uuid"), ["type"] = Is("type"), ["level"] = Is("level"), ["modelable_type"] = Is("_model_type") },
    };

    public DemoList WebhookSubscriptions => new("webhook_subscriptions")
    {
        Filters = new() { ["uuid"] = Is("uuid"), ["url"] = Contains("url") },
        Sorts = ["created_at", "updated_at"],
    };

    /// <summary>Returns the records of a list that match the filters of a request, in its order.</summary>
    /// <exception cref="DemoException">400 for a filter, sort or include that the list doesn't have.</exception>
    public List<JsonObject> Find(DemoList list, IEnumerable<JsonObject> source, DemoRequest request)
    {
        Check(list, request);
        foreach (KeyValuePair<string, string> filter in request.Filters)
        {
            Func<JsonObject, string, bool> matches = list.Filters.TryGetValue(filter.Key, out Func<JsonObject, string, bool>? known) ? known
                : (record, value) => HasCustomField(record, filter.Key.Substring(CustomField.Length), value);
            source = source.Where(record => matches(record, filter.Value));
        }

        // Last sort first: the sorts are stable.
        foreach (string sort in request.List("sort").DefaultIfEmpty(list.DefaultSort).Reverse())
        {
            string name = sort.TrimStart('-');
            source = sort[0] == '-' ? source.OrderByDescending(SortKey, ByValue) : source.OrderBy(SortKey, ByValue);

            IComparable? SortKey(JsonObject record) => name switch
            {
                "priority" => Array.IndexOf(Priorities, record.Text(name)),
                "completed_last" => !IsOpen(record),
                _ => (IComparable?)record.Time(name)?.Moment ?? record.Text(name),
            };
        }

        return source.ToList();
    }

    /// <exception cref="DemoException">400 for a filter, sort or include that the list doesn't have.</exception>
    public static void Check(DemoList list, DemoRequest request)
    {
        bool hasCustomFields = list.Collection == "accounts";
        Refuse("filter", "are", list.Filters.Keys, request.Filters.Select(filter => filter.Key)
            .Where(name => !(hasCustomFields && name.StartsWith(CustomField, StringComparison.Ordinal))));
        Refuse("sort", "is", list.Sorts, request.List("sort").Select(sort => sort.TrimStart('-')));
        Refuse("include", "are", list.Includes, request.List("include"));
    }

    private static void Refuse(string parameter, string verb, IReadOnlyCollection<string> allowed, IEnumerable<string> given)
    {
        string names = string.Join(", ", given.Except(allowed));
        if (names.Length > 0)
        {
            string hint = allowed.Count == 0 ? $"There are no allowed {parameter}s." : $"Allowed {parameter}(s) are `{string.Join(", ", allowed)}`.";
            throw new DemoException(HttpStatusCode.BadRequest, $"Requested {parameter}(s) `{names}` {verb} not allowed. {hint}");
        }
    }

    /// <summary>Returns whether a path of a record leads to a value.</summary>
    public bool Matches(JsonObject record, string path, string value) => Is(path)(record, value);

    private Func<JsonObject, string, bool> Is(params string[] paths) => (record, value) => Texts(record, paths).Any(text => IsOneOf(text, value));

    /// <summary>Matches a part of the text; a UUID has to be whole.</summary>
    private Func<JsonObject, string, bool> Contains(params string[] paths) => (record, value) => paths.Any(path =>
        path.EndsWith("uuid", StringComparison.Ordinal) ? Is(path)(record, value)
        : Texts(record, path).Any(text => value.Split(',').Any(part => CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, part, CompareOptions.IgnoreCase) >= 0)));

    // A day that can't be parsed is null, and matches nothing.
    private static Func<JsonObject, string, bool> After(string name) => (record, value) => record.Time(name)?.Day >= ParseDay(value);

    private static Func<JsonObject, string, bool> Before(string name) => (record, value) => record.Time(name)?.Day <= ParseDay(value);

    private Func<JsonObject, string, bool> HasStatus(string name) => (task, value) => Is("status.name")(task, name) == IsTrue(value);

    private bool IsOpen(JsonObject task) => !Is("status.name")(task, "Complete,Archived");

    private static bool HasCustomField(JsonObject record, string reference, string value) => record.Items("custom_fields")
        .Any(field => field!.Text("reference") == reference && string.Equals(field!.Text("value"), value, StringComparison.OrdinalIgnoreCase));

    private IEnumerable<string> Texts(JsonObject record, params string[] paths) =>
        paths.SelectMany(path => records.Values(record, path)).Select(node => node.Text()).OfType<string>();

    private static bool IsOneOf(string text, string list) => list.Split(',').Contains(text, StringComparer.OrdinalIgnoreCase);

    private static bool IsTrue(string value) => value is "1" or "true";

    private static DateTime? ParseDay(string text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day) ? day.Date : null;
}
