namespace Plannr;

/// <summary>An e-mail address or phone number. From <c>GET /api/v2/contact-details</c> and nested in accounts. Each property can be null.</summary>
public sealed class ContactDetail : PlannrResource, IIdentified
{
    /// <summary>The contact detail's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The address or number itself.</summary>
    public string? Value { get; internal set; }

    /// <summary><c>email</c> or <c>phone_number</c>. An open list.</summary>
    public string? Type { get; internal set; }

    /// <summary>A label such as <c>Work number</c>.</summary>
    public string? Name { get; internal set; }

    /// <summary>Whether it is the account's main one, if the API says.</summary>
    public bool? Primary { get; internal set; }

    /// <summary>When the contact detail was created, with the API's offset.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When the contact detail last changed, with the API's offset.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    /// <summary>Country and readable form; only for phone numbers.</summary>
    public PhoneNumberMeta? PhoneNumberMeta { get; internal set; }

    /// <summary>The accounts that it belongs to. Empty, never null.</summary>
    public ResourceList<Account> Accounts { get; internal set; } = ResourceList<Account>.None;

    /// <summary>The accounts whose main one it is. Empty, never null.</summary>
    public ResourceList<Account> PrimaryAccounts { get; internal set; } = ResourceList<Account>.None;

    private protected override string? Describe() => ReadableText.FirstOf(Value, Name);
}

/// <summary>Country and readable form of a phone number. Nested in a contact detail. Each property can be null.</summary>
public sealed class PhoneNumberMeta : PlannrResource
{
    /// <summary>The country's two letters, such as <c>GB</c>.</summary>
    public string? Country { get; internal set; }

    /// <summary>The number in its national format.</summary>
    public string? Formatted { get; internal set; }

    private protected override string? Describe() => ReadableText.FirstOf(Formatted, Country);
}
