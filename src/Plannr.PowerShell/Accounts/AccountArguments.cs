namespace Plannr.PowerShell.Accounts;

/// <summary>An account: its UUID, the account, or a record or row with a property AccountUuid, such as an execution, the row of a step, a task or a login.</summary>
/// <param name="value">What was given.</param>
public sealed class AccountReference(object value) : RecordReference(
    value,
    [(nameof(Account), nameof(Account.Uuid)), (AnyRecord, nameof(AutomationExecution.AccountUuid))],
    nameof(AutomationExecution.AccountUuid));

/// <summary>Offers UUIDs of accounts of any type, found by their names.</summary>
public sealed class AccountCompleter() : CacheCompleter(CachedValue.Account);

/// <summary>Offers UUIDs of clients, found by their names.</summary>
public sealed class ClientCompleter() : CacheCompleter(CachedValue.Client);

/// <summary>Offers names of accounts.</summary>
public sealed class AccountNameCompleter() : CacheCompleter(CachedValue.AccountName, areWildcards: true);

/// <summary>Offers types of accounts.</summary>
public sealed class AccountTypeCompleter() : WordCompleter("client", "employee", "external");

/// <summary>Offers roles of accounts.</summary>
public sealed class AccountRoleCompleter() : WordCompleter("individual", "joint", "trust", "business", "owner", "admin", "member", "introducer");

/// <summary>Offers what a list of accounts can include.</summary>
public sealed class AccountIncludeCompleter() : WordCompleter(
    "primary_email", "primary_phone_number", "primary_address", "assigned_adviser", "assigned_administrator", "assigned_paraplanner",
    "groups", "tags", "owners", "custom_fields", "external_references", "charge_split_schema");

/// <summary>Offers what a list of accounts can be ordered by.</summary>
public sealed class AccountSortCompleter() : WordCompleter(
    "created_at", "updated_at", "first_name", "last_name", "email", "next_review_date", "previous_review_date", "anniversary_review_date");

/// <summary>What the API filters accounts by less finely than the cmdlet.</summary>
internal sealed class AccountFilter
{
    public NameSearch? Name { get; init; }

    public DateTimeOffset? CreatedAfter { get; init; }

    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>A day: an account becomes inactive on a day, not at a time.</summary>
    public DateTime? InactiveAfter { get; init; }

    /// <summary>As <see cref="InactiveAfter"/>.</summary>
    public DateTime? InactiveBefore { get; init; }

    /// <summary>Whether all that the API gives passes.</summary>
    public bool IsOpen => Name?.IsExact != false && CreatedAfter is null && CreatedBefore is null && InactiveAfter is null && InactiveBefore is null;

    /// <summary>An account without a date passes no bound on that date.</summary>
    public bool Passes(Account account) =>
        Name?.Passes(account.DisplayName, account.FirstName, account.LastName) != false
        && (CreatedAfter is null || account.CreatedAt >= CreatedAfter)
        && (CreatedBefore is null || account.CreatedAt < CreatedBefore)
        && (InactiveAfter is null || account.InactiveAt?.Date >= InactiveAfter)
        && (InactiveBefore is null || account.InactiveAt?.Date < InactiveBefore);
}
