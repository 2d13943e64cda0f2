namespace Plannr;

/// <summary>Which accounts to list. Where a filter has several values, one of them has to fit.</summary>
public sealed class AccountQuery
{
    /// <summary>Parts of names (<c>filter[name]</c>). Empty for all. A comma in one is not sent: the API would take it for two.</summary>
    public IReadOnlyList<string> Names { get; set; } = [];

    /// <summary>Parts of primary e-mail addresses (<c>filter[primary_email]</c>). Empty for all.</summary>
    public IReadOnlyList<string> Emails { get; set; } = [];

    /// <summary>Parts of primary phone numbers (<c>filter[primary_phone_number]</c>). Empty for all.</summary>
    public IReadOnlyList<string> PhoneNumbers { get; set; } = [];

    /// <summary>Types (<c>filter[type]</c>). Empty for all.</summary>
    public IReadOnlyList<string> Types { get; set; } = [];

    /// <summary>Roles (<c>filter[role]</c>). Empty for all.</summary>
    public IReadOnlyList<string> Roles { get; set; } = [];

    /// <summary>Parts of names of client statuses, or their UUIDs (<c>filter[status]</c>). Empty for all.</summary>
    public IReadOnlyList<string> Statuses { get; set; } = [];

    /// <summary>Groups (<c>filter[groups]</c>). Empty for all.</summary>
    public IReadOnlyList<string> Groups { get; set; } = [];

    /// <summary>Whether the clients are prospects (<c>filter[is_prospect]</c>). Null for all.</summary>
    public bool? IsProspect { get; set; }

    /// <summary>Values of custom fields by the fields' references (<c>filter[custom_field:reference]</c>). Empty for all.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> CustomFields { get; set; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>
    /// None created before is of interest (<c>filter[created_after]</c>). The API filters by day, so that up to two days more can come. Null for
    /// all.
    /// </summary>
    public DateTimeOffset? CreatedAfter { get; set; }

    /// <summary>As <see cref="CreatedAfter"/>, for none created later (<c>filter[created_before]</c>).</summary>
    public DateTimeOffset? CreatedBefore { get; set; }

    /// <summary>As <see cref="CreatedAfter"/>, for none that became inactive before (<c>filter[inactive_after]</c>).</summary>
    public DateTimeOffset? InactiveAfter { get; set; }

    /// <summary>As <see cref="CreatedAfter"/>, for none that became inactive later (<c>filter[inactive_before]</c>).</summary>
    public DateTimeOffset? InactiveBefore { get; set; }

    /// <summary>The related objects to ask for (<c>include</c>). Empty for none.</summary>
    public IReadOnlyList<string> Include { get; set; } = [];

    /// <summary>The field to order by, with a minus before it for the other way round. Null for the API's own order.</summary>
    public string? Sort { get; set; }

    /// <summary>How many items to ask for on a page; null for as many as the API gives.</summary>
    public int? PageSize { get; set; }
}
