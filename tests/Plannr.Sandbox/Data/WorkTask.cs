namespace Plannr.Sandbox.Data;

/// <summary>Something that somebody of the firm has to do.</summary>
internal sealed record WorkTask
{
    public required Guid Uuid { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>One of <see cref="Priorities"/>, or null.</summary>
    public string? Priority { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public required WorkTaskStatus Status { get; init; }

    public required Guid Author { get; init; }

    /// <summary>What the task is about: <c>client</c>, <c>case</c> or <c>plan</c>; null for nothing in particular.</summary>
    public string? TaskableType { get; init; }

    public Guid? TaskableUuid { get; init; }

    public Guid? Parent { get; init; }

    public IReadOnlyList<Guid> AssignedTo { get; init; } = [];

    /// <summary>Null while the task is not complete.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    public Guid? CompletedBy { get; init; }

    /// <summary>Values by reference: JSON text.</summary>
    public string CustomFields { get; init; } = "{}";

    /// <summary>In ascending order.</summary>
    public static string[] Priorities { get; } = ["low", "medium", "high", "highest"];
}
