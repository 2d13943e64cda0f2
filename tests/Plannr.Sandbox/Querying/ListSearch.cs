namespace Plannr.Sandbox.Querying;

/// <summary>Filters and sorts a list.</summary>
/// <param name="filters">The filters by name. Each returns whether a record matches a value.</param>
/// <param name="sorts">The sort keys by name.</param>
/// <param name="defaultSort">The sort if the request specifies none.</param>
internal sealed class ListSearch<T>(
    IReadOnlyDictionary<string, Func<T, string, bool>> filters,
    IReadOnlyDictionary<string, Func<T, IComparable?>> sorts,
    string defaultSort)
{
    /// <summary>The prefix of the names of additional filters, or null.</summary>
    public string? Prefix { get; init; }

    /// <summary>Returns whether a record matches a filter whose name begins with <see cref="Prefix"/>, given the rest of the name and the value.</summary>
    public Func<T, string, string, bool>? MeetsPrefixed { get; init; }

    public IReadOnlyList<string> Includes { get; init; } = [];

    /// <summary>The filters and sorts that a request may use.</summary>
    public QueryRules Rules => new()
    {
        Filters = [.. filters.Keys],
        FilterPrefix = Prefix,
        Sorts = [.. sorts.Keys],
        Includes = Includes,
    };

    /// <summary>Returns the records that match all filters of a query, in the requested order.</summary>
    /// <exception cref="Responses.ApiException">400 if <see cref="Rules"/> does not allow the query.</exception>
    public IReadOnlyList<T> Find(IEnumerable<T> records, QueryParameters query)
    {
        Rules.Check(query);
        foreach (KeyValuePair<string, string> filter in query.Filters)
        {
            records = filters.TryGetValue(filter.Key, out Func<T, string, bool>? meets)
                ? records.Where(record => meets(record, filter.Value))
                : records.Where(record => MeetsPrefixed!(record, filter.Key.Substring(Prefix!.Length), filter.Value));
        }

        IReadOnlyList<string> order = query.List("sort");
        return Sort(records, order.Count == 0 ? [defaultSort] : order).ToList();
    }

    private IEnumerable<T> Sort(IEnumerable<T> records, IEnumerable<string> order)
    {
        IOrderedEnumerable<T>? sorted = null;
        foreach (string sort in order)
        {
            Func<T, IComparable?> key = sorts[sort.TrimStart('-')];
            sorted = (sorted, sort[0] == '-') switch
            {
                (null, false) => records.OrderBy(key, ByValue.Instance),
                (null, true) => records.OrderByDescending(key, ByValue.Instance),
                (_, false) => sorted.ThenBy(key, ByValue.Instance),
                (_, true) => sorted.ThenByDescending(key, ByValue.Instance),
            };
        }

        return sorted ?? records;
    }

    /// <summary>Compares text by code units and sorts null first, so that the order is the same on every machine.</summary>
    private sealed class ByValue : IComparer<IComparable?>
    {
        public static ByValue Instance { get; } = new();

        public int Compare(IComparable? x, IComparable? y) =>
            x is string left && y is string right ? string.CompareOrdinal(left, right) : Comparer<IComparable?>.Default.Compare(x, y);
    }
}
