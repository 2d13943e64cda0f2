namespace Plannr.Client.Demo;

/// <summary>The records of <c>demo.json</c>. Text that starts with @ is a time (<see cref="DemoTime"/>) or a reference (<c>@account/uuid</c>); fields that start with _ are never returned.</summary>
internal sealed class DemoRecords
{
    private static readonly string[] BriefAccount =
        ["uuid", "created_at", "updated_at", "type", "role", "first_name", "last_name", "name", "email", "photo_url"];

    private readonly Dictionary<string, List<JsonObject>> _collections = [];

    /// <summary>Reads the records, with their times relative to <paramref name="start"/>.</summary>
    public DemoRecords(DateTimeOffset start)
    {
        using Stream stream = typeof(DemoRecords).Assembly.GetManifestResourceStream("demo.json")!;
        foreach (KeyValuePair<string, JsonNode?> collection in JsonNode.Parse(stream)!.AsObject())
        {
            _collections[collection.Key] = collection.Value!.AsArray().Select(record => (JsonObject)Map(record, Read)!).ToList();
        }

        JsonNode? Read(JsonValue value) =>
            !value.TryGetValue(out string? text) || text.Length == 0 || text[0] != '@' ? value.DeepClone()
            : text.Contains('/') ? JsonValue.Create(new Reference(text))
            : DemoTime.Parse(text, start).ToNode();
    }

    public List<JsonObject> this[string collection] => _collections[collection];

    public bool Has(string collection) => _collections.ContainsKey(collection);

    /// <summary>Returns a copy of a node with every value replaced.</summary>
    public static JsonNode? Map(JsonNode? node, Func<JsonValue, JsonNode?> replace) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(field => new KeyValuePair<string, JsonNode?>(field.Key, Map(field.Value, replace)))),
        JsonArray items => new JsonArray(items.Select(item => Map(item, replace)).ToArray()),
        JsonValue value => replace(value),
        _ => null,
    };

    /// <summary>Returns a reference to a record, or null if the UUID is null.</summary>
    public static JsonNode? Link(string? collection, string? uuid) => uuid is null ? null : JsonValue.Create(new Reference($"@{collection}/{uuid}"));

    /// <summary>Returns the record with the given UUID, or null if there is none.</summary>
    public JsonObject? Find(string collection, string? uuid) => Guid.TryParse(uuid, out Guid wanted) && _collections.TryGetValue(collection, out List<JsonObject>? found)
        ? found.FirstOrDefault(record => record.Text("uuid") == wanted.ToString()) : null;

    /// <summary>Returns the record with the given UUID; throws a 404 error if there is none.</summary>
    public JsonObject Get(string collection, string uuid) => Find(collection, uuid) ?? throw DemoException.NotFound(ModelName(collection), uuid);

    /// <summary>Creates an empty record with a new UUID and the time of the request, without adding it to a collection.</summary>
    public JsonObject Create(string collection, DemoRequest request)
    {
        JsonObject record = _collections["new " + collection][0].DeepClone().AsObject();
        record["uuid"] = Guid.NewGuid().ToString();
        record["created_at"] = request.Time;
        record[record.ContainsKey("updated_at") ? "updated_at" : "updated"] = request.Time;
        return record;
    }

    /// <summary>Returns the values at a path such as <c>groups.name</c>, following lists and references.</summary>
    public IEnumerable<JsonNode?> Values(JsonNode? node, string path)
    {
        node = Resolve(node);
        if (node is JsonArray items)
        {
            return items.SelectMany(item => Values(item, path));
        }

        if (path.Length == 0)
        {
            return [node];
        }

        string[] names = path.Split(['.'], 2);
        return node is JsonObject fields ? Values(fields[names[0]], names.Length == 1 ? string.Empty : names[1]) : [];
    }

    /// <summary>Returns a record in the API's format, with the given fields or with all fields.</summary>
    public JsonObject Write(JsonObject record, Func<string, bool>? isShown = null) => new(
        from field in record
        where field.Key[0] != '_' && isShown?.Invoke(field.Key) != false
        select new KeyValuePair<string, JsonNode?>(field.Key, Write(field.Value)));

    public JsonNode? Write(JsonNode? node) => Map(node, value =>
        value.Time() is { } time ? time.ToString()
        : !value.TryGetValue(out Reference? reference) ? value.DeepClone()
        : Resolve(value) is JsonObject record ? Write(record, reference.Includes) : null);

    /// <summary>Returns the record that a node refers to, or the node itself if it is not a reference.</summary>
    public JsonNode? Resolve(JsonNode? node) =>
        (node as JsonValue)?.TryGetValue(out Reference? reference) == true ? Find(reference.Collection, reference.Uuid) : node;

    /// <summary>Returns the class name for a collection, such as AutomationBlueprint for automation-blueprints.</summary>
    private static string ModelName(string collection) => string.Concat(collection.TrimEnd('s').Split('-').Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));

    /// <summary>A reference to a record, in the form <c>@collection/uuid</c> or <c>@collection/uuid full</c>.</summary>
    private sealed class Reference(string text)
    {
        public string Collection { get; } = text.Substring(1, text.IndexOf('/') - 1);

        public string Uuid { get; } = text.Substring(text.IndexOf('/') + 1, 36);

            public bool Includes(string field) => text.EndsWith(" full", StringComparison.Ordinal) || Collection switch
        {
            "account" => BriefAccount.Contains(field),
            "task" => !Endpoints.ListTasks.Includes.Contains(field),
            _ => true,
        };
    }
}

internal static class DemoNodes
{
    public static string? Text(this JsonNode? node) => (node as JsonValue)?.TryGetValue(out string? text) == true ? text : null;

    public static string? Text(this JsonNode node, string field) => node[field].Text();

    public static DemoTime? Time(this JsonNode? node) => (node as JsonValue)?.TryGetValue(out DemoTime? time) == true ? time : null;

    public static DemoTime? Time(this JsonNode node, string field) => node[field].Time();

    public static JsonArray Items(this JsonObject record, string field) => record[field] as JsonArray ?? [];
}
