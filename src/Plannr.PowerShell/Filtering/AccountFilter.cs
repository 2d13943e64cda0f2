namespace Plannr.PowerShell.Filtering;

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
