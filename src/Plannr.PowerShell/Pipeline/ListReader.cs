namespace Plannr.PowerShell.Pipeline;

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
