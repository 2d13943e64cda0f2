namespace Plannr.Client.Tests.Reading;

/// <summary>
/// Replaces fields of the example with values of every JSON type, and removes them. All other fields must stay unchanged, and a new value must be accessible.
/// </summary>
public sealed class FieldReplacementTests : ServedApiTests
{
    private static readonly string[] Kinds =
    [
        "null", "true", "false", "0", "1", "-1", "3.25", "1e3", "1e400", "123456789012345678901234567890", "\"\"", "\" \"", "\"text\"", "\"false\"", "\"12\"",
        "\"2026-05-19\"", "\"tomorrow\"", "\"0000-00-00 00:00:00\"", "\"2026-05-19 18:31:18 GMT\"", "\"App\\\\Http\\\\Resources\\\\FirmResource\"", "[]", "{}", "[null]", "[\"a\"]",
        "[1, 2]", "[{}]", "[{\"name\": \"one\"}, {\"name\": \"two\"}]", "[[\"a\"]]", "{\"name\": \"one\"}", "{\"0\": {\"name\": \"one\"}, \"2\": 7}", "{\"12\": \"a\", \"13\": 2}", "{\"uuid\": 5, \"name\": [1]}", "{\"a\": {\"b\": [1, null]}}",
        "{\"example\": \"text\", \"collection\": false, \"description\": \"Name\"}", "{\"example\": {\"a\": 1}, \"collection\": false, \"description\": \"Name\"}",
        "{\"example\": null, \"collection\": true}",
    ];

    public static TheoryData<string> Fields()
    {
        JsonObject seed = SeedJson.Copy();
        var fields = new TheoryData<string>();

        // Do not replace the execution's UUID: a response without the requested UUID is rejected as a whole.
        fields.AddRange(seed.Select(field => field.Key).Where(name => name != "uuid").ToArray());
        fields.AddRange(seed["steps"]![0]!.AsObject().Select(field => "steps." + field.Key).ToArray());
        fields.AddRange(seed["next_step"]!.AsObject().Select(field => "next_step." + field.Key).ToArray());
        fields.AddRange(seed["account"]!.AsObject().Select(field => "account." + field.Key).ToArray());
        return fields;
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task Value_of_an_unexpected_type_does_not_affect_other_fields(string field)
    {
        string name = field.Split('.').Last();
        SortedDictionary<string, string> expected = Without(PropertyDump.Of(await Api.GetAsync(SeedJson.Text)), field);
        foreach (string kind in Kinds)
        {
            JsonObject seed = SeedJson.Copy();
            Owner(seed, field)[name] = JsonNode.Parse(kind);

            AutomationExecution execution = await Api.GetAsync(seed.ToJsonString());

            AssertSame(expected, Without(PropertyDump.Of(execution), field), kind);
            Assert.True(IsReachable(Owner(execution, field), name, kind), $"{kind} is not accessible.");
        }
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task Missing_field_is_empty_and_does_not_affect_other_fields(string field)
    {
        string name = field.Split('.').Last();
        SortedDictionary<string, string> expected = Without(PropertyDump.Of(await Api.GetAsync(SeedJson.Text)), field);
        JsonObject seed = SeedJson.Copy();
        Owner(seed, field).Remove(name);

        AutomationExecution execution = await Api.GetAsync(seed.ToJsonString());

        AssertSame(expected, PropertyDump.Of(execution), "absent");
    }

    private static JsonObject Owner(JsonObject seed, string field) => field.Split('.') switch
    {
        ["steps", _] => seed["steps"]![0]!.AsObject(),
        [var parent, _] => seed[parent]!.AsObject(),
        _ => seed,
    };

    private static PlannrResource Owner(AutomationExecution execution, string field) => field.Split('.') switch
    {
        ["steps", _] => execution.Steps[0],
        ["next_step", _] => execution.NextStep!,
        ["account", _] => execution.Account!,
        _ => execution,
    };

    /// <summary>Returns the dump without the field, whether it is in its own property or in the additional properties.</summary>
    private static SortedDictionary<string, string> Without(SortedDictionary<string, string> dump, string field)
    {
        string[] parts = field.Split('.');
        string parent = parts.Length == 1 ? string.Empty : parts[0] == "steps" ? "/Steps/0" : "/" + Pascal(parts[0]);
        string[] places = [$"{parent}/{Pascal(parts[^1])}", $"{parent}/AdditionalProperties/{parts[^1]}"];
        foreach (string path in dump.Keys.Where(path => places.Any(place => path == place || path.StartsWith(place + "/", StringComparison.Ordinal))).ToArray())
        {
            dump.Remove(path);
        }

        return dump;
    }

    private static bool IsReachable(PlannrResource owner, string name, string kind)
    {
        if (owner.AdditionalProperties.ContainsKey(name))
        {
            return true;
        }

        object? value = owner.GetType().GetProperty(Pascal(name))!.GetValue(owner);
        bool isEmpty = kind is "null" or "[]" or "{}" or "[null]";
        return isEmpty || value is not null and not System.Collections.ICollection { Count: 0 };
    }

    private static void AssertSame(SortedDictionary<string, string> expected, SortedDictionary<string, string> actual, string kind)
    {
        string[] differences = expected.Except(actual).Select(line => $"lost {line}").Concat(actual.Except(expected).Select(line => $"new {line}")).ToArray();
        Assert.True(differences.Length == 0, $"{kind}: {string.Join("; ", differences)}");
    }

    private static string Pascal(string name) =>
        string.Concat(name.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
