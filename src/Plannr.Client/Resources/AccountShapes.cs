using Plannr.Client.Json;

namespace Plannr.Client.Resources;

/// <summary>How accounts and what hangs on them stand in JSON (contract, section 6).</summary>
internal static class AccountShapes
{
    public static Shape<Account> Account { get; } = new Shape<Account>()
        .Guid("uuid", (account, value) => account.Uuid = value)
        .Date("created_at", (account, value) => account.CreatedAt = value)
        .Date("updated_at", (account, value) => account.UpdatedAt = value)
        .Text("type", (account, value) => account.Type = value)
        .Text("role", (account, value) => account.Role = value)
        .Text("first_name", (account, value) => account.FirstName = value)
        .Text("last_name", (account, value) => account.LastName = value)
        .Text("name", (account, value) => account.Name = value)
        .Text("email", (account, value) => account.Email = value)
        .Text("photo_url", (account, value) => account.PhotoUrl = value)
        .One("firm", () => FirmShapes.Firm, (account, value) => account.Firm = value)
        .One("primary_phone_number", () => ContactDetail, (account, value) => account.PrimaryPhoneNumber = value)
        .One("primary_email", () => ContactDetail, (account, value) => account.PrimaryEmail = value)
        .One("current_time_entry", () => TimeEntry, (account, value) => account.CurrentTimeEntry = value)
        .One("assigned_adviser", () => Account, (account, value) => account.AssignedAdviser = value)
        .One("assigned_administrator", () => Account, (account, value) => account.AssignedAdministrator = value)
        .One("assigned_paraplanner", () => Account, (account, value) => account.AssignedParaplanner = value)
        .One("introduced_by", () => Account, (account, value) => account.IntroducedBy = value)
        .One("business_unit", () => FirmShapes.BusinessUnit, (account, value) => account.BusinessUnit = value)
        .Many("groups", () => Group, (account, value) => account.Groups = value)
        .Many("tags", () => Tag, (account, value) => account.Tags = value)
        .Many("owners", () => Account, (account, value) => account.Owners = value)
        .Date("first_contact_date", (account, value) => account.FirstContactDate = value)
        .Date("next_review_date", (account, value) => account.NextReviewDate = value)
        .Date("previous_review_date", (account, value) => account.PreviousReviewDate = value)
        .Date("anniversary_review_date", (account, value) => account.AnniversaryReviewDate = value)
        .Date("terms_of_business_at", (account, value) => account.TermsOfBusinessAt = value)
        .Date("client_agreement_at", (account, value) => account.ClientAgreementAt = value)
        .Boolean("with_login", (account, value) => account.WithLogin = value)
        .Boolean("has_joint_account", (account, value) => account.HasJointAccount = value)
        .Boolean("can_be_deleted", (account, value) => account.CanBeDeleted = value)
        .One("joint_account_circle", () => Circle, (account, value) => account.JointAccountCircle = value)
        .Many("circles", () => Circle, (account, value) => account.Circles = value)
        .Decimal("ownership_percentage", (account, value) => account.OwnershipPercentage = value)
        .Date("inactive_at", (account, value) => account.InactiveAt = value)
        .Date("last_interaction_at", (account, value) => account.LastInteractionAt = value)
        .Text("referral_code", (account, value) => account.ReferralCode = value)
        .TextsMap("permissions", (account, value) => account.Permissions = value)
        .Many("custom_fields", () => CustomFieldValue, (account, value) => account.CustomFields = value)
        .Many("external_references", () => ExternalReference, (account, value) => account.ExternalReferences = value);

    public static Shape<ContactDetail> ContactDetail { get; } = new Shape<ContactDetail>()
        .Guid("uuid", (detail, value) => detail.Uuid = value)
        .Date("created_at", (detail, value) => detail.CreatedAt = value)
        .Date("updated_at", (detail, value) => detail.UpdatedAt = value)
        .Text("type", (detail, value) => detail.Type = value)
        .Text("name", (detail, value) => detail.Name = value)
        .Text("value", (detail, value) => detail.Value = value)
        .Boolean("primary", (detail, value) => detail.Primary = value)
        .One("phone_number_meta", () => PhoneNumberMeta, (detail, value) => detail.PhoneNumberMeta = value)
        .Many("accounts", () => Account, (detail, value) => detail.Accounts = value)
        .Many("primary_accounts", () => Account, (detail, value) => detail.PrimaryAccounts = value);

