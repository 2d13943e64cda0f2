namespace Plannr;

/// <summary>A financial-advice firm. Returned by <c>GET /api/v1/firm/{uuid}</c> and nested in accounts. Any property can be null unless stated otherwise.</summary>
public sealed class Firm : PlannrResource, IIdentified, INamed
{
    /// <summary>The firm's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The firm's name.</summary>
    public string? Name { get; internal set; }

    /// <summary>The name as used in URLs.</summary>
    public string? Slug { get; internal set; }

    /// <summary>The time when the firm was created, with the offset returned by the API.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>The time when the firm last changed, with the offset returned by the API.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    /// <summary>The first line of the address.</summary>
    public string? Address1 { get; internal set; }

    /// <summary>The second line of the address.</summary>
    public string? Address2 { get; internal set; }

    /// <summary>The town or city.</summary>
    public string? TownCity { get; internal set; }

    /// <summary>The county.</summary>
    public string? County { get; internal set; }

    /// <summary>The country.</summary>
    public string? Country { get; internal set; }

    /// <summary>The postcode.</summary>
    public string? Postcode { get; internal set; }

    /// <summary>The URL of the logo.</summary>
    public string? Logo { get; internal set; }

    /// <summary>The URL of the small logo.</summary>
    public string? LogoIcon { get; internal set; }

    /// <summary>The tax rate, as a percentage.</summary>
    public decimal? Tax { get; internal set; }

    /// <summary>The day on which the firm's month ends.</summary>
    public int? MonthEnd { get; internal set; }

    /// <summary>The billing address.</summary>
    public FirmBilling? Billing { get; internal set; }

    /// <summary>The IP addresses from which Plannr may be used. Can be empty, but never null.</summary>
    public ResourceList<string> IpWhitelist { get; internal set; } = ResourceList<string>.None;

    /// <summary>The colours as hexadecimal text, keyed by their names in the API. Can be empty, but never null.</summary>
    public ResourceMap<string?> BrandColours { get; internal set; } = ResourceMap<string?>.None;

    /// <summary>Whether the firm has a subscription.</summary>
    public bool? IsSubscribed { get; internal set; }

    /// <summary>The regulatory text.</summary>
    public string? RegulatoryText { get; internal set; }

    /// <summary>The frequency of statements, such as <c>monthly</c>.</summary>
    public string? StatementFrequency { get; internal set; }

    /// <summary>The add-ons. Can be empty, but never null.</summary>
    public ResourceList<AddonSubscription> AddonSubscriptions { get; internal set; } = ResourceList<AddonSubscription>.None;
}

/// <summary>A firm's billing address. Nested in a firm. Any property can be null unless stated otherwise.</summary>
public sealed class FirmBilling : PlannrResource
{
    /// <summary>The email address.</summary>
    public string? InvoiceEmail { get; internal set; }

    /// <summary>The first line of the address.</summary>
    public string? InvoiceAddress1 { get; internal set; }

    /// <summary>The second line of the address.</summary>
    public string? InvoiceAddress2 { get; internal set; }

    /// <summary>The town or city.</summary>
    public string? InvoiceTownCity { get; internal set; }

    /// <summary>The county.</summary>
    public string? InvoiceCounty { get; internal set; }

    /// <summary>The country.</summary>
    public string? InvoiceCountry { get; internal set; }

    /// <summary>The postcode.</summary>
    public string? InvoicePostcode { get; internal set; }

    private protected override string? Describe() => ReadableText.FirstOf(InvoiceEmail, InvoiceAddress1);
}

/// <summary>A firm's subscription to an add-on. Nested in a firm. Any property can be null unless stated otherwise.</summary>
public sealed class AddonSubscription : PlannrResource, IIdentified
{
    /// <summary>The subscription's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The add-on as text. If the API sends an object, that object is in AdditionalProperties.</summary>
    public string? Addon { get; internal set; }

    /// <summary>Whether the add-on is enabled. The API can send this as text.</summary>
    public bool? Enabled { get; internal set; }

    private protected override string? Describe() => Addon;
}

/// <summary>A business unit of a firm. Returned by <c>GET /api/v1/business-units</c> and nested in accounts. Any property can be null unless stated otherwise.</summary>
public sealed class BusinessUnit : PlannrResource, IIdentified, INamed
{
    /// <summary>The business unit's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The name.</summary>
    public string? Name { get; internal set; }

    /// <summary>Whether the business unit has its own colours.</summary>
    public bool? HasAlternativeBranding { get; internal set; }

    /// <summary>The colours as hexadecimal text, keyed by their names in the API. Can be empty, but never null.</summary>
    public ResourceMap<string?> BrandColours { get; internal set; } = ResourceMap<string?>.None;

    /// <summary>The number of members.</summary>
    public int? MembersCount { get; internal set; }

    /// <summary>The members. Can be empty, but never null.</summary>
    public ResourceList<Account> Members { get; internal set; } = ResourceList<Account>.None;

    /// <summary>The number of groups.</summary>
    public int? GroupsCount { get; internal set; }

    /// <summary>The time when the business unit was created, with the offset returned by the API.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>The time when the business unit last changed, with the offset returned by the API.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }
}
