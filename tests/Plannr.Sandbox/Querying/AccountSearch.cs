using static Plannr.Sandbox.Querying.Comparing;

namespace Plannr.Sandbox.Querying;

/// <summary>Filters and sorts the list of accounts.</summary>
internal static class AccountSearch
{
    private static readonly Dictionary<string, Func<Account, string, bool>> Filters = new()
    {
        ["name"] = (account, value) => ContainsOneOf(account.Name, value),
        ["email"] = (account, value) => ContainsOneOf(account.Email, value),
        ["primary_email"] = (account, value) => ContainsOneOf(account.Email, value),
        ["primary_phone_number"] = (account, value) => ContainsOneOf(account.Phone, value.Replace(" ", string.Empty)),
        ["status"] = (account, value) => ContainsOneOf(account.Status, value) || IsUuidOf("status/" + account.Status, value),
        ["is_prospect"] = (account, value) => account.IsProspect == IsTrue(value),
        ["role"] = (account, value) => IsOneOf(account.Role, value),
        ["type"] = (account, value) => IsOneOf(account.Type, value),
        ["inactive_after"] = (account, value) => Day(account.InactiveAt) >= Day(value),
        ["inactive_before"] = (account, value) => Day(account.InactiveAt) <= Day(value),
        ["created_after"] = (account, value) => Day(account.CreatedAt) >= Day(value),
        ["created_before"] = (account, value) => Day(account.CreatedAt) <= Day(value),
        ["groups"] = (account, value) => account.Groups.Any(name => ContainsOneOf(name, value) || IsUuidOf("group/" + name, value)),
        ["departments"] = (account, value) => account.BusinessUnit is { } name && (IsOneOf(name, value) || IsUuidOf("business-unit/" + name, value)),
    };

    private static readonly Dictionary<string, Func<Account, IComparable?>> Sorts = new()
    {
        ["created_at"] = account => account.CreatedAt,
        ["updated_at"] = account => account.LastInteractionAt ?? account.CreatedAt,
        ["first_name"] = account => account.FirstName,
        ["last_name"] = account => account.LastName,
        ["email"] = account => account.Email,
        ["next_review_date"] = account => account.NextReviewDate,
        ["previous_review_date"] = account => account.PreviousReviewDate,
        ["anniversary_review_date"] = account => account.NextReviewDate,
    };

    public static ListSearch<Account> List { get; } = new(Filters, Sorts, "first_name")
    {
        Prefix = "custom_field:",
        MeetsPrefixed = (account, reference, value) =>
            account.CustomFields.TryGetValue(reference, out string? known) && string.Equals(known, value, StringComparison.OrdinalIgnoreCase),
        Includes = AccountResource.Includes,
    };
}
