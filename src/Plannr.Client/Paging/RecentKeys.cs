using System;
using System.Collections.Generic;

namespace Plannr.Client.Paging;

/// <summary>
/// The items seen lately. A list that changes while it is read shifts by the few items that came, so an item turns up again soon or never;
/// with a bound the memory does not grow with the length of the list.
/// </summary>
internal sealed class RecentKeys
{
    /// <summary>Ten of the API's largest pages.</summary>
    private const int Most = 10 * PlannrLimits.PageSize;

    private readonly HashSet<Guid> _known = [];
    private readonly Queue<Guid> _order = new();

    /// <summary>Notes an item. False where it was seen lately.</summary>
    public bool Add(Guid key)
    {
        if (!_known.Add(key))
        {
            return false;
        }

        _order.Enqueue(key);
        if (_order.Count > Most)
        {
            _known.Remove(_order.Dequeue());
        }

        return true;
    }
}
