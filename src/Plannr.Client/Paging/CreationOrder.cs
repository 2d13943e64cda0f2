namespace Plannr.Client.Paging;

/// <summary>
/// Watches the order in which items come, to know when nothing that is asked for can follow. That takes proof: a server that does not
/// sort as it was asked to gives none.
/// </summary>
/// <param name="query">The order and the bounds.</param>
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

    /// <summary>Whether all that can follow lies beyond the bound.</summary>
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
