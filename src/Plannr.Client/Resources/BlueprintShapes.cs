namespace Plannr.Client.Resources;

/// <summary>How blueprints and their steps stand in JSON (contract, section 3.6).</summary>
internal static class BlueprintShapes
{
    public static Shape<AutomationBlueprint> Blueprint { get; } = new Shape<AutomationBlueprint>()
        .Guid("uuid", (blueprint, value) => blueprint.Uuid = value)
        .Date("created_at", (blueprint, value) => blueprint.CreatedAt = value)
        .Date("updated_at", (blueprint, value) => blueprint.UpdatedAt = value)
        .Text("name", (blueprint, value) => blueprint.Name = value)
        .Text("trigger", (blueprint, value) => blueprint.Trigger = value)
        .Boolean("is_active", (blueprint, value) => blueprint.IsActive = value)
        .One("account", () => AccountShapes.Account, (blueprint, value) => blueprint.Account = value)
        .Many("conditions", () => Condition, (blueprint, value) => blueprint.Conditions = value)
        .Any("configuration", (blueprint, value) => blueprint.Configuration = value)
        .Many("steps", () => Step, (blueprint, value) => blueprint.Steps = value)
        .Any("webhook_targets", (blueprint, value) => blueprint.WebhookTargets = value as ResourceList<object?> ?? new ResourceList<object?>([value]))
        .Finish(blueprint =>
        {
            foreach (BlueprintStep step in blueprint.Steps)
            {
                step.BlueprintUuid = blueprint.Uuid;
                step.BlueprintName = blueprint.Name;
            }

            blueprint.Steps = BlueprintTree.Of(blueprint.Steps);
        });

    public static Shape<BlueprintCondition> Condition { get; } = new Shape<BlueprintCondition>()
        .Text("field", (condition, value) => condition.Field = value)
        .Any("value", (condition, value) => condition.Value = value)
        .Text("operator", (condition, value) => condition.Operator = value);

    // The reference says "updated" for a step, and "updated_at" for all else.
    public static Shape<BlueprintStep> Step { get; } = new Shape<BlueprintStep>()
        .Guid("uuid", (step, value) => step.Uuid = value)
        .Date("created_at", (step, value) => step.CreatedAt = value)
        .Date("updated", (step, value) => step.UpdatedAt = value)
        .Date("updated_at", (step, value) => step.UpdatedAt = value)
        .Text("name", (step, value) => step.Name = value)
        .Text("type", (step, value) => step.Type = value)
        .Any("configuration", (step, value) => step.Configuration = value)
        .Boolean("condition_state", (step, value) => step.ConditionState = value)
        .Guid("parent_step_uuid", (step, value) => step.ParentStepUuid = value)
        .Finish(step => step.Parameters = ParametersOf(step.Configuration));

    /// <summary>A parameter of another form than the documented one is a value without a type.</summary>
    private static ResourceMap<BlueprintParameter> ParametersOf(object? configuration) =>
        configuration is ResourceMap<object?> map && map.TryGetValue("params", out object? parameters) && parameters is ResourceMap<object?> { Count: > 0 } entries
            ? new ResourceMap<BlueprintParameter>(entries.ToDictionary(entry => entry.Key, entry => ParameterOf(entry.Value)))
            : ResourceMap<BlueprintParameter>.None;

    private static BlueprintParameter ParameterOf(object? entry)
    {
        if (entry is not ResourceMap<object?> map || !map.TryGetValue("value", out object? value))
        {
            return new BlueprintParameter { Value = entry };
        }

        map.TryGetValue("type", out object? type);
        KeyValuePair<string, object?>[] rest = map.Where(field => field.Key != "value" && !(field.Key == "type" && field.Value is string or null)).ToArray();
        return new BlueprintParameter
        {
            Type = type as string,
            Value = value,
            AdditionalProperties = rest.Length == 0 ? ResourceMap<object?>.None : new ResourceMap<object?>(rest.ToDictionary(field => field.Key, field => field.Value)),
        };
    }
}
