namespace Plannr;

/// <summary>A user's access to an account, together with the login's permissions. Returned by <c>GET /api/v1/logins</c>. Any property can be null unless stated otherwise.</summary>
public sealed class Login : PlannrResource, IIdentified
{
    /// <summary>The UUID of the account to act as. <c>Connect-Plannr -AccountUuid</c> and <c>Switch-PlannrAccount</c> accept this UUID.</summary>
    public Guid? AccountUuid => Account?.Uuid;

    /// <summary>The account's name.</summary>
    public string? AccountName => Account?.DisplayName;

    /// <summary>The account's type, such as <c>employee</c> or <c>client</c>.</summary>
    public string? AccountType => Account?.Type;

    /// <summary>The name of the firm that the account belongs to.</summary>
    public string? FirmName => ReadableText.FirstOf(Firm?.Name, Account?.Firm?.Name) is { Length: > 0 } name ? name : null;

    /// <summary>The login's own UUID. To act as the account, use <see cref="AccountUuid"/>.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The time when the login was created, with the offset returned by the API.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>The time when the login last changed, with the offset returned by the API.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    /// <summary>The time when the login expires; null if it never expires.</summary>
    public DateTimeOffset? ExpiresAt { get; internal set; }

    /// <summary>Whether the user may change data with this login.</summary>
    public bool? HasWritePermission { get; internal set; }

    /// <summary>Whether the user may delete data with this login.</summary>
    public bool? HasDeletePermission { get; internal set; }

    /// <summary>Whether this is the user's main login.</summary>
    public bool? Primary { get; internal set; }

    /// <summary>Whether the user receives emails about unread notifications.</summary>
    public bool? ReceivesUnreadNotificationsEmail { get; internal set; }

    /// <summary>Whether the wealth feature is enabled.</summary>
    public bool? WealthEnabled { get; internal set; }

    /// <summary>Whether goals are enabled.</summary>
    public bool? GoalsEnabled { get; internal set; }

    /// <summary>Whether fact-finds are enabled.</summary>
    public bool? FactfindEnabled { get; internal set; }

    /// <summary>Whether tasks are enabled.</summary>
    public bool? TasksEnabled { get; internal set; }

    /// <summary>Whether the welcome page is enabled.</summary>
    public bool? WelcomeEnabled { get; internal set; }

    /// <summary>The user's first name.</summary>
    public string? FirstName { get; internal set; }

    /// <summary>The user's last name.</summary>
    public string? LastName { get; internal set; }

    /// <summary>The user's email address.</summary>
    public string? Email { get; internal set; }

    /// <summary>The type of the user, such as <c>standard</c>.</summary>
    public string? UserType { get; internal set; }

    /// <summary>The account that the login is for.</summary>
    public Account? Account { get; internal set; }

    /// <summary>The firm that the login is for.</summary>
    public Firm? Firm { get; internal set; }

    /// <summary>Whether a member of Plannr's staff is acting as this user.</summary>
    public bool? IsImpersonated { get; internal set; }

    /// <summary>The UUID of the account that the user chose for this integration. Null if the login does not contain this UUID.</summary>
    public Guid? PreferredAccountUuid { get; internal set; }

    private protected override string? Describe()
    {
        string name = ReadableText.FirstOf(AccountName, AccountUuid?.ToString(), Email, Uuid?.ToString());
        return FirmName is null ? name : name + " (" + FirmName + ")";
    }
}

/// <summary>The response to <c>GET /api/v1/logins</c>.</summary>
public sealed class LoginList : PlannrResource
{
    /// <summary>The logins of the user. Can be empty, but never null.</summary>
    [ApiField("data")]
    public ResourceList<Login> Logins { get; internal set; } = ResourceList<Login>.None;

    /// <summary>The UUID of the account that the user chose for this integration. Null if the response does not contain this UUID, or if its logins contain different UUIDs. The API reference does not state whether the UUID is next to the list of logins, in <c>meta</c>, or in each login.</summary>
    public Guid? PreferredAccountUuid => StatedPreference ?? Meta?.PreferredAccountUuid ?? SharedPreference;

    [ApiField("preferred_account_uuid")]
    internal Guid? StatedPreference { get; set; }

    internal Login? Meta { get; set; }

    private Guid? SharedPreference => Logins.Select(login => login.PreferredAccountUuid).Where(uuid => uuid is not null).Distinct().ToArray() is [{ } shared] ? shared : null;

    private protected override string? Describe() => Logins.ToString();
}
