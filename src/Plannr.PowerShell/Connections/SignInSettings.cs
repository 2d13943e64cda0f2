using System.Net;

namespace Plannr.PowerShell.Connections;

/// <summary>The settings from environment variables.</summary>
internal static class SignInSettings
{
    public const string AccessTokenVariable = "PLANNR_ACCESS_TOKEN";
    public const string AccountVariable = "PLANNR_ACCOUNT_UUID";
    public const string BaseUriVariable = "PLANNR_BASE_URI";

    public static SecureString? AccessToken => Read(AccessTokenVariable) is { } text ? new NetworkCredential(string.Empty, text).SecurePassword : null;

    /// <exception cref="PlannrInvalidConnectionException">The variable does not contain a UUID.</exception>
    public static Guid? AccountUuid =>
        Read(AccountVariable) is not { } text ? null
        : Guid.TryParse(text, out Guid uuid) ? uuid
        : throw new PlannrInvalidConnectionException($"The value of {AccountVariable} is not a UUID.", "Set the variable to the UUID of the account to act as, or remove it.");

    /// <exception cref="PlannrInvalidConnectionException">The variable does not contain an absolute URL.</exception>
    public static Uri? BaseUri =>
        Read(BaseUriVariable) is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out Uri? address) ? address
        : throw new PlannrInvalidConnectionException($"The value of {BaseUriVariable} is not an absolute URL.", "Set the variable to a URL such as https://api.plannrcrm.com/, or remove it.");

    /// <summary>Reads a variable. An empty variable is treated as not set.</summary>
    private static string? Read(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { } text && text.Trim() is { Length: > 0 } value ? value : null;
}

/// <summary>Chooses an account if none was specified.</summary>
internal static class AccountResolution
{
    /// <summary>Returns the user's preferred account, or the only employee account. Never returns a client account, which an employee can also have.</summary>
    /// <exception cref="PlannrAmbiguousAccountException">There is no preferred account that can be used, and the user does not have exactly one employee account.</exception>
    public static Guid Choose(LoginList list)
    {
        if (list.PreferredAccountUuid is { } preferred && !list.Logins.Any(login => login.AccountUuid == preferred && IsA(login, "client")))
        {
            return preferred;
        }

        Guid[] employees = [.. list.Logins.Where(login => IsA(login, "employee")).Select(login => login.AccountUuid).OfType<Guid>().Distinct()];
        return employees is [var only] ? only : throw new PlannrAmbiguousAccountException(list.Logins);
    }

    /// <summary>Returns a warning if an account is not among the user's logins. Returns null if it is, or if the logins are unknown. An unlisted account is not an error, because only Plannr can decide whether the account can be used.</summary>
    public static string? FindWarning(Guid account, IReadOnlyList<Login> logins) => logins.Count == 0 || logins.Any(login => login.AccountUuid == account)
        ? null
        : $"The account {account} is not one of the accounts that the user can act as:{PlannrAmbiguousAccountException.Format(logins)}";

    private static bool IsA(Login login, string type) => string.Equals(login.AccountType, type, StringComparison.OrdinalIgnoreCase);
}

/// <summary>The advice for a rejected sign-in. It depends on where the token came from.</summary>
internal static class SignInAdvice
{
    /// <summary>Returns the advice, or null to keep the error's own advice.</summary>
    public static string? Find(PlannrException exception, string? authentication, string renewal, bool isAccountAsked) => (authentication, exception) switch
    {
        // An error from the OAuth endpoint already contains the reason.
        (not null, PlannrUnauthorizedException { Path: "/oauth/token" }) => null,
        (not null, PlannrUnauthorizedException) => $"The sign-in used {authentication}. The token is wrong, expired or revoked. {renewal}",
        (not null, PlannrForbiddenException) => $"The sign-in used {authentication}. Check that the firm's list of allowed IP addresses in Plannr contains the address of this machine. " +
            (isAccountAsked
                ? "If the token does not permit listing logins, use -SkipAccountResolution, and use -AccountUuid to specify the account to act as."
                : "Also check that the user can act as the account specified with -AccountUuid or PLANNR_ACCOUNT_UUID, if you use either."),
        _ => null,
    };
}
