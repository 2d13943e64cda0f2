namespace Plannr.PowerShell.SignIn;

/// <summary>Which account to act as where nobody has said it.</summary>
internal static class AccountResolution
{
    /// <summary>
    /// The account that the user prefers for this integration, else the only employee account. A client account is never taken: one person
    /// can be both, and would then work in the wrong role.
    /// </summary>
    /// <exception cref="PlannrAmbiguousAccountException">There is no such account, or there are several.</exception>
    public static Guid Choose(LoginList list)
    {
        if (list.PreferredAccountUuid is { } preferred && !list.Logins.Any(login => login.AccountUuid == preferred && IsClient(login)))
        {
            return preferred;
        }

        List<Guid> employees = list.Logins
            .Where(login => string.Equals(login.AccountType, "employee", StringComparison.OrdinalIgnoreCase))
            .Select(login => login.AccountUuid)
            .OfType<Guid>()
            .Distinct()
            .ToList();
        return employees.Count == 1 ? employees[0] : throw new PlannrAmbiguousAccountException(list.Logins);
    }

    private static bool IsClient(Login login) => string.Equals(login.AccountType, "client", StringComparison.OrdinalIgnoreCase);
}
