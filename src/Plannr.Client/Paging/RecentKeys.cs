namespace Plannr.Client.Paging;

/// <summary>
/// The items seen lately: those of the last page, however long it is, and of ten of the API's largest pages before it, at most about twice as many.
/// A list that changes while it is read shifts by the few items that came, so an item turns up again soon or never; with a bound the memory
/// does not grow with the length of the list.
/// </summary>
internal sealed class RecentKeys
{
    private const int Enough = 10 * PlannrLimits.PageSize;

    private HashSet<Guid> _older = [];
    private HashSet<Guid> _newer = [];

    /// <summary>Begins another page. Only between pages is anything forgotten: one that comes again must not push out its own items.</summary>
    public void BeginPage()
    {
        if (_newer.Count >= Enough)
        {
            _older = _newer;
            _newer = [];
        }
    }

    /// <summary>Notes an item. False where it was seen lately.</summary>
    public bool Add(Guid key) => _newer.Add(key) && !_older.Contains(key);
}
