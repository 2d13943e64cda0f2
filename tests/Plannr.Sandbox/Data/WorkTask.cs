namespace Plannr.Sandbox.Data;

/// <summary>A task for a member of the firm.</summary>
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

    /// <summary>The type of the task's subject: <c>client</c>, <c>case</c> or <c>plan</c>; null for none.</summary>
    public string? TaskableType { get; init; }

    public Guid? TaskableUuid { get; init; }

    public Guid? Parent { get; init; }

    public IReadOnlyList<Guid> AssignedTo { get; init; } = [];

    /// <summary>When the task was completed; null while it is not complete.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    public Guid? CompletedBy { get; init; }

    /// <summary>The values of custom fields as JSON text, keyed by the field's reference.</summary>
    public string CustomFields { get; init; } = "{}";

    /// <summary>The priorities in ascending order.</summary>
    public static string[] Priorities { get; } = ["low", "medium", "high", "highest"];
}
