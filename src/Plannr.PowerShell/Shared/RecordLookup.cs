namespace Plannr.PowerShell.Shared;

/// <summary>Gets records by UUID in parallel and writes them in the order of the input. Each failed request causes one error.</summary>
internal sealed class RecordLookup<T>(PlannrCommand cmdlet, Quota quota, ProgressMeter progress, int throttleLimit, Func<IPlannrClient, Guid, Task<T>> get)
    where T : class
{
    /// <summary>The maximum number of results per slot that can wait to be written: enough to keep all slots busy even if the first request is slow.</summary>
    private const int Ahead = 4;

    private readonly SemaphoreSlim _slots = new(throttleLimit);
    private readonly Queue<(Batch Batch, Task<IReadOnlyList<RecordResult<T>>> Results)> _window = new();
    private readonly List<Guid> _batch = [];
    private bool _isBatchTaken;
    private PlannrConnection? _batchConnection;
    private bool _isInputComplete;
    private int _taken;
    private int _pending;
    private long _requested;
    private long _received;

    /// <summary>Gets many records with one request. If null, each record is requested individually.</summary>
    public Func<IPlannrClient, IReadOnlyList<Guid>, Task<IReadOnlyList<RecordResult<T>>>>? GetMany { get; init; }

    /// <summary>Whether the cmdlet has no filter, so that every record received is written.</summary>
    public bool IsFilterOpen { get; init; } = true;

    /// <summary>Writes a record if the filters, -First and -Skip allow it.</summary>
    public required Action<T> Offer { get; init; }

    /// <summary>Writes a record that has already passed the filters.</summary>
    public Action<T> Write { get; init; } = cmdlet.Emit;

    /// <summary>Whether enough records have been written.</summary>
    private bool IsEnough => quota.IsReached && _taken == 0;

    /// <summary>Whether every record that exists is written. If so, no more records are requested than -First and -Skip require.</summary>
    private bool IsAllWritten => IsFilterOpen && _taken == 0;

    /// <summary>Whether each record is written before the next object is read from the pipeline, so that -PipelineVariable matches the record.</summary>
    private bool IsOneByOne => throttleLimit == 1 && GetMany is null;

    private int BatchSize => GetMany is null ? 1 : IsAllWritten && quota.Left < PlannrLimits.BulkSize ? (int)quota.Left : PlannrLimits.BulkSize;

    /// <summary>Requests records and writes those that have been received.</summary>
    public void Add(IReadOnlyCollection<(PlannrConnection Connection, Guid Uuid)> records)
    {
        if (quota.NeedsTotal)
        {
            // How many of the records exist is unknown until all of them have been requested.
            cmdlet.Emit(quota.Total(null, isExact: false));
        }

        _isInputComplete = !cmdlet.MyInvocation.ExpectingInput;
        Add(records, areTaken: false);
    }

    /// <summary>Requests a record that came from a list and has passed the filters.</summary>
    public void AddTaken(PlannrConnection connection, Guid uuid) => Add([(connection, uuid)], areTaken: true);

    /// <summary>Writes the remaining records after the end of the input.</summary>
    public void Complete()
    {
        _isInputComplete = true;
        WriteAll();
    }

    /// <summary>Writes all records requested so far.</summary>
    public void WriteAll()
    {
        Start();
        while (_window.Count > 0 && !IsEnough)
        {
            WriteNext();
        }
    }

    private void Add(IReadOnlyCollection<(PlannrConnection Connection, Guid Uuid)> records, bool areTaken)
    {
        _requested += records.Count;
        foreach ((PlannrConnection connection, Guid uuid) in records)
        {
            if (_batch.Count > 0 && (_isBatchTaken, _batchConnection) != (areTaken, connection))
            {
                Start();
            }

            (_isBatchTaken, _batchConnection) = (areTaken, connection);
            _taken += areTaken ? 1 : 0;
            if (IsEnough)
            {
                return;
            }

            _batch.Add(uuid);
            if (_batch.Count >= BatchSize)
            {
                Start();
            }
        }
    }

    private void Start()
    {
        while (!IsEnough && (_window.Count >= throttleLimit * Ahead || (_window.Count > 0 && IsAllWritten && (ulong)(_pending + _batch.Count) > quota.Left)))
        {
            WriteNext();
        }

        if (_batch.Count == 0 || IsEnough)
        {
            return;
        }

        _pending += _batch.Count;
        var batch = new Batch(_batchConnection!, [.. _batch], _isBatchTaken);
        _window.Enqueue((batch, GetAsync(batch)));
        _batch.Clear();
        while (_window.Count > 0 && !IsEnough && (IsOneByOne || _window.Peek().Results.IsCompleted))
        {
            WriteNext();
        }
    }

    /// <summary>Requests a batch as soon as a slot is free. Slots are assigned in the order of the calls.</summary>
    private Task<IReadOnlyList<RecordResult<T>>> GetAsync(Batch batch)
    {
        Task slot = _slots.WaitAsync(cmdlet.Cancellation);

        // Task.Yield could continue on a host's UI thread, which is blocked until this work ends.
        return Task.Run(() => SendAsync(batch, slot), cmdlet.Cancellation);
    }

    private async Task<IReadOnlyList<RecordResult<T>>> SendAsync(Batch batch, Task slot)
    {
        await slot.ConfigureAwait(false);
        try
        {
            return GetMany is not null
                ? await cmdlet.Send(batch.Connection, client => GetMany(client, batch.Uuids)).ConfigureAwait(false)
                : [new RecordResult<T>(batch.Uuids[0], await cmdlet.Send(batch.Connection, client => get(client, batch.Uuids[0])).ConfigureAwait(false), null)];
        }
        catch (PlannrException exception) when (GetMany is null && exception is not PlannrNotConnectedException)
        {
            return [new RecordResult<T>(batch.Uuids[0], null, exception)];
        }
        finally
        {
            _slots.Release();
        }
    }


    private void WriteNext()
    {
        (Batch batch, Task<IReadOnlyList<RecordResult<T>>> work) = _window.Dequeue();
        _pending -= batch.Uuids.Length;
        IReadOnlyList<RecordResult<T>> results = [];
        try
        {
            results = cmdlet.Await(work);
        }
        catch (PlannrException exception)
        {
            cmdlet.Fail(exception, batch.Uuids[0]);
        }

        foreach (RecordResult<T> result in results)
        {
            if (IsEnough)
            {
                break;
            }

            _received++;
            _taken -= batch.AreTaken ? 1 : 0;
            if (result.Error is not null)
            {
                result.Error.ConnectionName = batch.Connection.Name;
                cmdlet.EmitError(result.Error, result.Uuid);
            }
            else
            {
                (batch.AreTaken ? Write : Offer)(result.Record!);
            }
        }

        progress.Show(_received, _isInputComplete && quota.Wanted(_requested) == _requested ? _requested : null);
        if (IsEnough)
        {
            // With a filter, more records are requested than needed, so cancel the rest.
            cmdlet.Cancel();
        }
    }

    private sealed record Batch(PlannrConnection Connection, Guid[] Uuids, bool AreTaken);
}

