namespace Plannr;

/// <summary>Which audits to list. The API documents no filters here.</summary>
public sealed class AuditQuery
{
    /// <summary>Whether only what the caller did is listed; else what anybody of the firm did.</summary>
    public bool Mine { get; set; }

    /// <summary>How many items to ask for on a page; null for as many as the API gives.</summary>
    public int? PageSize { get; set; }

    /// <summary>
    /// Nothing older is of interest: reading ends as soon as the order of what came proves that only older ones are left. It does not filter. Null
    /// for no such moment.
    /// </summary>
    public DateTimeOffset? NoneBefore { get; set; }
}
