namespace Plannr.Sandbox.Resources;

/// <summary>Writes the signed-in user and the user's logins.</summary>
internal sealed class IdentityResource(SandboxStore store, AccountResource accounts)
{
    public JsonObject WriteUser(Account user)
    {
        return new JsonObject
        {
            ["uuid"] = (user == store.User ? SandboxData.UserUuid : StableUuid.FromName("user/" + user.Uuid)).ToString(),
            ["created_at"] = UkTime.Timestamp(user.CreatedAt),
            ["updated_at"] = UkTime.Timestamp(user.CreatedAt),
            ["type"] = "standard",
            ["first_name"] = user.FirstName,
            ["last_name"] = user.LastName,
            ["name"] = user.Name,
            ["email"] = user.Email,
            ["photo_url"] = "https://avatars.example.com/?name=" + Uri.EscapeDataString(user.Name),
            ["otp_pending"] = false,
            ["current_account"] = accounts.WriteFull(user),
            ["current_login"] = WriteLogin(user, user, isPrimary: true),
        };
    }

    /// <param name="user">The employee account of the signed-in user.</param>
    /// <param name="account">The account of the login. The login itself has a different UUID.</param>
    /// <param name="isPrimary">Whether this is the user's main login.</param>
    public JsonObject WriteLogin(Account user, Account account, bool isPrimary)
    {
        var isEmployee = account.Type == "employee";
        return new JsonObject
        {
            ["uuid"] = StableUuid.FromName("login/" + account.Uuid).ToString(),
            ["created_at"] = UkTime.Timestamp(account.CreatedAt),
            ["updated_at"] = UkTime.Timestamp(account.CreatedAt),
            ["expires_at"] = null,
            ["has_write_permission"] = isEmployee,
            ["has_delete_permission"] = isEmployee && account.Role != "member",
            ["primary"] = isPrimary,
            ["receives_unread_notifications_email"] = true,
            ["wealth_enabled"] = true,
            ["goals_enabled"] = true,
            ["factfind_enabled"] = true,
            ["tasks_enabled"] = true,
            ["welcome_enabled"] = false,
            ["first_name"] = user.FirstName,
            ["last_name"] = user.LastName,
            ["email"] = user.Email,
            ["user_type"] = "standard",
            ["account"] = accounts.WriteFull(account),
            ["firm"] = FirmResource.Write(store.Firm),
            ["is_impersonated"] = false,
        };
    }
}
