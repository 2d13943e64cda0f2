namespace Plannr;

/// <summary>A financial-advice firm. From <c>GET /api/v1/firm/{uuid}</c> and nested in accounts. Each property can be null.</summary>
public sealed class Firm : PlannrResource
{
    /// <summary>The firm's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The firm's name.</summary>
    public string? Name { get; internal set; }

    /// <summary>The name as used in addresses.</summary>
    public string? Slug { get; internal set; }

    /// <summary>When the firm was created, with the offset that the API gave.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When the firm last changed, with the offset that the API gave.</summary>
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

    /// <summary>The address of the logo.</summary>
    public string? Logo { get; internal set; }

    /// <summary>The address of the small logo.</summary>
    public string? LogoIcon { get; internal set; }

    /// <summary>The tax rate in per cent.</summary>
    public decimal? Tax { get; internal set; }

    /// <summary>The day on which the firm's month ends.</summary>
    public int? MonthEnd { get; internal set; }

    /// <summary>Where invoices go.</summary>
    public FirmBilling? Billing { get; internal set; }

    /// <summary>The addresses that may use Plannr; others are refused. Empty, never null.</summary>
    public ResourceList<string> IpWhitelist { get; internal set; } = ResourceList<string>.None;

    /// <summary>Colours as hexadecimal text by the API's names. Empty, never null.</summary>
    public ResourceMap<string?> BrandColours { get; internal set; } = ResourceMap<string?>.None;

    /// <summary>Whether the firm subscribes.</summary>
    public bool? IsSubscribed { get; internal set; }

    /// <summary>The regulatory text.</summary>
    public string? RegulatoryText { get; internal set; }

    /// <summary>How often statements come, such as <c>monthly</c>.</summary>
    public string? StatementFrequency { get; internal set; }

    /// <summary>The add-ons. Empty, never null.</summary>
    public ResourceList<AddonSubscription> AddonSubscriptions { get; internal set; } = ResourceList<AddonSubscription>.None;

    internal override Guid? Key => Uuid;

    private protected override string Describe() => ReadableText.FirstOf(Name, Uuid?.ToString());
}
