namespace Plannr.PowerShell.Shared;

/// <summary>Reads lists for a cmdlet: streams the items, applies -First, -Skip and -IncludeTotalCount, shows progress, and stops the script if a list can't be read completely.</summary>
internal sealed class ListReader(PlannrCommand cmdlet, ProgressMeter progress, Quota? quota = null)
{
    private long _read;

    /// <summary>The number of items to write, as specified by -First and -Skip.</summary>
    public Quota Quota { get; } = quota ?? new(cmdlet.PagingParameters);

    /// <summary>Whether the cmdlet reads a single list, so that the list's total is the overall total.</summary>
    public Func<bool> IsOneList { get; init; } = () => !cmdlet.MyInvocation.ExpectingInput;

    /// <summary>The connection of the current item.</summary>
    public PlannrConnection? Connection { get; private set; }

    /// <summary>Before a failed list stops the script, writes the items that have been read but not yet written.</summary>
    public Action WritePending { get; init; } = () => { };

    /// <summary>Reads the lists of several connections and passes their items on until enough have been written. If a page can't be read, the script stops after the items of earlier pages have been written.</summary>
    public void Read<T>(IReadOnlyList<PlannrConnection> connections, Func<PlannrConnection, IPlannrPages<T>> list, Action<T> offer, bool isTotalExact)
    {
        using var pages = new ConnectionPages<T>(cmdlet, connections, list, readsAhead: Quota.IsUnlimited, Quota.NeedsTotal);
        bool isFirst = true;
        while ((!Quota.IsReached || (isFirst && Quota.NeedsTotal)) && Next(pages) is { } page)
        {
            Connection = pages.Connection;
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

    /// <summary>Reads lists and writes the items that pass the filter, until enough have been written.</summary>
    public void Write<T>(IReadOnlyList<PlannrConnection> connections, Func<PlannrConnection, IPlannrPages<T>> list, Func<T, bool>? passes = null, bool isTotalExact = true) => Read(
        connections,
        list,
        item =>
        {
            if (passes?.Invoke(item) != false && Quota.Takes())
            {
                cmdlet.Emit(item);
            }
        },
        isTotalExact);

    /// <summary>Reads a complete list that the cmdlet needs but does not write. If a page can't be read, the script stops.</summary>
    public IReadOnlyList<T> ReadAll<T>(PlannrConnection connection, IPlannrPages<T> list)
    {
        using var pages = new ConnectionPages<T>(cmdlet, [connection], _ => list, readsAhead: false, needsTotal: false);
        var items = new List<T>();
        while (Next(pages) is { } page)
        {
            items.AddRange(page);
        }

        return items;
    }

    /// <summary>Wraps a list that belongs to a record. If the record does not exist, an error is written and the list is empty.</summary>
    public IPlannrPages<T> ForRecord<T>(PlannrConnection connection, Guid record, IPlannrPages<T> pages) => new RecordPages<T>(pages, exception =>
    {
        exception.ConnectionName = connection.Name;
        cmdlet.Post(() => cmdlet.EmitError(exception, record));
    });

    private IReadOnlyList<T>? Next<T>(ConnectionPages<T> pages)
    {
        try
        {
            return cmdlet.Await(() => pages.NextAsync(cmdlet.Cancellation));
        }
        catch (PlannrException exception)
        {
            if (exception is not PlannrNotConnectedException)
            {
                WritePending();
            }

            cmdlet.FailList(exception, pages.Connection?.Name, _read, IsOneList() ? pages.TotalCount : null);
            return null;
        }
    }
}

/// <summary>A list that belongs to a record. If the record does not exist, the error is reported and the list is empty. Any other error is thrown.</summary>
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
