namespace Plannr;

/// <summary>Time logged for a record. Returned by <c>GET /api/v1/time-entry/{type}/{uuid}</c> and nested in accounts. Any property can be null unless stated otherwise.</summary>
public sealed class TimeEntry : PlannrResource, IIdentified
{
    /// <summary>The time entry's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The name.</summary>
    public string? Name { get; internal set; }

    /// <summary>The description.</summary>
    public string? Description { get; internal set; }

    /// <summary>The start time.</summary>
    public DateTimeOffset? StartDate { get; internal set; }

    /// <summary>The end time; null while the time entry is running.</summary>
    public DateTimeOffset? EndDate { get; internal set; }

    /// <summary>Whether the time entry is running.</summary>
    public bool? IsActive { get; internal set; }

    /// <summary>The type of the record, such as <c>client</c> or <c>case</c>.</summary>
    public string? TrackableType { get; internal set; }

    /// <summary>The record, as sent by the API: text, or a dictionary keyed by the API's field names.</summary>
    public object? Trackable { get; internal set; }

    /// <summary>The account whose time was recorded.</summary>
    public Account? Account { get; internal set; }

    /// <summary>The time when the time entry was created, with the offset returned by the API.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>The time when the time entry last changed, with the offset returned by the API.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    private protected override string? Describe() => ReadableText.FirstOf(Name, Description);
}
