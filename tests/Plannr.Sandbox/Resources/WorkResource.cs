namespace Plannr.Sandbox.Resources;

/// <summary>Writes an account's business unit and running time entry.</summary>
internal static class WorkResource
{
    /// <summary>Writes the business unit with the given name, or returns null if the name is null.</summary>
    public static JsonObject? WriteBusinessUnit(string? name) => name is null ? null : new JsonObject
    {
        ["uuid"] = StableUuid.FromName("business-unit/" + name).ToString(),
        ["name"] = name,
        ["has_alternative_branding"] = false,
        ["brand_colours"] = new JsonArray(),
        ["members_count"] = 2,
        ["groups_count"] = 1,
    };

    /// <summary>Writes an account's running time entry, or returns null if it has none. Only one client has a time entry.</summary>
    public static JsonObject? WriteTimeEntry(Account account, Account worker)
    {
        if (account.Uuid != SandboxData.ClientAccountUuid)
        {
            return null;
        }

        return new JsonObject
        {
            ["uuid"] = StableUuid.FromName("time-entry/" + account.Uuid).ToString(),
            ["created_at"] = UkTime.Timestamp(account.LastInteractionAt),
            ["updated_at"] = UkTime.Timestamp(account.LastInteractionAt),
            ["name"] = "Preparing the annual review",
            ["description"] = null,
            ["trackable_type"] = "client",
            ["trackable"] = AccountResource.WriteBrief(account),
            ["account"] = AccountResource.WriteBrief(worker),
            ["start_date"] = UkTime.Timestamp(account.LastInteractionAt),
            ["end_date"] = null,
            ["is_active"] = true,
        };
    }
}
