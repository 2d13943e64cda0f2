namespace Plannr;

/// <summary>A group of accounts. Returned by <c>GET /api/v1/group</c> and nested in accounts. Any property can be null unless stated otherwise.</summary>
public sealed class Group : PlannrResource, IIdentified, INamed
{
    /// <summary>The group's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The name.</summary>
    public string? Name { get; internal set; }

    /// <summary>The name as used in URLs.</summary>
    public string? Slug { get; internal set; }

    /// <summary>The number of participants. The API sends this as text.</summary>
    public int? ParticipantsCount { get; internal set; }

    /// <summary>The participants. Can be empty, but never null.</summary>
    public ResourceList<Account> Participants { get; internal set; } = ResourceList<Account>.None;

    /// <summary>The time when the group was created, with the offset returned by the API.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>The time when the group last changed, with the offset returned by the API.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }
}
