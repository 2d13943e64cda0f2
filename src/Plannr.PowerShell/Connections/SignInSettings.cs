using System.Net;

namespace Plannr.PowerShell.Connections;

/// <summary>The environment variables of the module.</summary>
internal static class SignInSettings
{
    public const string AccessTokenVariable = "PLANNR_ACCESS_TOKEN";
    public const string AccountVariable = "PLANNR_ACCOUNT_UUID";
    public const string BaseUriVariable = "PLANNR_BASE_URI";

    public static SecureString? AccessToken => Read(AccessTokenVariable) is { } text ? new NetworkCredential(string.Empty, text).SecurePassword : null;

    /// <exception cref="PlannrInvalidConnectionException">The variable holds something else than a UUID.</exception>
    public static Guid? AccountUuid =>
        Read(AccountVariable) is not { } text ? null
        : Guid.TryParse(text, out Guid uuid) ? uuid
        : throw new PlannrInvalidConnectionException($"{AccountVariable} is not a UUID.", "Set it to the UUID of the account to act as, or remove it.");

    /// <exception cref="PlannrInvalidConnectionException">The variable holds something else than an absolute address.</exception>
    public static Uri? BaseUri =>
        Read(BaseUriVariable) is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out Uri? address) ? address
        : throw new PlannrInvalidConnectionException($"{BaseUriVariable} is not an absolute address.", "Set it to an address such as https://api.plannrcrm.com/, or remove it.");

    /// <summary>A variable that is empty counts as one that is not set.</summary>
    private static string? Read(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { } text && text.Trim() is { Length: > 0 } value ? value : null;
}

/// <summary>Which account to act as if none was named.</summary>
internal static class AccountResolution
{
    /// <summary>Gets the account that the user prefers, or the only employee account. Never a client account: one person can have both.</summary>
    /// <exception cref="PlannrAmbiguousAccountException">There is no such account, or there are several.</exception>
    public static Guid Choose(LoginList list)
    {
        if (list.PreferredAccountUuid is { } preferred && !list.Logins.Any(login => login.AccountUuid == preferred && IsA(login, "client")))
        {
            return preferred;
        }

        Guid[] employees = [.. list.Logins.Where(login => IsA(login, "employee")).Select(login => login.AccountUuid).OfType<Guid>().Distinct()];
        return employees is [var only] ? only : throw new PlannrAmbiguousAccountException(list.Logins);
    }

    /// <summary>Returns a warning about an account that is not among the user's logins; null if it is, or if they are not known. Plannr decides whether it can be used.</summary>
    public static string? FindWarning(Guid account, IReadOnlyList<Login> logins) => logins.Count == 0 || logins.Any(login => login.AccountUuid == account)
        ? null
        : $"The account {account} is not among the accounts that the user can act as:{PlannrAmbiguousAccountException.Format(logins)}";

    private static bool IsA(Login login, string type) => string.Equals(login.AccountType, type, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What to do if the server has refused the sign-in: there is no connection to look at, and it matters where the token came from.</summary>
internal static class SignInAdvice
{
    /// <summary>Returns the advice; null if that of the error is good.</summary>
    public static string? Find(PlannrException exception, string? authentication, string renewal, bool isAccountAsked) => (authentication, exception) switch
    {
        // The error of the OAuth endpoint says what it refuses.
        (not null, PlannrUnauthorizedException { Path: "/oauth/token" }) => null,
        (not null, PlannrUnauthorizedException) => $"The sign-in was with {authentication}. The token is wrong, expired or revoked. {renewal}",
        (not null, PlannrForbiddenException) => $"The sign-in was with {authentication}. Check that the firm's list of allowed IP addresses in Plannr has the address of this machine. " +
            (isAccountAsked
                ? "A token that may not list its user's logins connects with -SkipAccountResolution; say then with -AccountUuid which account to act as."
                : "Check also that the user may act as the account of -AccountUuid or PLANNR_ACCOUNT_UUID, if one is given."),
        _ => null,
    };
}
