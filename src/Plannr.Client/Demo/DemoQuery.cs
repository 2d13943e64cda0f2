namespace Plannr.Client.Demo;

/// <summary>Filters and sorts the demo's records.</summary>
internal sealed class DemoQuery(DemoRecords records)
{
    public static readonly string[] Priorities = ["low", "medium", "high", "highest"];

    private const string CustomField = "custom_field";

    /// <summary>Compares values for sorting: null first, and text by code units.</summary>
    private static readonly Comparer<IComparable?> ByValue = Comparer<IComparable?>.Create((x, y) =>
        x is string left && y is string right ? string.CompareOrdinal(left, right) : Comparer<IComparable?>.Default.Compare(x, y));

    /// <summary>Throws a 400 error for filters, sorts and includes that an endpoint doesn't support.</summary>
    public static void Check(Endpoint endpoint, DemoRequest request)
    {
        // The filter for a custom field is named custom_field:reference.
        Refuse("filter", "are", [.. endpoint.Filters.Select(name => name.Split(':')[0])], request.Filters.Select(filter => filter.Key.Split(':')[0]));
        Refuse("sort", "is", endpoint.Sorts, request.List("sort").Select(sort => sort.TrimStart('-')));
        Refuse("include", "are", endpoint.Includes, request.List("include"));
    }

    /// <summary>Returns the records that match every filter of a request, in the requested order.</summary>
    public List<JsonObject> Find(string collection, IEnumerable<JsonObject> source, DemoRequest request)
    {
        foreach (KeyValuePair<string, string> filter in request.Filters)
        {
            source = source.Where(record => Matches(record, filter.Key, filter.Value));
        }

        // Apply the last sort first, because sorting is stable.
        string defaultSort = collection switch { "account" => "first_name", "task" or "automation-executions" => "created_at", _ => "-created_at" };
        foreach (string sort in request.List("sort").DefaultIfEmpty(defaultSort).Reverse())
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

    /// <summary>Returns whether the value at a path in a record, such as <c>account.uuid</c>, is one of the values in a comma-separated list.</summary>
    public bool Is(JsonObject record, string path, string list) =>
        Texts(record, path).Any(text => list.Split(',').Contains(text, StringComparer.OrdinalIgnoreCase));

    private static void Refuse(string parameter, string verb, IReadOnlyList<string> allowed, IEnumerable<string> given)
    {
        string names = string.Join(", ", given.Except(allowed));
        if (names.Length > 0)
        {
            string hint = allowed.Count == 0 ? $"There are no allowed {parameter}s." : $"Allowed {parameter}(s) are `{string.Join(", ", allowed)}`.";
            throw new DemoException(HttpStatusCode.BadRequest, $"Requested {parameter}(s) `{names}` {verb} not allowed. {hint}");
        }
    }

    /// <summary>Returns whether a record matches a filter. By default, a filter compares the field of the same name.</summary>
    private bool Matches(JsonObject record, string filter, string value) => filter switch
    {
        "name" or "url" => Contains(record, filter, value),
        "email" or "primary_email" => Contains(record, "email", value),
        "primary_phone_number" => Contains(record, "primary_phone_number.value", value.Replace(" ", string.Empty)),
        "status" => Contains(record, "_status.name", value) || Is(record, "_status.uuid", value),
        "groups" => Contains(record, "groups.name", value) || Is(record, "groups.uuid", value),
        "departments" => Is(record, "business_unit.name", value) || Is(record, "business_unit.uuid", value),
        "is_prospect" => record.ContainsKey("_is_prospect") == IsTrue(value),
        "created_after" or "inactive_after" or "due_after" => record.Time(filter.Replace("_after", "_at"))?.Day >= ParseDay(value),
        "created_before" or "inactive_before" or "due_before" => record.Time(filter.Replace("_before", "_at"))?.Day <= ParseDay(value),
        "client_uuids" or "account_uuids" => Is(record, "account.uuid", value),
        "client_uuid" => record.Text("taskable_type") == "client" && Is(record, "taskable.uuid", value),
        "taskable_uuid" => Is(record, "taskable.uuid", value),
        "assigned_to_uuids" => Is(record, "assigned_to.uuid", value),
        "circle_uuids" => Is(record, "taskable.circles.uuid", value),
        "status_uuid" => Is(record, "status.uuid", value),
        "has_due_date" => record["due_at"] is not null == IsTrue(value),
        "open_tasks" => IsOpen(record) == IsTrue(value),
        "completed_status" => Is(record, "status.name", "Complete") == IsTrue(value),
        "archived_status" => Is(record, "status.name", "Archived") == IsTrue(value),
        "not_started_status" => Is(record, "status.name", "Not started") == IsTrue(value),
        "show_child_tasks" => record["parent_task"] is null || IsTrue(value),
        "subtask_visibility" => value == "include" || record["parent_task"] is not null == (value == "only"),
        "modelable_type" => Is(record, "_model_type", value),
        _ when filter.StartsWith(CustomField, StringComparison.Ordinal) => record.Items(CustomField + "s").Any(field =>
            $"{CustomField}:{field!.Text("reference")}" == filter && string.Equals(field!.Text("value"), value, StringComparison.OrdinalIgnoreCase)),
        _ => Is(record, filter, value),
    };

    private bool Contains(JsonObject record, string path, string list) => Texts(record, path).Any(text =>
        list.Split(',').Any(part => CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, part, CompareOptions.IgnoreCase) >= 0));

    private bool IsOpen(JsonObject task) => !Is(task, "status.name", "Complete,Archived");

    private IEnumerable<string> Texts(JsonObject record, string path) => records.Values(record, path).Select(node => node.Text()).OfType<string>();

    private static bool IsTrue(string value) => value is "1" or "true";

    // Returns null, which matches nothing, if the date can't be parsed.
    private static DateTime? ParseDay(string text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day) ? day.Date : null;
}
