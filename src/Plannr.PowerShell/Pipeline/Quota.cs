namespace Plannr.PowerShell.Pipeline;

/// <summary>How much of what comes is to be written: what <c>-Skip</c> and <c>-First</c> leave. Everything where a cmdlet has neither.</summary>
internal sealed class Quota(PagingParameters? paging)
{
    private ulong _skipped;
    private ulong _written;
    private bool _hasTotal;

    /// <summary>Whether nothing more is to be written.</summary>
    public bool IsReached => paging is not null && _written >= paging.First;

    /// <summary>How many objects are still to be taken in, to be written or skipped.</summary>
    public ulong Left => Bound - _written - _skipped;

    private ulong Bound => paging is null || paging.First > ulong.MaxValue - paging.Skip ? ulong.MaxValue : paging.First + paging.Skip;

    /// <summary>Whether the number of all objects is wanted and not yet known.</summary>
    public bool NeedsTotal => paging is { IncludeTotalCount.IsPresent: true } && !_hasTotal;

    /// <summary>Takes an object in, and says whether it is to be written.</summary>
    public bool Takes()
    {
        if (IsReached)
        {
            return false;
        }

        if (paging is not null && _skipped < paging.Skip)
        {
            _skipped++;
            return false;
        }

        _written++;
        return true;
    }

    /// <summary>The number of all objects as PowerShell shows it.</summary>
    /// <param name="total">What the server says; null where it does not.</param>
    /// <param name="isExact">Whether that is the number of what comes out. Where it is not, nothing is claimed.</param>
    public PSObject Total(long? total, bool isExact)
    {
        _hasTotal = true;
        bool isKnown = isExact && total >= 0;
        return paging!.NewTotalCount(isKnown ? (ulong)total!.Value : 0, isKnown ? 1 : 0);
    }

    /// <summary>How many of so many objects are to be taken in.</summary>
    /// <param name="total">How many there are; null where that is not known.</param>
    public long? Wanted(long? total) => total is { } all && Bound < (ulong)all ? (long)Bound : total;

    /// <summary>How much to ask for on a page, where less than a whole one will do; null for as much as the API gives.</summary>
    public int? PageSize()
    {
        if (paging is null || paging.First >= PlannrLimits.PageSize || paging.Skip >= PlannrLimits.PageSize)
        {
            return null;
        }

        ulong wanted = paging.First + paging.Skip;
        return wanted is > 0 and < PlannrLimits.PageSize ? (int)wanted : null;
    }
}
