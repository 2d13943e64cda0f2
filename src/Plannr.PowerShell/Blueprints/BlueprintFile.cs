namespace Plannr.PowerShell.Blueprints;

/// <summary>Reads and writes blueprints as JSON with the API's names, in a stable order and without timestamps, so that files can be compared.</summary>
internal static class BlueprintFile
{
    private const long FormatVersion = 1;

    public static byte[] Write(IEnumerable<AutomationBlueprint> blueprints) => ClientFactory.Current.WriteJson(new OrderedDictionary
    {
        ["version"] = FormatVersion,
        ["blueprints"] = blueprints.OrderBy(blueprint => blueprint.Name, StringComparer.Ordinal).ThenBy(blueprint => blueprint.Uuid).Select(ToMap).ToArray(),
    });

    /// <exception cref="FormatException">The file does not contain blueprints.</exception>
    public static IReadOnlyList<AutomationBlueprint> Read(byte[] json)
    {
        if (ClientFactory.Current.ReadJson(json) is not ResourceMap<object?> file || !file.TryGetValue("version", out object? version)
            || !file.TryGetValue("blueprints", out object? blueprints) || blueprints is not ResourceList<object?> items)
        {
            throw new FormatException("It was not written by Export-PlannrAutomationBlueprint.");
        }

        return version is FormatVersion
            ? [.. items.Select(item => ClientFactory.Current.ReadRecord<AutomationBlueprint>(ClientFactory.Current.WriteJson(item)) ?? throw new FormatException("One of its blueprints can't be read."))]
            : throw new FormatException($"Its version is {version ?? "null"}, but this module reads only version {FormatVersion}.");
    }

    private static OrderedDictionary ToMap(AutomationBlueprint blueprint) => WithUnknown(blueprint, new()
    {
        ["uuid"] = blueprint.Uuid,
        ["name"] = blueprint.Name,
        ["trigger"] = blueprint.Trigger,
        ["conditions"] = blueprint.Conditions.Select(condition => WithUnknown(condition, new() { ["field"] = condition.Field, ["operator"] = condition.Operator, ["value"] = Sort(PlainObject.From(condition.Value)) })).ToArray(),
        ["configuration"] = Sort(PlainObject.From(blueprint.Configuration)),
        ["steps"] = blueprint.Steps.Select(step => WithUnknown(step, new()
        {
            ["uuid"] = step.Uuid,
            ["name"] = step.Name,
            ["type"] = step.Type,
            ["parent_step_uuid"] = step.ParentStepUuid,
            ["condition_state"] = step.ConditionState,
            ["configuration"] = Sort(PlainObject.From(step.Configuration)),
        })).ToArray(),
    });

    /// <summary>Adds the fields that the module does not recognise, because they matter when files are compared.</summary>
    private static OrderedDictionary WithUnknown(PlannrResource record, OrderedDictionary map)
    {
        foreach (string name in UnknownFields.Find(record).OrderBy(name => name, StringComparer.Ordinal))
        {
            map[name] = Sort(PlainObject.From(record.AdditionalProperties[name]));
        }

        return map;
    }

    private static object? Sort(object? value)
    {
        switch (value)
        {
            case IDictionary map:
                var sorted = new OrderedDictionary(StringComparer.Ordinal);
                foreach ((string name, object? part) in Entries.From(map).OrderBy(entry => entry.Name, StringComparer.Ordinal))
                {
                    sorted.Add(name, Sort(part));
                }

                return sorted;
            case List<object?> items:
                return items.ConvertAll(Sort);
            default:
                return value;
        }
    }
}
