namespace Plannr.PowerShell.Accounts;

/// <summary>A reference to an account: its UUID, the account object, or a record or row with an AccountUuid property, such as an execution, a step row, a task or a login.</summary>
/// <param name="value">The argument.</param>
public sealed class AccountReference(object value) : RecordReference(
    RejectConnection(value),
    [(nameof(Account), nameof(Account.Uuid)), (AnyRecord, nameof(AutomationExecution.AccountUuid))],
    "To find the account by name, use Get-PlannrAccount -Name '{0}'",
    nameof(AutomationExecution.AccountUuid));

/// <summary>Completes account UUIDs by name, for accounts of any type.</summary>
public sealed class AccountCompleter() : CacheCompleter(CachedValue.Account);

/// <summary>Completes client UUIDs by name.</summary>
public sealed class ClientCompleter() : CacheCompleter(CachedValue.Client);

/// <summary>Completes account names.</summary>
public sealed class AccountNameCompleter() : CacheCompleter(CachedValue.AccountName, areWildcards: true);

/// <summary>Completes account types.</summary>
public sealed class AccountTypeCompleter() : WordCompleter("client", "employee", "external");

/// <summary>Completes account roles.</summary>
public sealed class AccountRoleCompleter() : WordCompleter("individual", "joint", "trust", "business", "owner", "admin", "member", "introducer");

/// <summary>Completes the related records that a list of accounts can include.</summary>
public sealed class AccountIncludeCompleter() : WordCompleter(
    "primary_email", "primary_phone_number", "primary_address", "assigned_adviser", "assigned_administrator", "assigned_paraplanner",
    "groups", "tags", "owners", "custom_fields", "external_references", "charge_split_schema");

/// <summary>Completes the fields that a list of accounts can be sorted by.</summary>
public sealed class AccountSortCompleter() : WordCompleter(
    "created_at", "updated_at", "first_name", "last_name", "email", "next_review_date", "previous_review_date", "anniversary_review_date");

/// <summary>The filters that the module applies, because the API does not have them or applies them less precisely.</summary>
internal sealed class AccountFilter(GetPlannrAccountCommand command)
{
    public NameSearch? Name { get; } = NameSearch.From(command.Name);

    /// <summary>The date without the time, because an account becomes inactive on a date, not at a particular time.</summary>
    public DateTimeOffset? InactiveAfter { get; } = Midnight(command.InactiveAfter);

    public DateTimeOffset? InactiveBefore { get; } = Midnight(command.InactiveBefore);

    /// <summary>Whether every account that the API returns passes the filters.</summary>
    public bool IsOpen =>
        Name?.IsExact != false && InactiveAfter is null && InactiveBefore is null
        && command is { CreatedAfter: null, CreatedBefore: null, NextReviewAfter: null, NextReviewBefore: null };

    public bool Passes(Account account) =>
        Name?.Passes(account.DisplayName, account.FirstName, account.LastName) != false
        && TimeSpans.Holds(account.CreatedAt, command.CreatedAfter, command.CreatedBefore)
        && TimeSpans.Holds(account.NextReviewDate, command.NextReviewAfter, command.NextReviewBefore)
        && TimeSpans.Holds(Midnight(account.InactiveAt), InactiveAfter, InactiveBefore);

    private static DateTimeOffset? Midnight(DateTimeOffset? time) => time is { } known ? new DateTimeOffset(known.Date, TimeSpan.Zero) : null;
}
