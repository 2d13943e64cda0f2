namespace Plannr;

/// <summary>The definition of an automation. Returned by <c>GET /api/v1/automation-blueprints/{uuid}</c>. Any property can be null unless stated otherwise.</summary>
public sealed class AutomationBlueprint : PlannrResource, IIdentified, INamed
{
    /// <summary>The blueprint's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The blueprint's name.</summary>
    public string? Name { get; internal set; }

    /// <summary>The event that triggers the blueprint, such as <c>client.created</c>. Null for a blueprint that is started manually.</summary>
    public string? Trigger { get; internal set; }

    /// <summary>Whether the blueprint starts new executions.</summary>
    public bool? IsActive { get; internal set; }

    /// <summary>The author. Null if the API does not return the author.</summary>
    public Account? Account { get; internal set; }

    /// <summary>The conditions that a client must meet for the blueprint to run. Can be empty, but never null.</summary>
    public ResourceList<BlueprintCondition> Conditions { get; internal set; } = ResourceList<BlueprintCondition>.None;

    /// <summary>Additional options for the trigger, as sent by the API: a list, a dictionary or null. The names of the options are not documented.</summary>
    public object? Configuration { get; internal set; }

    /// <summary>All steps in tree order: children follow their parent, with the "yes" branch first. Can be empty, but never null.</summary>
    public ResourceList<BlueprintStep> Steps { get; internal set; } = ResourceList<BlueprintStep>.None;

    /// <summary>The steps without a parent. Usually, there is only one. Can be empty, but never null.</summary>
    public ResourceList<BlueprintStep> RootSteps => new(Steps.Where(step => step.GetParent() is null).ToArray());

    /// <summary>The number of steps.</summary>
    public int StepCount => Steps.Count;

    /// <summary>The webhook endpoints that can trigger the blueprint, each as a dictionary keyed by the API's field names, which are not documented. Can be empty, but never null.</summary>
    public ResourceList<object?> WebhookTargets { get; internal set; } = ResourceList<object?>.None;

    /// <summary>The time when the blueprint was created, with the offset returned by the API.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>The time when the blueprint last changed, with the offset returned by the API.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    /// <summary>Sets the blueprint's UUID and name in each step, and puts the steps in tree order.</summary>
    internal override void Complete()
    {
        foreach (BlueprintStep step in Steps)
        {
            step.BlueprintUuid = Uuid;
            step.BlueprintName = Name;
        }

        Steps = BlueprintTree.Arrange(Steps);
    }
}

/// <summary>A condition that a client must meet for a blueprint to run. Nested in <see cref="AutomationBlueprint"/>. Any property can be null unless stated otherwise.</summary>
public sealed class BlueprintCondition : PlannrResource
{
    /// <summary>The field, such as <c>client.is_prospect</c>.</summary>
    public string? Field { get; internal set; }

    /// <summary>The comparison, such as <c>equals</c>, <c>not_equal_to</c> or <c>less_than_or_equal_to</c>.</summary>
    public string? Operator { get; internal set; }

    /// <summary>The value to compare with: text, a number, a boolean, a list, a dictionary or null.</summary>
    public object? Value { get; internal set; }

    private protected override string? Describe() => $"{Field} {Operator} {ReadableText.Of(Value)}".Trim();
}
