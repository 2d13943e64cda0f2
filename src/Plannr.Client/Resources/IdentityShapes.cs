namespace Plannr.Client.Resources;

/// <summary>How the signed-in user and the user's logins stand in JSON (contract, sections 1.4 and 1.5).</summary>
internal static class IdentityShapes
{
    public static Shape<Login> Login { get; } = new Shape<Login>()
        .Guid("uuid", (login, value) => login.Uuid = value)
        .Date("created_at", (login, value) => login.CreatedAt = value)
        .Date("updated_at", (login, value) => login.UpdatedAt = value)
        .Date("expires_at", (login, value) => login.ExpiresAt = value)
        .Boolean("has_write_permission", (login, value) => login.HasWritePermission = value)
        .Boolean("has_delete_permission", (login, value) => login.HasDeletePermission = value)
        .Boolean("primary", (login, value) => login.Primary = value)
        .Boolean("receives_unread_notifications_email", (login, value) => login.ReceivesUnreadNotificationsEmail = value)
        .Boolean("wealth_enabled", (login, value) => login.WealthEnabled = value)
        .Boolean("goals_enabled", (login, value) => login.GoalsEnabled = value)
        .Boolean("factfind_enabled", (login, value) => login.FactfindEnabled = value)
        .Boolean("tasks_enabled", (login, value) => login.TasksEnabled = value)
        .Boolean("welcome_enabled", (login, value) => login.WelcomeEnabled = value)
        .Text("first_name", (login, value) => login.FirstName = value)
        .Text("last_name", (login, value) => login.LastName = value)
        .Text("email", (login, value) => login.Email = value)
        .Text("user_type", (login, value) => login.UserType = value)
        .One("account", () => AccountShapes.Account, (login, value) => login.Account = value)
        .One("firm", () => FirmShapes.Firm, (login, value) => login.Firm = value)
        .Boolean("is_impersonated", (login, value) => login.IsImpersonated = value)
        .Guid("preferred_account_uuid", (login, value) => login.PreferredAccountUuid = value);

    private static Shape<LoginList> LoginList { get; } = new Shape<LoginList>()
        .Many("data", () => Login, (list, value) => list.Logins = value)
        .Guid("preferred_account_uuid", (list, value) => list.StatedPreference = value)
        .One("meta", () => Login, (list, value) => list.Meta = value);

    /// <summary>Reads the logins: under <c>data</c>, or as a bare list.</summary>
    public static LoginList? ReadLogins(ReadOnlySpan<byte> body) => JsonBody.ReadEnvelope(body, LoginList);
}
