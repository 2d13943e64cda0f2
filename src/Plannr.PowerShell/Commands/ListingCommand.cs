namespace Plannr.PowerShell.Commands;

/// <summary>What all cmdlets share that write lists: streaming, -First, -Skip and -IncludeTotalCount, progress, and lists that break off.</summary>
public abstract class ListingCommand : ConnectedCommand
{
    private Quota? _quota;
    private long _read;

    /// <summary>What the cmdlet does, as the progress shows it.</summary>
    private protected abstract string Activity { get; }

    /// <summary>Whether the cmdlet reads one list, so that its total is that of all. What comes through the pipeline brings nobody knows how many.</summary>
    private protected virtual bool IsOneList => !MyInvocation.ExpectingInput;

    /// <summary>How much of what comes is to be written.</summary>
    private protected Quota Quota => _quota ??= new Quota(PagingParameters);

    /// <summary>What shows the progress. Null before <see cref="BeginProcessing"/>.</summary>
    private protected ProgressMeter? Progress { get; private set; }

    /// <summary>Finds the connection and makes ready.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Progress = new ProgressMeter(this, Activity, () => LimitWait);
    }

    /// <summary>Ends what was shown of the progress.</summary>
    protected override void EndProcessing() => Progress?.Complete();

    /// <summary>Ends what is shown of the progress, whatever ended the cmdlet.</summary>
    private protected override void OnEnding() => Progress?.Complete();

    /// <summary>What was shown does not stand still meanwhile.</summary>
    private protected override void OnWaiting() => Progress?.ShowAgain();

    /// <summary>Reads a list and offers each item, as far as more are wanted. A page that fails ends the script, after the items of the earlier pages.</summary>
    /// <param name="pages">The list. It is disposed of.</param>
    /// <param name="offer">Told of each item; asks <see cref="Quota"/> whether to write it.</param>
    /// <param name="isTotalExact">Whether the server's total is the number of what comes out.</param>
    private protected void ReadList<T>(IPlannrPages<T> pages, Action<T> offer, bool isTotalExact)
    {
        using (pages)
        {
            bool isFirst = true;
            while ((!Quota.IsReached || (isFirst && Quota.NeedsTotal)) && Next(pages, isFirst) is { } page)
            {
                if (Quota.NeedsTotal)
                {
                    Emit(Quota.Total(pages.TotalCount, isTotalExact));
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
                Progress!.Show(_read, IsOneList ? total : null);
            }
        }
    }

    /// <summary>Reads a list and writes what of it is wanted.</summary>
    /// <param name="pages">The list. It is disposed of.</param>
    private protected void WriteList<T>(IPlannrPages<T> pages) => WriteList(pages, _ => true, isTotalExact: true);

    /// <summary>Reads a list and writes what passes a filter and is wanted.</summary>
    /// <param name="pages">The list. It is disposed of.</param>
    /// <param name="passes">What the API can't filter by.</param>
    /// <param name="isTotalExact">Whether the server's total is the number of what comes out.</param>
    private protected void WriteList<T>(IPlannrPages<T> pages, Func<T, bool> passes, bool isTotalExact) => ReadList(
        pages,
        item =>
        {
            if (passes(item) && Quota.Takes())
            {
                Emit(item);
            }
        },
        isTotalExact);

    /// <summary>The UUIDs of records from the pipeline. One without is an error, and the others go on.</summary>
    /// <param name="items">The records; null where they came back from a file or a background job.</param>
    /// <param name="uuidOf">The UUID of a record.</param>
    /// <param name="stored">The records where they came back.</param>
    private protected IEnumerable<Guid> UuidsOf<T>(T[]? items, Func<T, Guid?> uuidOf, PSObject[]? stored)
        where T : PlannrResource
    {
        IEnumerable<(object Item, Guid? Uuid)> all = items is not null
            ? items.Select(item => ((object)item, uuidOf(item)))
            : (stored ?? []).Select(item => ((object)item, LanguagePrimitives.TryConvertTo(item.Properties["Uuid"]?.Value, out Guid uuid) ? uuid : (Guid?)null));
        foreach ((object item, Guid? uuid) in all)
        {
            if (uuid is { } known)
            {
                yield return known;
            }
            else
            {
                EmitError(new PlannrMissingUuidException($"'{item}' has no UUID, so nothing can be asked for by it."), item);
            }
        }
    }

    /// <summary>
    /// The list of one record. If the record does not exist, that is the error of one item: the error is written and the list is empty, so that the
    /// lists of other records follow.
    /// </summary>
    /// <param name="record">The UUID of the record.</param>
    /// <param name="pages">The list. It is disposed of.</param>
    private protected IPlannrPages<T> ListOf<T>(Guid record, IPlannrPages<T> pages) =>
        new RecordPages<T>(pages, exception => Post(() => EmitError(exception, record)));

    /// <summary>Writes what has been read and not yet written, before a list that broke off ends the script.</summary>
    private protected virtual void WritePending()
    {
    }

    /// <summary>The first page is what completion offers; to remember all of a long list would cost more than to read it.</summary>
    private IReadOnlyList<T>? Next<T>(IPlannrPages<T> pages, bool isFirst)
    {
        try
        {
            return Await(() => Send(_ => pages.NextAsync(Cancellation), isRemembered: isFirst));
        }
        catch (PlannrException exception)
        {
            if (exception is not PlannrNotConnectedException)
            {
                WritePending();
            }

            FailList(exception, CurrentConnection.Name, _read, IsOneList ? pages.TotalCount : null);
            return null;
        }
    }
}
