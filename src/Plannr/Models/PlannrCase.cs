using System.Collections;

namespace Plannr;

/// <summary>A case, which Plannr also calls an opportunity. Returned by <c>GET /api/v1/cases</c>. The public API reference does not show the fields of a case, so only the most common fields have properties; the others are in AdditionalProperties. Any property can be null unless stated otherwise.</summary>
public sealed class PlannrCase : PlannrResource, IIdentified, INamed
{
    /// <summary>The case's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The name.</summary>
    public string? Name { get; internal set; }

    /// <summary>The status as sent by the API: text, or a dictionary keyed by the API's field names.</summary>
    public object? Status { get; internal set; }

    /// <summary>The name of the status. Null if the status has no name.</summary>
    public string? StatusName => (Status is IDictionary map ? map.Contains("name") ? map["name"] : null : Status)?.ToString();

    /// <summary>The time when the case was created, with the offset returned by the API.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>The time when the case last changed, with the offset returned by the API.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }
}
