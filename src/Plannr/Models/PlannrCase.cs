using System.Collections;

namespace Plannr;

/// <summary>A case, which Plannr also calls an opportunity. From <c>GET /api/v1/cases</c>. The public reference shows no fields of a case: those that are read here are common to all records, the others are in AdditionalProperties. Each property can be null.</summary>
public sealed class PlannrCase : PlannrResource, IIdentified, INamed
{
    /// <summary>The case's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The name.</summary>
    public string? Name { get; internal set; }

    /// <summary>The status as the API sent it: a text, or a dictionary by the API's names.</summary>
    public object? Status { get; internal set; }

    /// <summary>The name of the status. Null if the status has none.</summary>
    public string? StatusName => (Status is IDictionary map ? map.Contains("name") ? map["name"] : null : Status)?.ToString();

    /// <summary>When the case was created, with the API's offset.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When the case last changed, with the API's offset.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }
}
