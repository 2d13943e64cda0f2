namespace Plannr;

/// <summary>A circle of accounts, such as a family. Returned by <c>GET /api/v1/circles</c> and nested in accounts. Any property can be null unless stated otherwise.</summary>
public sealed class Circle : PlannrResource, IIdentified, INamed
{
    /// <summary>The circle's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The name.</summary>
    public string? Name { get; internal set; }

    /// <summary>The URL of the picture.</summary>
    public string? PhotoUrl { get; internal set; }

    /// <summary>The background colour as hexadecimal text.</summary>
    public string? BgColour { get; internal set; }

    /// <summary>The accounts. Empty unless included, but never null.</summary>
    public ResourceList<Account> Accounts { get; internal set; } = ResourceList<Account>.None;

    /// <summary>The groups. Empty unless included, but never null.</summary>
    public ResourceList<Group> Groups { get; internal set; } = ResourceList<Group>.None;

    /// <summary>The firm. Null unless included.</summary>
    public Firm? Firm { get; internal set; }

    /// <summary>The time when the circle was created, with the offset returned by the API.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>The time when the circle last changed, with the offset returned by the API.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }
}
