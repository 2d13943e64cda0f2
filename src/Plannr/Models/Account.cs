namespace Plannr;

/// <summary>A client, employee or external account of a firm. In a list, related records are present only if they were included. Any property can be null unless stated otherwise.</summary>
public sealed class Account : PlannrResource, IIdentified
{
    /// <summary>The account's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The full name.</summary>
    public string? Name { get; internal set; }

    /// <summary>The type: <c>client</c>, <c>employee</c> or <c>external</c>. Other values are possible.</summary>
    public string? Type { get; internal set; }

    /// <summary>The role within the account's type, such as <c>individual</c>, <c>joint</c> or <c>owner</c>.</summary>
    public string? Role { get; internal set; }

    /// <summary>The first name.</summary>
    public string? FirstName { get; internal set; }

    /// <summary>The last name.</summary>
    public string? LastName { get; internal set; }

    /// <summary>The email address. The API has deprecated this field in favour of <see cref="PrimaryEmail"/>.</summary>
    public string? Email { get; internal set; }

    /// <summary>The primary email address as a contact detail.</summary>
    public ContactDetail? PrimaryEmail { get; internal set; }

    /// <summary>The primary phone number as a contact detail.</summary>
    public ContactDetail? PrimaryPhoneNumber { get; internal set; }

    /// <summary>The firm of the account.</summary>
    public Firm? Firm { get; internal set; }

    /// <summary>The time when the account was created, with the offset returned by the API.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>The time when the account last changed, with the offset returned by the API.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    /// <summary>The adviser assigned to the client.</summary>
    public Account? AssignedAdviser { get; internal set; }

    /// <summary>The administrator assigned to the client.</summary>
    public Account? AssignedAdministrator { get; internal set; }

    /// <summary>The paraplanner assigned to the client.</summary>
    public Account? AssignedParaplanner { get; internal set; }

    /// <summary>The account that introduced the client.</summary>
    public Account? IntroducedBy { get; internal set; }

    /// <summary>The business unit.</summary>
    public BusinessUnit? BusinessUnit { get; internal set; }

    /// <summary>The groups. Can be empty, but never null.</summary>
    public ResourceList<Group> Groups { get; internal set; } = ResourceList<Group>.None;

    /// <summary>The tags. Can be empty, but never null.</summary>
    public ResourceList<Tag> Tags { get; internal set; } = ResourceList<Tag>.None;

    /// <summary>The accounts that own a shared account. Can be empty, but never null.</summary>
    public ResourceList<Account> Owners { get; internal set; } = ResourceList<Account>.None;

    /// <summary>The circles, such as families. Can be empty, but never null.</summary>
    public ResourceList<Circle> Circles { get; internal set; } = ResourceList<Circle>.None;

    /// <summary>The circle of the joint account.</summary>
    public Circle? JointAccountCircle { get; internal set; }

    /// <summary>The time entry that is currently being recorded.</summary>
    public TimeEntry? CurrentTimeEntry { get; internal set; }

    /// <summary>The date of the first contact.</summary>
    public DateTimeOffset? FirstContactDate { get; internal set; }

    /// <summary>The due date of the next review.</summary>
    public DateTimeOffset? NextReviewDate { get; internal set; }

    /// <summary>The date of the last review.</summary>
    public DateTimeOffset? PreviousReviewDate { get; internal set; }

    /// <summary>The due date of the anniversary review.</summary>
    public DateTimeOffset? AnniversaryReviewDate { get; internal set; }

    /// <summary>The date on which the terms of business were given to the client.</summary>
    public DateTimeOffset? TermsOfBusinessAt { get; internal set; }

    /// <summary>The date of the client agreement.</summary>
    public DateTimeOffset? ClientAgreementAt { get; internal set; }

    /// <summary>Whether the account has a login.</summary>
    public bool? WithLogin { get; internal set; }

    /// <summary>Whether the account has a joint account.</summary>
    public bool? HasJointAccount { get; internal set; }

