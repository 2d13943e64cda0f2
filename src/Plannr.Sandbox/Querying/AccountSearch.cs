using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Plannr.Sandbox.Data;
using Plannr.Sandbox.Resources;
using Plannr.Sandbox.Routing;

namespace Plannr.Sandbox.Querying;

/// <summary>The filters and sorts of the list of accounts.</summary>
internal static class AccountSearch
{
    private const string CustomField = "custom_field:";

    private static readonly Dictionary<string, Func<Account, string, bool>> Filters = new()
    {
        ["name"] = (account, value) => Contains(account.Name, value),
        ["email"] = (account, value) => Contains(account.Email, value),
        ["primary_email"] = (account, value) => Contains(account.Email, value),
        ["primary_phone_number"] = (account, value) => Contains(account.Phone, value.Replace(" ", string.Empty)),
        ["status"] = (account, value) => Contains(account.Status, value) || IsUuidOf("status/" + account.Status, value),
        ["is_prospect"] = (account, value) => account.IsProspect == (value is "1" or "true"),
        ["role"] = (account, value) => IsOneOf(account.Role, value),
        ["type"] = (account, value) => IsOneOf(account.Type, value),
        ["inactive_after"] = (account, value) => Day(account.InactiveAt) >= Day(value),
        ["inactive_before"] = (account, value) => Day(account.InactiveAt) <= Day(value),
        ["created_after"] = (account, value) => Day(account.CreatedAt) >= Day(value),
        ["created_before"] = (account, value) => Day(account.CreatedAt) <= Day(value),
        ["groups"] = (account, value) => account.Groups.Any(name => IsOneOf(name, value) || IsUuidOf("group/" + name, value)),
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

    public static QueryRules Rules { get; } = new()
    {
        Filters = [.. Filters.Keys],
        FilterPrefix = CustomField,
        Sorts = [.. Sorts.Keys],
        Includes = AccountResource.Includes,
    };

    /// <summary>The accounts that meet every filter of a query that <see cref="Rules"/> has let pass, in its order.</summary>
    public static IReadOnlyList<Account> Find(IEnumerable<Account> accounts, QueryParameters query)
    {
        foreach (var filter in query.Filters)
        {
            accounts = Filters.TryGetValue(filter.Key, out var meets)
                ? accounts.Where(account => meets(account, filter.Value))
                : accounts.Where(account => HasField(account, filter.Key.Substring(CustomField.Length), filter.Value));
        }

        var sorts = query.List("sort");
        return Sort(accounts, sorts.Count == 0 ? ["first_name"] : sorts).ToList();
    }

    private static IEnumerable<Account> Sort(IEnumerable<Account> accounts, IEnumerable<string> sorts)
    {
        IOrderedEnumerable<Account>? sorted = null;
        foreach (var sort in sorts)
        {
            var key = Sorts[sort.TrimStart('-')];
            sorted = (sorted, sort[0] == '-') switch
            {
                (null, false) => accounts.OrderBy(key, ByValue.Instance),
                (null, true) => accounts.OrderByDescending(key, ByValue.Instance),
                (_, false) => sorted.ThenBy(key, ByValue.Instance),
                (_, true) => sorted.ThenByDescending(key, ByValue.Instance),
            };
        }

        return sorted ?? accounts;
    }

    private static bool HasField(Account account, string reference, string value) =>
        account.CustomFields.TryGetValue(reference, out var known) && string.Equals(known, value, StringComparison.OrdinalIgnoreCase);

    private static bool Contains(string? text, string part) =>
        text is not null && CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, part, CompareOptions.IgnoreCase) >= 0;

    private static bool IsOneOf(string text, string list) => list.Split(',').Contains(text, StringComparer.OrdinalIgnoreCase);

    private static bool IsUuidOf(string name, string list) => IsOneOf(StableUuid.FromName(name).ToString(), list);

    private static DateTime? Day(DateTimeOffset? moment) => moment is { } value ? UkTime.ToLocal(value).Date : null;

    // A date that cannot be read compares as null, and comparisons with null are false: nothing is found.
    private static DateTime? Day(string text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.Date : null;

    /// <summary>Text by its code units and null first, the same on every machine.</summary>
    private sealed class ByValue : IComparer<IComparable?>
    {
        public static ByValue Instance { get; } = new();

        public int Compare(IComparable? x, IComparable? y) =>
            x is string left && y is string right ? string.CompareOrdinal(left, right) : Comparer<IComparable?>.Default.Compare(x, y);
    }
}
