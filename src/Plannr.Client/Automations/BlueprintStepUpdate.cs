namespace Plannr.Client.Automations;

/// <summary>Writes a step whole, with changes in it: whether an update keeps what is not sent is not known.</summary>
internal static class BlueprintStepUpdate
{
    /// <summary>Sent, or kept by the server: here where they can't be read.</summary>
    private static readonly string[] Known = ["uuid", "created_at", "updated", "updated_at", "name", "type", "configuration", "parent_step_uuid", "condition_state"];

    /// <summary>
    /// The body. Parent and side of a condition are left out where the step has none and is to have none: that means the same to a server which keeps what
    /// is not sent and to one which doesn't, and null may be refused.
    /// </summary>
    /// <exception cref="PlannrInvalidRequestException">A field of the step can't be read and is not replaced: it would be lost.</exception>
    public static Dictionary<string, object?> BodyOf(BlueprintStep step, BlueprintStepChange change)
    {
        bool setsState = change.IsRoot || change.ConditionState is not null || change.ClearsConditionState;
        bool setsParent = change.IsRoot || change.ParentStepUuid is not null;
        Check(step, "name", change.Name is not null, step.Name is not null);
        Check(step, "type", change.Type is not null, step.Type is not null);
        Check(step, "configuration", change.Configuration is not null, step.Configuration is not null);
        Check(step, "parent_step_uuid", setsParent, isThere: true);
        Check(step, "condition_state", setsState, isThere: true);
        var body = new Dictionary<string, object?>
        {
            ["name"] = change.Name ?? step.Name,
            ["type"] = change.Type ?? step.Type,
            ["configuration"] = change.Configuration ?? step.Configuration,
        };
        if (setsParent || step.ParentStepUuid is not null)
        {
            body["parent_step_uuid"] = change.IsRoot ? null : change.ParentStepUuid ?? step.ParentStepUuid;
        }

        if (change.ConditionState is not null || change.ClearsConditionState || step.ConditionState is not null)
        {
            body["condition_state"] = setsState ? change.ConditionState : step.ConditionState;
        }

        return body;
    }

    /// <summary>What the API says of the step that is not known here. What the server keeps by itself does not count.</summary>
    public static string[] NotSent(BlueprintStep step) => [.. step.AdditionalProperties.Keys.Except(Known)];

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