    /// <summary>Whether the account can be deleted. The API sends this as text.</summary>
    public bool? CanBeDeleted { get; internal set; }

    /// <summary>The ownership share, as a percentage.</summary>
    public decimal? OwnershipPercentage { get; internal set; }

    /// <summary>The day on which the account became inactive, as midnight UK time. Null for an active account.</summary>
    public DateTimeOffset? InactiveAt { get; internal set; }

    /// <summary>The time of the last interaction. It is read as UK time, because the API sends no offset.</summary>
    public DateTimeOffset? LastInteractionAt { get; internal set; }

    /// <summary>The referral code.</summary>
    public string? ReferralCode { get; internal set; }

    /// <summary>The URL of the picture.</summary>
    public string? PhotoUrl { get; internal set; }

    /// <summary>The permissions: lists of strings, keyed by the API's names such as <c>firm:read</c>. Can be empty, but never null.</summary>
    public ResourceMap<ResourceList<string>> Permissions { get; internal set; } = ResourceMap<ResourceList<string>>.None;

    /// <summary>The values of the firm's custom fields. Can be empty, but never null.</summary>
    public ResourceList<CustomFieldValue> CustomFields { get; internal set; } = ResourceList<CustomFieldValue>.None;

    /// <summary>References to the account in other systems. Can be empty, but never null.</summary>
    public ResourceList<ExternalReference> ExternalReferences { get; internal set; } = ResourceList<ExternalReference>.None;

    /// <summary>The name, or the first and last names; null if unknown.</summary>
    internal string? DisplayName => ReadableText.FirstOf(Name, $"{FirstName} {LastName}".Trim()) is { Length: > 0 } name ? name : null;

    private protected override string? Describe() => ReadableText.FirstOf(DisplayName, Email);
}

/// <summary>The value of a custom field. The fields of this object are not documented in the API reference; those without a property are in AdditionalProperties. Any property can be null unless stated otherwise.</summary>
public sealed class CustomFieldValue : PlannrResource, IIdentified
{
    /// <summary>The value's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The field's name.</summary>
    public string? Name { get; internal set; }

    /// <summary>The key that requests use to set the field or filter by it.</summary>
    public string? Reference { get; internal set; }

    /// <summary>The field's type, such as <c>string</c> or <c>selection</c>.</summary>
    public string? Type { get; internal set; }

    /// <summary>The value: text, a number, a boolean, a list, a dictionary or null.</summary>
    public object? Value { get; internal set; }

    /// <summary>The time when the value was created, with the offset returned by the API.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>The time when the value last changed, with the offset returned by the API.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    private protected override string? Describe() => Value is null
        ? ReadableText.FirstOf(Name, Reference, AdditionalProperties.ToString())
        : $"{ReadableText.FirstOf(Name, Reference, "value")}={ReadableText.Of(Value)}";
}

/// <summary>A reference to a record in another system. The fields of this object are not documented in the API reference; those without a property are in AdditionalProperties. Any property can be null unless stated otherwise.</summary>
public sealed class ExternalReference : PlannrResource, IIdentified
{
    /// <summary>The reference's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The name of the reference or of the other system.</summary>
    public string? Name { get; internal set; }

    /// <summary>The type of the reference.</summary>
    public string? Type { get; internal set; }

    /// <summary>The record's key in the other system.</summary>
    public string? Reference { get; internal set; }

    /// <summary>The value: text, a number, a boolean, a list, a dictionary or null.</summary>
    public object? Value { get; internal set; }

    /// <summary>The time when the reference was created, with the offset returned by the API.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>The time when the reference last changed, with the offset returned by the API.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    private protected override string? Describe()
    {
        string value = ReadableText.FirstOf(Reference, ReadableText.Of(Value));
        string name = ReadableText.FirstOf(Name, Type, value.Length > 0 ? Uuid?.ToString() : null);
        value = ReadableText.FirstOf(value, AdditionalProperties.ToString());
        return name.Length == 0 || value.Length == 0 ? name + value : $"{name}={value}";
    }
}
