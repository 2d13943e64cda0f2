using System.Reflection;
using System.Text.RegularExpressions;
using Plannr.Client.Json;

namespace Plannr.Client.Tests.Reading;

/// <summary>Tests which fields of each record are read. Every settable property becomes a field, so each new one must be listed here or marked with <c>[NotFromApi]</c>.</summary>
public sealed partial class RecordFieldTests
{
    private static readonly SortedDictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        ["Account"] = "anniversary_review_date assigned_administrator assigned_adviser assigned_paraplanner business_unit can_be_deleted circles client_agreement_at created_at current_time_entry custom_fields email external_references firm first_contact_date first_name groups has_joint_account inactive_at introduced_by joint_account_circle last_interaction_at last_name name next_review_date owners ownership_percentage permissions photo_url previous_review_date primary_email primary_phone_number referral_code role tags terms_of_business_at type updated_at uuid with_login",
        ["AddonSubscription"] = "addon enabled uuid",
        ["Audit"] = "account created_at event ip_address new_values old_values type url user_agent uuid",
        ["AutomationBlueprint"] = "account conditions configuration created_at is_active name steps trigger updated_at uuid webhook_targets",
        ["AutomationExecution"] = "account created_at name next_step previous_step status steps triggered_by updated_at uuid",
        ["AutomationStep"] = "created_at executed_at info name status updated_at uuid",
        ["BlueprintCondition"] = "field operator value",
        ["BlueprintParameter"] = "type value",
        ["BlueprintStep"] = "condition_state configuration created_at name parent_step_uuid type updated updated_at uuid",
        ["BusinessUnit"] = "brand_colours created_at groups_count has_alternative_branding members members_count name updated_at uuid",
        ["Circle"] = "accounts bg_colour created_at firm groups name photo_url updated_at uuid",
        ["ContactDetail"] = "accounts created_at name phone_number_meta primary primary_accounts type updated_at uuid value",
        ["CustomField"] = "conditions created_at firm help_text is_required is_visible_to_clients model_type name position reference selection_options type updated_at uuid",
        ["CustomFieldValue"] = "created_at name reference type updated_at uuid value",
        ["ExternalReference"] = "created_at name reference type updated_at uuid value",
        ["Firm"] = "addon_subscriptions address_1 address_2 billing brand_colours country county created_at ip_whitelist is_subscribed logo logo_icon month_end name postcode regulatory_text slug statement_frequency tax town_city updated_at uuid",
        ["FirmBilling"] = "invoice_address_1 invoice_address_2 invoice_country invoice_county invoice_email invoice_postcode invoice_town_city",
        ["Group"] = "created_at name participants participants_count slug updated_at uuid",
        ["ImportError"] = "error errors line message row row_number",
        ["LogEntry"] = "author created_at description level type updated_at uuid",
        ["Login"] = "account created_at email expires_at factfind_enabled firm first_name goals_enabled has_delete_permission has_write_permission is_impersonated last_name preferred_account_uuid primary receives_unread_notifications_email tasks_enabled updated_at user_type uuid wealth_enabled welcome_enabled",
        ["LoginList"] = "data meta preferred_account_uuid",
        ["PhoneNumberMeta"] = "country formatted",
        ["PlannrCase"] = "created_at name status updated_at uuid",
        ["PlannrFile"] = "created_at download_url extension filename folder_name last_modified name original_created_at path progress size status type updated_at uploaded_at uuid",
        ["PlannrImport"] = "account created_at error_report errors failed_jobs headers jobs_remaining mapping mode progress status total_jobs type updated_at uuid",
        ["PlannrReport"] = "created_at created_by files folder name progress report_type_id status updated_at uuid",
        ["PlannrTask"] = "assigned_to author completed_at completed_by created_at custom_fields description due_at name parent_task priority related_tasks status taskable taskable_type taskable_uuid updated_at uuid workflow_task",
        ["PlannrTaskStatus"] = "colour created_at name position updated_at uuid",
        ["Tag"] = "colour created_at name slug updated_at uuid",
        ["TimeEntry"] = "account created_at description end_date is_active name start_date trackable trackable_type updated_at uuid",
        ["WebhookSubscription"] = "created_at events last_outgoing_webhook_call_at signing_secret updated_at url uuid",
    };

    [Fact]
    public void Exactly_the_listed_fields_of_each_record_are_read()
    {
        IEnumerable<Type> records = typeof(PlannrResource).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(PlannrResource)));

        Assert.Equal(Fields.Select(record => $"{record.Key}: {record.Value}"), records.OrderBy(type => type.Name, StringComparer.Ordinal).Select(type => $"{type.Name}: {string.Join(' ', FieldsOf(type))}"));
    }

    /// <summary>Returns the fields that have a property. Reads a record whose candidate fields are all null; only fields without a property are then in the additional properties.</summary>
    private static IEnumerable<string> FieldsOf(Type record)
    {
        string[] candidates = record.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Select(property => Words().Replace(property.Name, "_").ToLowerInvariant())
            .Concat(Fields.GetValueOrDefault(record.Name, string.Empty).Split(' ')).Distinct().Order(StringComparer.Ordinal).ToArray();
        string body = $"{{{string.Join(',', candidates.Select(name => $"\"{name}\":null"))}}}";
        var read = typeof(JsonBody).GetMethod(nameof(JsonBody.ReadOne))!.MakeGenericMethod(record).CreateDelegate<Read>();
        return candidates.Except(read(Encoding.UTF8.GetBytes(body), null)!.AdditionalProperties.Keys);
    }

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])|(?<=[a-z])(?=[0-9])")]
    private static partial Regex Words();

    private delegate PlannrResource? Read(ReadOnlySpan<byte> body, string? connectionName);
}
