namespace Plannr;

/// <summary>Which record's log to list. Where a filter has several values, one of them has to fit.</summary>
public sealed class LogQuery
{
    /// <summary>The kind of record. The API documents no list of kinds.</summary>
    public string ModelType { get; set; } = string.Empty;

    /// <summary>The record.</summary>
    public Guid ModelUuid { get; set; }

    /// <summary>What happened (<c>filter[type]</c>). Empty for all.</summary>
    public IReadOnlyList<string> Types { get; set; } = [];

    /// <summary>How grave it is (<c>filter[level]</c>). Empty for all.</summary>
    public IReadOnlyList<string> Levels { get; set; } = [];

    /// <summary>How many items to ask for on a page; null for as many as the API gives.</summary>
    public int? PageSize { get; set; }

    /// <summary>
    /// Nothing older is of interest: reading ends as soon as the order of what came proves that only older ones are left. It does not filter. Null
    /// for no such moment.
    /// </summary>
    public DateTimeOffset? NoneBefore { get; set; }
}
