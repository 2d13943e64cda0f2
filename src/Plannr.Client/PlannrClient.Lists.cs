namespace Plannr.Client;

internal sealed partial class PlannrClient
{
    /// <summary>A list of resources that declares <c>per_page</c>.</summary>
    /// <param name="path">Where it is, without a leading slash.</param>
    /// <param name="query">Filters, includes and order.</param>
    /// <param name="pageSize">How many items to ask for on a page; null for as many as the API gives.</param>
    /// <param name="shape">How an item stands in JSON.</param>
    /// <param name="keyOf">What tells one item from another.</param>
    /// <param name="observer">Who is told what happens meanwhile.</param>
    /// <param name="isEnough">Whether what came proves that nothing of interest follows; null where that can't be known.</param>
    /// <param name="tie">Says to an item what it belongs to; null where it knows.</param>
    private PageReader<T> List<T>(
        string path, ListQuery query, int? pageSize, Shape<T> shape, Func<T, Guid?> keyOf, IPlannrObserver? observer, Func<IReadOnlyList<T>, bool>? isEnough = null, Action<T>? tie = null)
        where T : PlannrResource, new()
    {
        var source = new ListSource<T>(Transport, BaseUri, Read, keyOf)
        {
            Dispensable = ["per_page"],
            IsEnough = isEnough ?? (_ => false),
        };
        string size = (pageSize ?? PlannrLimits.PageSize).ToString(CultureInfo.InvariantCulture);
        return new PageReader<T>(source, new PageAddress(path, [.. query, new KeyValuePair<string, string>("per_page", size)]), observer) { ReadsAhead = pageSize is null };

        T Read(ref JsonCursor cursor)
        {
            T item = shape.ReadItem(ref cursor);
            tie?.Invoke(item);
            return item;
        }
    }
}
