using System;

namespace Plannr;

/// <summary>
/// The definition of an automation. From <c>GET /api/v1/automation-blueprints/{uuid}</c>. Each property can be null.
/// </summary>
public sealed class AutomationBlueprint : PlannrResource
{
    /// <summary>The blueprint's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The blueprint's name.</summary>
    public string? Name { get; internal set; }

    /// <summary>The kind of event that triggers it. Null for one that is started by hand.</summary>
    public string? Trigger { get; internal set; }

    /// <summary>Whether it makes new executions.</summary>
    public bool? IsActive { get; internal set; }

    /// <summary>When the blueprint was created, with the offset that the API gave.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When the blueprint last changed, with the offset that the API gave.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    private protected override string Describe() => ReadableText.FirstOf(Name, Uuid?.ToString());
}
