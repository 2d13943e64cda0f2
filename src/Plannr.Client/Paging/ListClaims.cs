namespace Plannr.Client.Paging;

/// <summary>Checks the pages of a list: finds a response that contradicts itself or the pages before it, and a list that ends below its total.</summary>
internal sealed class ListClaims<T>(PageAddress first, Func<T, Guid?> getKey)
{
    private ListPage<T>? _previous;
    private long _count;
    private long? _total;
    private bool _isTotalConstant = true;

    /// <summary>
    /// A message if the list ended below a total that stayed the same on all pages; null otherwise. A total that changed is that of a list that changed
    /// while it was read, and a list requested from its middle is part of the whole.
    /// </summary>
    public string? Shortfall => first.IsStart && _isTotalConstant && _total > _count
        ? $"GET /{first.Path}: the list has {_total} {(_total == 1 ? "item" : "items")} by the server's count, but only {_count} came."
        : null;

    /// <summary>Adds a page.</summary>
    public void Add(ListPage<T> page, int fresh)
    {
        _previous = page;
        _count += fresh;
        _isTotalConstant &= page.Total is null || _total is null || page.Total == _total;
        _total = page.Total ?? _total;
    }

    /// <summary>Returns how a response contradicts itself or the pages before it, as a message; null if it does not.</summary>
    public string? FindContradiction(PageAddress asked, ListPage<T> page)
    {
        long? number = page.CurrentPage ?? asked.Number;
        string name = number is null ? "a page" : $"page {number}";
        bool isOther = asked.Number is { } wanted ? page.CurrentPage is { } came && came != wanted : _previous is null && first.IsStart && page.CurrentPage > 1;
        if (isOther)
        {
            return $"page {asked.Page} was requested, but the answer is page {page.CurrentPage}.";
        }

        if (_previous?.CurrentPage is { } before && number is { } now && now != before + 1)
        {
            return $"page {now} follows page {before}.";
        }

        // An empty page after the last is that of a list that has become shorter.
        if (page.Items.Count > 0 && page.LastPage < page.CurrentPage)
        {
            return $"the answer is page {page.CurrentPage}, and says that page {page.LastPage} is the last.";
        }

        if (page.Items.Count == 0 && (page.CurrentPage < page.LastPage || (page.Next is not null && (page.Total ?? _total) > _count)))
        {
            return $"{name} is empty, although more pages follow.";
        }

        return page.Items.Count > 0 && _previous is not null && IsSameList(_previous, page) && HasSameItems(_previous, page)
            ? $"{name} has the same items as the page before it."
            : null;
    }

    /// <summary>A list that grows by exactly one page shows the same items on the next page. Its numbers grow too.</summary>
    private static bool IsSameList(ListPage<T> one, ListPage<T> other) =>
        (one.Total ?? one.LastPage) is not null && one.Total == other.Total && one.LastPage == other.LastPage;

    private bool HasSameItems(ListPage<T> one, ListPage<T> other) =>
        one.Fingerprint == other.Fingerprint
        || (one.Items.Count == other.Items.Count && one.Items.Zip(other.Items, (left, right) => getKey(left) is { } key && getKey(right) == key).All(isSame => isSame));
}

/// <summary>
/// The items of the last page, however long it is, and of ten of the API's largest pages before it, at most about twice as many.
/// A list that changes while it is read shifts by a few items, so an item is repeated soon or never; with a limit the memory
/// does not grow with the length of the list.
/// </summary>
internal sealed class RecentKeys
{
    private const int Enough = 10 * PlannrLimits.PageSize;

    private HashSet<Guid> _older = [];
    private HashSet<Guid> _newer = [];

    /// <summary>Begins another page. Items are only forgotten between pages: a repeated page must not push out its own items.</summary>
    public void BeginPage()
    {
        if (_newer.Count >= Enough)
        {
            _older = _newer;
            _newer = [];
        }
    }

    /// <summary>Adds an item, and returns whether it is new.</summary>
    public bool Add(Guid key) => _newer.Add(key) && !_older.Contains(key);
}

/// <summary>
/// Follows the order of the items, to know when none that is needed can follow. That takes proof: a server that does not
/// sort as requested gives none.
/// </summary>
internal sealed class CreationOrder<T>(PlannrQuery query)
    where T : PlannrResource, new()
{
    private static readonly Func<T, DateTimeOffset?> GetCreatedAt = typeof(T).GetProperty(nameof(Account.CreatedAt))?.GetMethod is { } getter
        ? (Func<T, DateTimeOffset?>)Delegate.CreateDelegate(typeof(Func<T, DateTimeOffset?>), getter)
        : _ => null;

    private readonly bool _isOldestFirst = query.IsOldestFirst;
    private DateTimeOffset? _last;
    private bool _hasOrder;
    private bool _isBroken;

    /// <summary>Returns whether all items that can follow are out of bounds.</summary>
    public bool IsEnough(IReadOnlyList<T> page)
    {
        if (query.NotBefore is null && query.NotAfter is null)
        {
            return false;
        }

        foreach (T item in page)
        {
            if (GetCreatedAt(item) is not { } created)
            {
                _isBroken = true;
                continue;
            }

            if (_last is { } last && created != last)
            {
                bool isInOrder = _isOldestFirst == created > last;
                _hasOrder |= isInOrder;
                _isBroken |= !isInOrder;
            }

            _last = created;
        }

        return _hasOrder && !_isBroken && (_isOldestFirst ? _last > query.NotAfter : _last < query.NotBefore);
    }
}
