namespace Plannr.PowerShell.Blueprints;

/// <summary>The fields that make a blueprint or a step of it.</summary>
internal static class BlueprintFields
{
    public static RequestFields Blueprint(string name, string? trigger, bool isActive, IReadOnlyList<IReadOnlyDictionary<string, object?>> conditions, object? configuration) => new()
    {
        { "name", name },

        // Sent explicitly, although false is the default: a blueprint that runs unexpectedly would write to clients.
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

/// <summary>Changes to a step of a blueprint. What is null stays as it is.</summary>
internal sealed class BlueprintStepUpdate
{
    /// <summary>Fields that are sent, or kept by the server. They are among the unknown ones if they can't be read.</summary>
    private static readonly string[] Known = ["uuid", "created_at", "updated", "updated_at", "name", "type", "configuration", "parent_step_uuid", "condition_state"];

    public string? Name { get; init; }

    public string? Type { get; init; }

    public object? Configuration { get; init; }

    public Guid? ParentStepUuid { get; init; }

    /// <summary>Whether the step becomes a root, on no side of a condition.</summary>
    public bool IsRoot { get; init; }

    public bool? ConditionState { get; init; }

    /// <summary>Whether the step is to be on no side of a condition.</summary>
    public bool ClearsConditionState { get; init; }

    /// <summary>The fields that the step has and that were not sent, because this version of the module does not know them.</summary>
    public IReadOnlyList<string> NotSent { get; private set; } = [];

    /// <summary>Reads the step and writes it whole, with the changes in it: whether an update keeps what is not sent is not documented.</summary>
    /// <exception cref="PlannrNotFoundException">There is no such blueprint, or it has no such step.</exception>
    /// <exception cref="PlannrInvalidRequestException">A field of the step can't be read and is not replaced: it would be lost.</exception>
    public async Task<BlueprintStep> SendAsync(IPlannrClient client, Guid blueprintUuid, Guid stepUuid, CancellationToken cancellationToken)
    {
        Endpoint<AutomationBlueprint> source = Endpoints.GetBlueprint.At(blueprintUuid);
        AutomationBlueprint blueprint = await client.GetAsync(source, null, cancellationToken).ConfigureAwait(false);
        BlueprintStep step = blueprint.Steps.FirstOrDefault(candidate => candidate.Uuid == stepUuid) ?? throw new PlannrNotFoundException(
            new RequestFailure(source.Method, "/" + source.Path),
            $"The blueprint '{blueprint}' ({blueprintUuid}) has no step {stepUuid}. Nothing was changed.",
            "Check the UUIDs: Get-PlannrAutomationBlueprint shows the steps of a blueprint.");
        Dictionary<string, object?> fields = Apply(step);
        NotSent = [.. step.AdditionalProperties.Keys.Except(Known)];
        return await client.SendAsync(Endpoints.UpdateBlueprintStep.At(blueprintUuid, stepUuid), fields, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Returns the body. Parent and side of a condition are left out if the step has none and gets none: that means the same to a server that keeps what is not
    /// sent and to one that doesn't, and null may be refused.
    /// </summary>
    private Dictionary<string, object?> Apply(BlueprintStep step)
    {
        bool setsState = IsRoot || ConditionState is not null || ClearsConditionState;
        bool setsParent = IsRoot || ParentStepUuid is not null;
        Check(step, "name", Name is not null, step.Name is not null);
        Check(step, "type", Type is not null, step.Type is not null);
        Check(step, "configuration", Configuration is not null, step.Configuration is not null);
        Check(step, "parent_step_uuid", setsParent, isThere: true);
        Check(step, "condition_state", setsState, isThere: true);
        var fields = new Dictionary<string, object?>
        {
            ["name"] = Name ?? step.Name,
            ["type"] = Type ?? step.Type,
            ["configuration"] = Configuration ?? step.Configuration,
        };
        if (setsParent || step.ParentStepUuid is not null)
        {
            fields["parent_step_uuid"] = IsRoot ? null : ParentStepUuid ?? step.ParentStepUuid;
        }

        if (ConditionState is not null || ClearsConditionState || step.ConditionState is not null)
        {
            fields["condition_state"] = setsState ? ConditionState : step.ConditionState;
        }

        return fields;
    }

    private static void Check(BlueprintStep step, string field, bool isReplaced, bool isThere)
    {
        if (!isReplaced && (!isThere || step.AdditionalProperties.ContainsKey(field)))
        {
            throw new PlannrInvalidRequestException(
                new RequestFailure("PUT", string.Empty),
                $"The {field} of the step '{step}' ({step.Uuid}) can't be read, and sending the step without it could lose it. Nothing was changed.",
                "Give the new value, or change the step in Plannr.");
        }
    }
}
