namespace Plannr.Sandbox.Resources;

/// <summary>Writes how the firm works on an account: the unit in charge and the time being recorded.</summary>
internal static class WorkResource
{
    /// <summary>The business unit with a name, or null.</summary>
    public static JsonObject? WriteBusinessUnit(string? name) => name is null ? null : new JsonObject
    {
        ["uuid"] = StableUuid.FromName("business-unit/" + name).ToString(),
        ["name"] = name,
        ["has_alternative_branding"] = false,
        ["brand_colours"] = new JsonArray(),
        ["members_count"] = 2,
        ["groups_count"] = 1,
    };

    /// <summary>The entry of time that is running for an account. One client has one, the others null.</summary>
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
