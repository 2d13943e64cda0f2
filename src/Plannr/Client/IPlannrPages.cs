namespace Plannr;

/// <summary>
/// A list that is read page by page, once, forwards. While a page is worked on the next one is fetched, never more than one. Disposing of
/// it ends what is under way.
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
public interface IPlannrPages<T> : IDisposable
{
    /// <summary>How many items the list has in all, as the server says. Null before the first page, and where the server does not say.</summary>
    long? TotalCount { get; }

    /// <summary>Gets the next page. An item that an earlier page held already is not in it.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The items, possibly none; null after the last page.</returns>
    /// <exception cref="PlannrRequestException">The page can't be had.</exception>
    Task<IReadOnlyList<T>?> NextAsync(CancellationToken cancellationToken);
}
