namespace Plannr.PowerShell.Blueprints;

/// <summary>Creates the fields of a request for a blueprint or a step.</summary>
internal static class BlueprintFields
{
    public static RequestFields Blueprint(string name, string? trigger, bool isActive, IReadOnlyList<IReadOnlyDictionary<string, object?>> conditions, object? configuration) => new()
    {
        { "name", name },

        // Sent explicitly, although false is the default: a blueprint that runs unexpectedly could send messages to clients.
        { "is_active", isActive },
        { "trigger", trigger },
        { "conditions", conditions.Count > 0 ? conditions : null },
        { "configuration", configuration },
    };

    public static RequestFields Step(string name, string type, object? configuration, Guid? parentStepUuid, bool? conditionState) => new()
    {
        { "name", name },
        { "type", type },
        { "configuration", configuration },
        { "parent_step_uuid", parentStepUuid },
        { "condition_state", conditionState },
    };
}
