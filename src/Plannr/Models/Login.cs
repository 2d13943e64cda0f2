namespace Plannr;

/// <summary>A login of the user: an account that the user can act as, with permissions. From <c>GET /api/v1/logins</c>. Each property can be null.</summary>
public sealed class Login : PlannrResource, IIdentified
{
    /// <summary>The UUID of the account to act as: what <c>Connect-Plannr -AccountUuid</c> and <c>Switch-PlannrAccount</c> take.</summary>
    public Guid? AccountUuid => Account?.Uuid;

    /// <summary>The account's name.</summary>
    public string? AccountName => Account?.DisplayName;

    /// <summary>The account's type, such as <c>employee</c> or <c>client</c>.</summary>
    public string? AccountType => Account?.Type;

    /// <summary>The name of the firm that the account belongs to.</summary>
    public string? FirmName => ReadableText.FirstOf(Firm?.Name, Account?.Firm?.Name) is { Length: > 0 } name ? name : null;

    /// <summary>The login's own UUID. Not the one to act as: that is <see cref="AccountUuid"/>.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>When the login was created, with the API's offset.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When the login last changed, with the API's offset.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    /// <summary>When the login expires; null if never.</summary>
    public DateTimeOffset? ExpiresAt { get; internal set; }

    /// <summary>Whether the login may change data.</summary>
    public bool? HasWritePermission { get; internal set; }

    /// <summary>Whether the login may delete data.</summary>
    public bool? HasDeletePermission { get; internal set; }

    /// <summary>Whether it is the user's main login.</summary>
    public bool? Primary { get; internal set; }

    /// <summary>Whether unread notifications are sent by e-mail.</summary>
    public bool? ReceivesUnreadNotificationsEmail { get; internal set; }

    /// <summary>Whether the wealth feature is on.</summary>
    public bool? WealthEnabled { get; internal set; }

    /// <summary>Whether goals are on.</summary>
    public bool? GoalsEnabled { get; internal set; }

    /// <summary>Whether fact-finds are on.</summary>
    public bool? FactfindEnabled { get; internal set; }

    /// <summary>Whether tasks are on.</summary>
    public bool? TasksEnabled { get; internal set; }

    /// <summary>Whether the welcome page is on.</summary>
    public bool? WelcomeEnabled { get; internal set; }

    /// <summary>The user's first name.</summary>
    public string? FirstName { get; internal set; }

    /// <summary>The user's last name.</summary>
    public string? LastName { get; internal set; }

    /// <summary>The user's e-mail address.</summary>
    public string? Email { get; internal set; }

    /// <summary>The type of the user, such as <c>standard</c>. An open list.</summary>
    public string? UserType { get; internal set; }

    /// <summary>The account that the login is for.</summary>
    public Account? Account { get; internal set; }

    /// <summary>The firm that the login is for.</summary>
    public Firm? Firm { get; internal set; }

    /// <summary>Whether Plannr's staff act as this user.</summary>
    public bool? IsImpersonated { get; internal set; }

    /// <summary>The account that the user chose for this integration, if the login says so; otherwise null.</summary>
    public Guid? PreferredAccountUuid { get; internal set; }

    private protected override string? Describe()
    {
        string name = ReadableText.FirstOf(AccountName, AccountUuid?.ToString(), Email, Uuid?.ToString());
        return FirmName is null ? name : name + " (" + FirmName + ")";
    }
}

/// <summary>The answer of <c>GET /api/v1/logins</c>.</summary>
public sealed class LoginList : PlannrResource
{
    /// <summary>The logins of the user. Empty, never null.</summary>
    [ApiField("data")]
    public ResourceList<Login> Logins { get; internal set; } = ResourceList<Login>.None;

    /// <summary>The account that the user chose for this integration; null if none. Its place is not documented: beside the logins, in <c>meta</c>, or in each login.</summary>
    public Guid? PreferredAccountUuid => StatedPreference ?? Meta?.PreferredAccountUuid ?? SharedPreference;

    [ApiField("preferred_account_uuid")]
    internal Guid? StatedPreference { get; set; }

    internal Login? Meta { get; set; }

    private Guid? SharedPreference => Logins.Select(login => login.PreferredAccountUuid).Where(uuid => uuid is not null).Distinct().ToArray() is [{ } shared] ? shared : null;

    private protected override string? Describe() => Logins.ToString();
}
