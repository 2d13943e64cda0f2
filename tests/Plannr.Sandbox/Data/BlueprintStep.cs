namespace Plannr.Sandbox.Data;

/// <summary>A step of a blueprint.</summary>
internal sealed record BlueprintStep
{
    /// <summary>The <see cref="Type"/> of a step that decides which branch an execution takes.</summary>
    public const string Condition = "condition";

    public required Guid Uuid { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The name of the step in executions.</summary>
    public required string Name { get; init; }

    /// <summary>The type of the action, or <see cref="Condition"/>.</summary>
    public required string Type { get; init; }

    /// <summary>The preceding step, or null for the root.</summary>
    public Guid? Parent { get; init; }

    /// <summary>Which branch of the parent condition the step is on; null if the parent is not a condition.</summary>
    public bool? ConditionState { get; init; }

    /// <summary>The configuration as JSON text. In the demo, it is an object whose <c>params</c> each have the form <c>{ type, value }</c>; requests can also send a list.</summary>
    public required string Configuration { get; init; }
}