/// <summary>The number of objects to write, as specified by <c>-First</c> and <c>-Skip</c>. Unlimited if the cmdlet does not support paging.</summary>
internal sealed class Quota(PagingParameters? paging)
{
    private ulong _skipped;
    private ulong _written;
    private bool _hasTotal;

    /// <summary>Whether enough objects have been written.</summary>
    public bool IsReached => paging is not null && _written >= paging.First;

    /// <summary>Whether the number of objects is unlimited.</summary>
    public bool IsUnlimited => Bound == ulong.MaxValue;

    /// <summary>The number of objects that still have to be written or skipped.</summary>
    public ulong Left => Bound - _written - _skipped;

    private ulong Bound => paging is null || paging.First > ulong.MaxValue - paging.Skip ? ulong.MaxValue : paging.First + paging.Skip;

    /// <summary>Whether the total was requested and has not been written yet.</summary>
    public bool NeedsTotal => paging is { IncludeTotalCount.IsPresent: true } && !_hasTotal;

    /// <summary>Counts an object, and returns whether to write it.</summary>
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

    /// <summary>Returns the total as the object that -IncludeTotalCount writes. A total that is not exact is returned as unknown.</summary>
    public PSObject Total(long? total, bool isExact)
    {
        _hasTotal = true;
        bool isKnown = isExact && total >= 0;
        return paging!.NewTotalCount(isKnown ? (ulong)total!.Value : 0, isKnown ? 1 : 0);
    }

    /// <summary>Returns the number of objects needed or the total, whichever is smaller.</summary>
    public long? Wanted(long? total) => total is { } all && Bound < (ulong)all ? (long)Bound : total;

    /// <summary>Returns the page size to request, or null if at least a full page is needed.</summary>
    public int? PageSize() => Bound is > 0 and < PlannrLimits.PageSize ? (int)Bound : null;
}
