namespace Plannr;

/// <summary>A task that is to be made.</summary>
public sealed class PlannrTaskDraft
{
    /// <summary>What is to be done.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>More about it. Null for nothing.</summary>
    public string? Description { get; set; }

    /// <summary><c>low</c>, <c>medium</c>, <c>high</c> or <c>highest</c>. Null for what the API does by itself.</summary>
    public string? Priority { get; set; }

    /// <summary>When it is due. Null for no time.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>The kind of record that it is about: <c>client</c>, <c>case</c> or <c>plan</c>. Null for none.</summary>
    public string? TaskableType { get; set; }

    /// <summary>The record that it is about. Null for none.</summary>
    public Guid? TaskableUuid { get; set; }

    /// <summary>How far it is. Null for what the API does by itself.</summary>
    public Guid? TaskStatusUuid { get; set; }

    /// <summary>The task that it is a part of. Null for none.</summary>
    public Guid? ParentTaskUuid { get; set; }

    /// <summary>The accounts that it is assigned to. Empty for none.</summary>
    public IReadOnlyList<Guid> AssignedToUuids { get; set; } = [];

    /// <summary>The groups that it belongs to. Empty for none.</summary>
    public IReadOnlyList<Guid> GroupUuids { get; set; } = [];

    /// <summary>Values of custom fields by the fields' references: texts, numbers, booleans, times, lists and dictionaries of those. Empty for none.</summary>
    public IReadOnlyDictionary<string, object?> CustomFields { get; set; } = new Dictionary<string, object?>();
}
