namespace Plannr.Sandbox.Querying;

/// <summary>The filters and sorts of a list.</summary>
/// <param name="filters">By name: whether a record meets a value.</param>
/// <param name="sorts">By name: what to sort by.</param>
/// <param name="defaultSort">What to sort by when the request does not say.</param>
internal sealed class ListSearch<T>(
    IReadOnlyDictionary<string, Func<T, string, bool>> filters,
    IReadOnlyDictionary<string, Func<T, IComparable?>> sorts,
    string defaultSort)
{
    /// <summary>What filters may begin with beside the named ones, or null.</summary>
    public string? Prefix { get; init; }

    /// <summary>Whether a record meets a filter that begins with <see cref="Prefix"/>: by the rest of its name and its value.</summary>
    public Func<T, string, string, bool>? MeetsPrefixed { get; init; }

    public IReadOnlyList<string> Includes { get; init; } = [];

    /// <summary>What a request may ask for.</summary>
    public QueryRules Rules => new()
    {
        Filters = [.. filters.Keys],
        FilterPrefix = Prefix,
        Sorts = [.. sorts.Keys],
        Includes = Includes,
    };

    /// <summary>The records that meet every filter of a query, in its order.</summary>
    /// <exception cref="Responses.ApiException">400 when the query asks for what <see cref="Rules"/> do not allow.</exception>
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

    /// <summary>Text by its code units and null first, the same on every machine.</summary>
    private sealed class ByValue : IComparer<IComparable?>
    {
        public static ByValue Instance { get; } = new();

        public int Compare(IComparable? x, IComparable? y) =>
            x is string left && y is string right ? string.CompareOrdinal(left, right) : Comparer<IComparable?>.Default.Compare(x, y);
    }
}