    public static Shape<PhoneNumberMeta> PhoneNumberMeta { get; } = new Shape<PhoneNumberMeta>()
        .Text("country", (meta, value) => meta.Country = value)
        .Text("formatted", (meta, value) => meta.Formatted = value);

    public static Shape<TimeEntry> TimeEntry { get; } = new Shape<TimeEntry>()
        .Guid("uuid", (entry, value) => entry.Uuid = value)
        .Date("created_at", (entry, value) => entry.CreatedAt = value)
        .Date("updated_at", (entry, value) => entry.UpdatedAt = value)
        .Text("name", (entry, value) => entry.Name = value)
        .Text("description", (entry, value) => entry.Description = value)
        .Text("trackable_type", (entry, value) => entry.TrackableType = value)
        .Any("trackable", (entry, value) => entry.Trackable = value)
        .One("account", () => Account, (entry, value) => entry.Account = value)
        .Date("start_date", (entry, value) => entry.StartDate = value)
        .Date("end_date", (entry, value) => entry.EndDate = value)
        .Boolean("is_active", (entry, value) => entry.IsActive = value);

    public static Shape<Group> Group { get; } = new Shape<Group>()
        .Guid("uuid", (group, value) => group.Uuid = value)
        .Text("name", (group, value) => group.Name = value)
        .Text("slug", (group, value) => group.Slug = value)
        .Date("created_at", (group, value) => group.CreatedAt = value)
        .Date("updated_at", (group, value) => group.UpdatedAt = value)
        .Integer("participants_count", (group, value) => group.ParticipantsCount = value)
        .Many("participants", () => Account, (group, value) => group.Participants = value);

    public static Shape<Tag> Tag { get; } = new Shape<Tag>()
        .Guid("uuid", (tag, value) => tag.Uuid = value)
        .Date("created_at", (tag, value) => tag.CreatedAt = value)
        .Date("updated_at", (tag, value) => tag.UpdatedAt = value)
        .Text("name", (tag, value) => tag.Name = value)
        .Text("slug", (tag, value) => tag.Slug = value)
        .Text("colour", (tag, value) => tag.Colour = value);

    public static Shape<Circle> Circle { get; } = new Shape<Circle>()
        .Guid("uuid", (circle, value) => circle.Uuid = value)
        .Date("created_at", (circle, value) => circle.CreatedAt = value)
        .Date("updated_at", (circle, value) => circle.UpdatedAt = value)
        .Text("name", (circle, value) => circle.Name = value)
        .Text("photo_url", (circle, value) => circle.PhotoUrl = value)
        .Text("bg_colour", (circle, value) => circle.BgColour = value)
        .Many("accounts", () => Account, (circle, value) => circle.Accounts = value)
        .Many("groups", () => Group, (circle, value) => circle.Groups = value)
        .One("firm", () => FirmShapes.Firm, (circle, value) => circle.Firm = value);

    public static Shape<CustomFieldValue> CustomFieldValue { get; } = new Shape<CustomFieldValue>()
        .Guid("uuid", (field, value) => field.Uuid = value)
        .Date("created_at", (field, value) => field.CreatedAt = value)
        .Date("updated_at", (field, value) => field.UpdatedAt = value)
        .Text("name", (field, value) => field.Name = value)
        .Text("reference", (field, value) => field.Reference = value)
        .Text("type", (field, value) => field.Type = value)
        .Any("value", (field, value) => field.Value = value);

    public static Shape<ExternalReference> ExternalReference { get; } = new Shape<ExternalReference>()
        .Guid("uuid", (reference, value) => reference.Uuid = value)
        .Date("created_at", (reference, value) => reference.CreatedAt = value)
        .Date("updated_at", (reference, value) => reference.UpdatedAt = value)
        .Text("name", (reference, value) => reference.Name = value)
        .Text("type", (reference, value) => reference.Type = value)
        .Text("reference", (reference, value) => reference.Reference = value)
        .Any("value", (reference, value) => reference.Value = value);
}
