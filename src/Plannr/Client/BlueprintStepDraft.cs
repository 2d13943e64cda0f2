namespace Plannr;

/// <summary>What a step of a blueprint is to be.</summary>
public sealed class BlueprintStepDraft
{
    /// <summary>The name.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The type of the action or of the condition.</summary>
    public string Type { get; set; } = string.Empty;

    /// <summary>The configuration as plain values.</summary>
    public object? Configuration { get; set; }

    /// <summary>The step before; null for none.</summary>
    public Guid? ParentStepUuid { get; set; }

    /// <summary>On which side of a condition the step is; null for none.</summary>
    public bool? ConditionState { get; set; }
}
