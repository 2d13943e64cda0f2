namespace Plannr.Sandbox.Data;

/// <summary>The state of an execution at a given time.</summary>
internal sealed record Execution
{
    public required Guid Uuid { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required string Status { get; init; }

    public required string TriggeredBy { get; init; }

    public required string Name { get; init; }

    public required Guid AccountUuid { get; init; }

    public required IReadOnlyList<ExecutionStep> Steps { get; init; }

    /// <summary>The next step, or null if none is left.</summary>
    public required ExecutionStep? NextStep { get; init; }

    /// <summary>The last step that has run, or null if none has.</summary>
    public required ExecutionStep? PreviousStep { get; init; }
}

/// <summary>The state of a step at a given time.</summary>
/// <param name="Uuid">The UUID of the step.</param>
/// <param name="Name">The name in the blueprint.</param>
/// <param name="Status">The status.</param>
/// <param name="CreatedAt">When the execution was created.</param>
/// <param name="UpdatedAt">When the status last changed.</param>
/// <param name="ExecutedAt">When the step ran, or null if it has not run.</param>
/// <param name="Info">The output of the action as free text, often JSON, but not always valid JSON. Null if there is no output.</param>
internal sealed record ExecutionStep(
    Guid Uuid,
    string Name,
    string Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? ExecutedAt,
    string? Info);
