namespace Plannr;

/// <summary>A business unit of a firm. From <c>GET /api/v1/business-units</c> and nested in accounts. Each property can be null.</summary>
public sealed class BusinessUnit : PlannrResource
{
    /// <summary>The business unit's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The name.</summary>
    public string? Name { get; internal set; }

    /// <summary>Whether it has colours of its own.</summary>
    public bool? HasAlternativeBranding { get; internal set; }

    /// <summary>Colours as hexadecimal text by the API's names. Empty, never null.</summary>
    public ResourceMap<string?> BrandColours { get; internal set; } = ResourceMap<string?>.None;

    /// <summary>The number of members.</summary>
    public int? MembersCount { get; internal set; }

    /// <summary>The members. Empty, never null.</summary>
    public ResourceList<Account> Members { get; internal set; } = ResourceList<Account>.None;

    /// <summary>The number of groups.</summary>
    public int? GroupsCount { get; internal set; }

    /// <summary>When the business unit was created, with the offset that the API gave.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When the business unit last changed, with the offset that the API gave.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    internal override Guid? Key => Uuid;

    private protected override string Describe() => ReadableText.FirstOf(Name, Uuid?.ToString());
}
