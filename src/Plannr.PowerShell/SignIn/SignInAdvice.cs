namespace Plannr.PowerShell.SignIn;

/// <summary>What to do where the server has refused the sign-in: there is no connection then to look at, and it matters where the token came from.</summary>
internal static class SignInAdvice
{
    /// <param name="exception">What went wrong.</param>
    /// <param name="authentication">The way of signing in; null where it did not come to that.</param>
    /// <param name="renewal">How the next sign-in gets another token.</param>
    /// <param name="isAccountAsked">Whether the request that was refused was for the user's logins.</param>
    /// <returns>The advice; null where that of the error is good.</returns>
    public static string? Of(PlannrException exception, string? authentication, string renewal, bool isAccountAsked) => (authentication, exception) switch
    {
        // The endpoint of OAuth says itself what it refuses.
        (not null, PlannrUnauthorizedException { Path: "/oauth/token" }) => null,
        (not null, PlannrUnauthorizedException) => $"The sign-in was with {authentication}. The token is wrong, expired or revoked. {renewal}",
        (not null, PlannrForbiddenException) => $"The sign-in was with {authentication}. Check that the firm's list of allowed IP addresses in Plannr has the address of this machine. " +
            (isAccountAsked
                ? "A token that may not list its user's logins connects with -SkipAccountResolution; say then with -AccountUuid which account to act as."
                : "Check also that the user may act as the account of -AccountUuid or PLANNR_ACCOUNT_UUID, if one is given."),
        _ => null,
    };
}
