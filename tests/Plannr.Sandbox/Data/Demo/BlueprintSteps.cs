namespace Plannr.Sandbox.Data.Demo;

/// <summary>Makes the steps of the demo's blueprints from their names.</summary>
internal static class BlueprintSteps
{
    private const string ReferenceMark = "ref:";

    private static readonly Dictionary<string, string> Types = new()
    {
        ["Send e-mail"] = "mail.send",
        ["Send SMS"] = "sms.send",
        ["Create task"] = "task.create",
        ["Update client"] = "client.update",
        ["Request fact find"] = "fact-find.request",
        ["Add tag"] = "tag.attach",
    };

    /// <summary>Each step is the child of the one before; what follows a condition is on its branch for "no".</summary>
    public static IReadOnlyList<BlueprintStep> Chain(string blueprint, DateTimeOffset createdAt, params string[] names) =>
        Chain(blueprint, createdAt, parent: null, state: null, names);

    /// <summary>Steps that follow the first condition among others where it is met.</summary>
    public static IReadOnlyList<BlueprintStep> Yes(string blueprint, IReadOnlyList<BlueprintStep> steps, params string[] names)
    {
        BlueprintStep condition = steps.First(step => step.Type == BlueprintStep.Condition);
        return Chain(blueprint + "/yes", condition.CreatedAt, condition, state: true, names);
    }

    private static List<BlueprintStep> Chain(string seed, DateTimeOffset createdAt, BlueprintStep? parent, bool? state, string[] names)
    {
        var steps = new List<BlueprintStep>();
        foreach (string name in names)
        {
            string type = TypeOf(name);
            steps.Add(new BlueprintStep
            {
                Uuid = StableUuid.FromName($"blueprint/{seed}/{steps.Count}"),
                CreatedAt = createdAt,
                UpdatedAt = createdAt,
                Name = name,
                Type = type,
                Parent = parent?.Uuid,
                ConditionState = parent?.Type == BlueprintStep.Condition ? state ?? false : null,
                Configuration = new JsonObject { ["params"] = Parameters(name, type) }.ToJsonString(),
            });
            parent = steps[steps.Count - 1];
            state = null;
        }

        return steps;
    }

    private static string TypeOf(string name) =>
        name.StartsWith("Condition", StringComparison.Ordinal) ? BlueprintStep.Condition
        : name.StartsWith("Wait", StringComparison.Ordinal) ? "delay"
        : Types[name];

    private static JsonObject Parameters(string name, string type) => type switch
    {
        BlueprintStep.Condition when name.EndsWith("prospect", StringComparison.Ordinal) =>
            Write(("field", "ref:trigger.account.is_prospect"), ("operator", "equals"), ("value", "true")),
        BlueprintStep.Condition =>
            Write(("field", "ref:trigger.account.next_review_date"), ("operator", "not_equal_to"), ("value", "")),
        "delay" => Write(("days", "3")),
        "mail.send" or "sms.send" => Write(("account_uuid", "ref:trigger.account.uuid"), ("template", "Standard letter")),
        _ => Write(("account_uuid", "ref:trigger.account.uuid")),
    };

    private static JsonObject Write(params (string Name, string Value)[] parameters)
    {
        var json = new JsonObject();
        foreach ((string name, string value) in parameters)
        {
            bool isReference = value.StartsWith(ReferenceMark, StringComparison.Ordinal);
            json[name] = new JsonObject
            {
                ["type"] = isReference ? "ref" : "const",
                ["value"] = isReference ? value.Substring(ReferenceMark.Length) : value,
            };
        }

        return json;
    }
}
