namespace Plannr.Sandbox.Resources;

/// <summary>Writes accounts with the requested relations.</summary>
internal sealed class AccountResource(SandboxStore store)
{
    /// <summary>The names of the relations that a request can include.</summary>
    public static IReadOnlyList<string> Includes { get; } =
    [
        "primary_phone_number", "primary_email", "primary_address", "assigned_adviser", "assigned_administrator",
        "assigned_paraplanner", "groups", "tags", "owners", "custom_fields", "external_references", "charge_split_schema",
    ];

    /// <summary>Writes the account with all relations.</summary>
    public JsonObject WriteFull(Account account) => Write(account, Includes);

    /// <summary>Writes the account without relations, as it appears inside most other records.</summary>
    public static JsonObject WriteBrief(Account account) => new()
    {
        ["uuid"] = account.Uuid.ToString(),
        ["created_at"] = UkTime.Timestamp(account.CreatedAt),
        ["updated_at"] = UkTime.Timestamp(account.LastInteractionAt ?? account.CreatedAt),
        ["type"] = account.Type,
        ["role"] = account.Role,
        ["first_name"] = account.FirstName,
        ["last_name"] = account.LastName,
        ["name"] = account.Name,
        ["email"] = account.Email,
        ["photo_url"] = "https://avatars.example.com/?name=" + Uri.EscapeDataString(account.Name),
    };

    /// <summary>Writes the account with the given relations.</summary>
    public JsonObject Write(Account account, IReadOnlyCollection<string> includes)
    {
        if (account.Verbatim is { } verbatim)
        {
            return JsonNode.Parse(verbatim)!.AsObject();
        }

        var json = WriteBrief(account);
        json["firm"] = FirmResource.Write(store.Firm);
        Include("primary_phone_number", () => ContactResource.WritePhone(account));
        Include("primary_email", () => ContactResource.WriteEmail(account));
        json["current_time_entry"] = WorkResource.WriteTimeEntry(account, store.User);
        Include("assigned_adviser", () => Related(account.Adviser));
        Include("assigned_administrator", () => Related(account.Administrator));
        Include("assigned_paraplanner", () => Related(account.Paraplanner));
        json["introduced_by"] = Related(account.Introducer);
        json["business_unit"] = WorkResource.WriteBusinessUnit(account.BusinessUnit);
        Include("groups", () => Array(account.Groups, name => GroupingResource.WriteGroup(name, Members(name))));
        Include("tags", () => Array(account.Tags, GroupingResource.WriteTag));
        Include("owners", () => Array(account.Owners, owner => Related(owner)));
        AddDates(json, account);
        AddRights(json, account);
        Include("custom_fields", () => Array(account.CustomFields, ReferenceResource.WriteCustomField));
        Include("external_references", () => Array(ReferencesOf(account), ReferenceResource.WriteExternalReference));
        return json;

        void Include(string name, Func<JsonNode?> write)
        {
            if (includes.Contains(name))
            {
                json[name] = write();
            }
        }
    }

    private static void AddDates(JsonObject json, Account account)
    {
        json["first_contact_date"] = UkTime.Timestamp(account.CreatedAt);
        json["next_review_date"] = UkTime.Timestamp(account.NextReviewDate);
        json["previous_review_date"] = UkTime.Timestamp(account.PreviousReviewDate);
        json["anniversary_review_date"] = UkTime.Timestamp(account.NextReviewDate);
        json["terms_of_business_at"] = account.IsProspect ? null : UkTime.Timestamp(account.CreatedAt);
        json["client_agreement_at"] = account.IsProspect ? null : UkTime.Timestamp(account.CreatedAt);
    }

    private void AddRights(JsonObject json, Account account)
    {
        var circle = account.Circle;
        json["with_login"] = account.Type == "employee" || account.Uuid == SandboxData.OwnClientAccountUuid;
        json["has_joint_account"] = account.HasJointAccount;
        json["can_be_deleted"] = account.IsProspect ? "true" : "false";
        json["joint_account_circle"] = circle is not null && account.Role == "joint"
            ? GroupingResource.WriteCircle(circle, InCircle(circle))
            : null;
        json["circles"] = circle is null ? new JsonArray() : new JsonArray(GroupingResource.WriteCircle(circle, InCircle(circle)));
        json["ownership_percentage"] = account.Role == "joint" ? 50 : 100;
        json["inactive_at"] = UkTime.Day(account.InactiveAt);
        json["last_interaction_at"] = UkTime.PlainTimestamp(account.LastInteractionAt);
        json["referral_code"] = account.Uuid.ToString("N").Substring(0, 8).ToUpperInvariant();
        json["permissions"] = account.Type == "employee"
            ? new JsonObject { ["firm:read"] = new JsonArray("firm"), ["network:read"] = new JsonArray() }
            : new JsonObject { ["firm:read"] = new JsonArray(), ["network:read"] = new JsonArray() };
    }

    private JsonObject? Related(Guid? uuid) => store.FindAccount(uuid) is { } account ? WriteBrief(account) : null;

    private IEnumerable<Account> Members(string group) => store.Accounts.Where(account => account.Groups.Contains(group));

    private IEnumerable<Account> InCircle(string circle) => store.Accounts.Where(account => account.Circle == circle);

    private static IEnumerable<string> ReferencesOf(Account account) =>
        account.ExternalReference is { } reference ? [reference] : [];

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonNode?> write) => new(items.Select(write).ToArray());
}
