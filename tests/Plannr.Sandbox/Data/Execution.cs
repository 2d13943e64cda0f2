namespace Plannr.Sandbox.Data;

/// <summary>What a run looks like at one moment.</summary>
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

    /// <summary>Null when nothing is left to run.</summary>
    public required ExecutionStep? NextStep { get; init; }

    /// <summary>Null when nothing has run.</summary>
    public required ExecutionStep? PreviousStep { get; init; }
}

/// <summary>A step of an execution at one moment.</summary>
/// <param name="Uuid">The step.</param>
/// <param name="Name">Its name in the blueprint.</param>
/// <param name="Status">Its status.</param>
/// <param name="CreatedAt">When the execution was created.</param>
/// <param name="UpdatedAt">When the status changed last.</param>
/// <param name="ExecutedAt">When it ran, null if it did not.</param>
/// <param name="Info">What the action said: free text, often JSON or nearly so; null for nothing.</param>
internal sealed record ExecutionStep(
    Guid Uuid,
    string Name,
    string Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? ExecutedAt,
    string? Info);
