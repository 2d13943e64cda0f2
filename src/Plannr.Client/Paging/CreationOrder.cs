namespace Plannr.Client.Paging;

/// <summary>
/// Watches the order in which items come, to know when nothing that is asked for can follow. That takes proof: a server that does not
/// sort as it was asked to gives none.
/// </summary>
/// <param name="createdAt">When an item was created.</param>
internal sealed class CreationOrder<T>(Func<T, DateTimeOffset?> createdAt)
{
    private DateTimeOffset? _last;
    private bool _hasOrder;
    private bool _isBroken;

    /// <summary>Whether the oldest come first; else the newest do.</summary>
    public bool OldestFirst { get; init; }

    /// <summary>No older item is of interest.</summary>
    public DateTimeOffset? NoneBefore { get; init; }

    /// <summary>No newer item is of interest.</summary>
    public DateTimeOffset? NoneAfter { get; init; }

    /// <summary>Whether all that can follow lies beyond the bound.</summary>
    public bool IsEnough(IReadOnlyList<T> page)
    {
        foreach (T item in page)
        {
            if (createdAt(item) is not { } created)
            {
                _isBroken = true;
                continue;
            }

            if (_last is { } last && created != last)
            {
                bool isInOrder = OldestFirst == created > last;
                _hasOrder |= isInOrder;
                _isBroken |= !isInOrder;
            }

            _last = created;
        }

        return _hasOrder && !_isBroken && (OldestFirst ? _last > NoneAfter : _last < NoneBefore);
    }
}
