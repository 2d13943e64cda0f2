namespace Plannr.Sandbox.Data;

/// <summary>A step of a blueprint.</summary>
internal sealed record BlueprintStep
{
    /// <summary>The <see cref="Type"/> of a step that decides which branch a run takes.</summary>
    public const string Condition = "condition";

    public required Guid Uuid { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>What executions call the step.</summary>
    public required string Name { get; init; }

    /// <summary>The type of the action, or <see cref="Condition"/>.</summary>
    public required string Type { get; init; }

    /// <summary>The step before, null for the root.</summary>
    public Guid? Parent { get; init; }

    /// <summary>Which branch of a condition the step is on; null unless the parent is one.</summary>
    public bool? ConditionState { get; init; }

    /// <summary>JSON text: an object with <c>params</c>, each of which is <c>{ type, value }</c>.</summary>
    public required string Configuration { get; init; }
}
