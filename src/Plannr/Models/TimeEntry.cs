namespace Plannr;

/// <summary>Time recorded against a record. From <c>GET /api/v1/time-entry/{type}/{uuid}</c> and nested in accounts. Each property can be null.</summary>
public sealed class TimeEntry : PlannrResource, IIdentified
{
    /// <summary>The time entry's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The name.</summary>
    public string? Name { get; internal set; }

    /// <summary>The description.</summary>
    public string? Description { get; internal set; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartDate { get; internal set; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? EndDate { get; internal set; }

    /// <summary>Whether it is running.</summary>
    public bool? IsActive { get; internal set; }

    /// <summary>The type of the record, such as <c>client</c> or <c>case</c>. An open list.</summary>
    public string? TrackableType { get; internal set; }

    /// <summary>The record as the API sent it: a text, or a dictionary by the API's names.</summary>
    public object? Trackable { get; internal set; }

    /// <summary>The account whose time it is.</summary>
    public Account? Account { get; internal set; }

    /// <summary>When the time entry was created, with the API's offset.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When the time entry last changed, with the API's offset.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    private protected override string? Describe() => ReadableText.FirstOf(Name, Description);
}
