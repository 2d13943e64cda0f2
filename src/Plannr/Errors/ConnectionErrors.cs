namespace Plannr;

/// <summary>There is no connection to use: for example, none is open, no open connection has the specified name, or the specified connection was closed.</summary>
public sealed class PlannrNotConnectedException : PlannrException
{
    internal PlannrNotConnectedException(string message, string recommendedAction)
        : base("PlannrNotConnected", message, recommendedAction, null)
    {
    }
}

/// <summary>A connection can't be opened with the specified settings, for example because the URL does not use HTTPS.</summary>
public sealed class PlannrInvalidConnectionException : PlannrException
{
    internal PlannrInvalidConnectionException(string message, string recommendedAction)
        : base("PlannrInvalidConnection", message, recommendedAction, null)
    {
    }
}

/// <summary>No account was specified, and none can be selected automatically from the user's logins.</summary>
public sealed class PlannrAmbiguousAccountException : PlannrException
{
    internal PlannrAmbiguousAccountException(ResourceList<Login> choices)
        : base("PlannrAmbiguousAccount", GetMessage(choices), GetAction(choices), null) => Choices = choices;

    /// <summary>The logins to choose from. Empty if the user has no logins.</summary>
    public ResourceList<Login> Choices { get; }

    private static string GetMessage(ResourceList<Login> choices) => choices.Count == 0
        ? "The user of this token has no account to act as."
        : "No account is specified, and none can be selected automatically. The user can act as:" + Format(choices);

    /// <summary>Formats the choices, one per line.</summary>
    internal static string Format(IEnumerable<Login> choices) => string.Concat(choices.Select(login => "\n  " + Line(login)));

    private static string GetAction(ResourceList<Login> choices) => choices.Count == 0
        ? "Specify an account with -AccountUuid, or use -SkipAccountResolution to connect without an account."
        : "Connect again with -AccountUuid and a UUID from this list, or set PLANNR_ACCOUNT_UUID to that UUID. A client account is never selected automatically.";

    private static string Line(Login login) => string.Join(
        ", ",
        new[] { login.AccountName, login.FirmName, login.AccountType, login.AccountUuid?.ToString() }.Where(text => !string.IsNullOrWhiteSpace(text)));
}
