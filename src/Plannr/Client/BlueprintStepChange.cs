namespace Plannr;

/// <summary>What is to become of a step of a blueprint. What is null stays as it is.</summary>
public sealed class BlueprintStepChange
{
    /// <summary>The new name.</summary>
    public string? Name { get; set; }

    /// <summary>The new type of the action or of the condition.</summary>
    public string? Type { get; set; }

    /// <summary>The new configuration as plain values.</summary>
    public object? Configuration { get; set; }

    /// <summary>The new step before; this moves the step.</summary>
    public Guid? ParentStepUuid { get; set; }

    /// <summary>Whether the step is to have no step before it; it is on no side of a condition then.</summary>
    public bool IsRoot { get; set; }

    /// <summary>On which side of a condition the step is to be.</summary>
    public bool? ConditionState { get; set; }

    /// <summary>Whether the step is to be on no side of a condition.</summary>
    public bool ClearsConditionState { get; set; }

    /// <summary>
    /// Told of the fields that the step has and that are not sent, since this version of the module does not know them. Called before anything is sent, on any
    /// thread, and only where there are some.
    /// </summary>
    public Action<IReadOnlyList<string>>? NotSent { get; set; }
}
