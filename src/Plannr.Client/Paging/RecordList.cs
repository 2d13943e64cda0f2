namespace Plannr.Client.Paging;

/// <summary>Lists of records from the table of endpoints.</summary>
internal static class RecordList
{
    /// <summary>Reads a list page by page.</summary>
    /// <param name="transport">Sends the requests.</param>
    /// <param name="endpoint">The endpoint, with the values of its path.</param>
    /// <param name="query">Which records.</param>
    /// <param name="isEnough">Returns whether no record that is needed follows a page.</param>
    /// <param name="warnsOfShortfall">Whether a list that ends below the server's total is worth a warning.</param>
    public static PageReader<T> Read<T>(ApiTransport transport, Endpoint<T> endpoint, PlannrQuery query, Func<IReadOnlyList<T>, bool> isEnough, bool warnsOfShortfall = true)
        where T : PlannrResource, new()
    {
        var source = new ListSource<T>(transport, ReadItem, record => record.Key) { Dispensable = endpoint.OptionalParameters, IsEnough = isEnough, WarnsOfShortfall = warnsOfShortfall };
        bool hasSize = query.Parameters.Any(parameter => parameter.Key == "per_page");
        string size = endpoint.PageSize.ToString(CultureInfo.InvariantCulture);
        return new PageReader<T>(source, new PageAddress(endpoint.Path, [.. query.Parameters, .. hasSize ? [] : new[] { new KeyValuePair<string, string>("per_page", size) }]))
        {
            ReadsAhead = !query.HasPageSize,
        };

        T ReadItem(ref JsonCursor cursor)
        {
            T item = RecordReader<T>.Instance.ReadItem(ref cursor);
            endpoint.Complete?.Invoke(item, endpoint.Values);
            return item;
        }
    }
}
