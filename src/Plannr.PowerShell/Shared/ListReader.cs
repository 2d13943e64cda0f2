namespace Plannr.PowerShell.Shared;

/// <summary>Reads lists for a cmdlet: streams the items, heeds -First, -Skip and -IncludeTotalCount, shows progress, and ends the script when a list breaks off.</summary>
internal sealed class ListReader(PlannrCommand cmdlet, ProgressMeter progress)
{
    private long _read;

    /// <summary>How many of the items to write.</summary>
    public Quota Quota { get; } = new(cmdlet.PagingParameters);

    /// <summary>Whether the cmdlet reads a single list, so that its total is the total of all items.</summary>
    public Func<bool> IsOneList { get; init; } = () => !cmdlet.MyInvocation.ExpectingInput;

    /// <summary>Writes what has been read and not yet written, before a list that broke off ends the script.</summary>
    public Action WritePending { get; init; } = () => { };

    /// <summary>Reads a list and offers each item while more are wanted. A page that fails ends the script, after the items of the earlier pages.</summary>
    /// <param name="pages">The list, which is disposed.</param>
    /// <param name="offer">Receives each item and asks <see cref="Quota"/> whether to write it.</param>
    /// <param name="isTotalExact">Whether the server's total is the number of items that are written.</param>
    public void Read<T>(IPlannrPages<T> pages, Action<T> offer, bool isTotalExact)
    {
        using (pages)
        {
            bool isFirst = true;
            while ((!Quota.IsReached || (isFirst && Quota.NeedsTotal)) && Next(pages, isFirst) is { } page)
            {
                if (Quota.NeedsTotal)
                {
                    cmdlet.Emit(Quota.Total(pages.TotalCount, isTotalExact));
                }

                isFirst = false;
                foreach (T item in page)
                {
                    _read++;
                    offer(item);
                    if (Quota.IsReached)
                    {
                        break;
                    }
                }

                long? total = isTotalExact ? Quota.Wanted(pages.TotalCount) : pages.TotalCount;
                progress.Show(_read, IsOneList() ? total : null);
            }
        }
    }

    /// <summary>Reads a list and writes the items that pass a filter, as far as they are wanted.</summary>
    /// <param name="pages">The list, which is disposed.</param>
    /// <param name="passes">Filters by what the API can't; null if all pass.</param>
    /// <param name="isTotalExact">Whether the server's total is the number of items that are written.</param>
    public void Write<T>(IPlannrPages<T> pages, Func<T, bool>? passes = null, bool isTotalExact = true) => Read(
        pages,
        item =>
        {
            if (passes?.Invoke(item) != false && Quota.Takes())
            {
                cmdlet.Emit(item);
            }
        },
        isTotalExact);

    /// <summary>
    /// Returns the list of one record. If the record does not exist, the error is written and the list is empty, so that the lists of other records follow.
    /// </summary>
    public IPlannrPages<T> ForRecord<T>(Guid record, IPlannrPages<T> pages) =>
        new RecordPages<T>(pages, exception => cmdlet.Post(() => cmdlet.EmitError(exception, record)));

    /// <summary>Only the first page is remembered for completion: to remember all of a long list would cost more than to read it.</summary>
    private IReadOnlyList<T>? Next<T>(IPlannrPages<T> pages, bool isFirst)
    {
        try
        {
            return cmdlet.Await(() => cmdlet.Send(_ => pages.NextAsync(cmdlet.Cancellation), isRemembered: isFirst));
        }
        catch (PlannrException exception)
        {
            if (exception is not PlannrNotConnectedException)
            {
                WritePending();
            }

            cmdlet.FailList(exception, cmdlet.CurrentConnection.Name, _read, IsOneList() ? pages.TotalCount : null);
            return null;
        }
    }
}

/// <summary>The list of one record, empty if the record does not exist. Any other error breaks off the list.</summary>
/// <param name="pages">The list. It is disposed of.</param>
/// <param name="report">Receives the error if the record does not exist.</param>
internal sealed class RecordPages<T>(IPlannrPages<T> pages, Action<PlannrNotFoundException> report) : IPlannrPages<T>
{
    private bool _hasBegun;

    public long? TotalCount => pages.TotalCount;

    public async Task<IReadOnlyList<T>?> NextAsync(CancellationToken cancellationToken)
    {
        bool isFirst = !_hasBegun;
        _hasBegun = true;
        try
        {
            return await pages.NextAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (PlannrNotFoundException exception) when (isFirst)
        {
            report(exception);
            return null;
        }
    }

    public void Dispose() => pages.Dispose();
}

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
