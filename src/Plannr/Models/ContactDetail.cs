namespace Plannr;

/// <summary>An email address or phone number. Returned by <c>GET /api/v2/contact-details</c> and nested in accounts. Any property can be null unless stated otherwise.</summary>
public sealed class ContactDetail : PlannrResource, IIdentified
{
    /// <summary>The contact detail's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The email address or phone number.</summary>
    public string? Value { get; internal set; }

    /// <summary>The type: <c>email</c> or <c>phone_number</c>. Other values are possible.</summary>
    public string? Type { get; internal set; }

    /// <summary>A label such as <c>Work number</c>.</summary>
    public string? Name { get; internal set; }

    /// <summary>Whether this is the account's primary contact detail. Null if not returned by the API.</summary>
    public bool? Primary { get; internal set; }

    /// <summary>The time when the contact detail was created, with the offset returned by the API.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>The time when the contact detail last changed, with the offset returned by the API.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    /// <summary>The country and national format. Set only for phone numbers.</summary>
    public PhoneNumberMeta? PhoneNumberMeta { get; internal set; }

    /// <summary>The accounts with this contact detail. Can be empty, but never null.</summary>
    public ResourceList<Account> Accounts { get; internal set; } = ResourceList<Account>.None;

    /// <summary>The accounts for which this is the primary contact detail. Can be empty, but never null.</summary>
    public ResourceList<Account> PrimaryAccounts { get; internal set; } = ResourceList<Account>.None;

    private protected override string? Describe() => ReadableText.FirstOf(Value, Name);
}

/// <summary>The country and national format of a phone number. Nested in a contact detail. Any property can be null unless stated otherwise.</summary>
public sealed class PhoneNumberMeta : PlannrResource
{
    /// <summary>The two-letter country code, such as <c>GB</c>.</summary>
    public string? Country { get; internal set; }

    /// <summary>The number in its national format.</summary>
    public string? Formatted { get; internal set; }

    private protected override string? Describe() => ReadableText.FirstOf(Formatted, Country);
}
