namespace Plannr.PowerShell.Automations;

/// <summary>
/// Gets executions by their UUIDs, one or 200 a request and several requests at a time, and writes them in the order of the input. Counts apart those of a
/// list that are fetched because the list lacks something: they have passed the filters and -First, and are written in any case.
/// </summary>
internal sealed class ExecutionLookup
{
    private readonly PlannrCommand _cmdlet;
    private readonly Quota _quota;
    private readonly ProgressMeter _progress;
    private readonly OrderedWindow<Batch, IReadOnlyList<AutomationExecutionResult>> _window;
    private List<Guid> _batch = [];
    private bool _isBatchTaken;
    private bool _isInputComplete;
    private int _taken;
    private int _pending;
    private long _requested;
    private long _received;

    public ExecutionLookup(PlannrCommand cmdlet, Quota quota, ProgressMeter progress, int throttleLimit)
    {
        _cmdlet = cmdlet;
        _quota = quota;
        _progress = progress;
        _window = new(throttleLimit, GetAsync, cmdlet.Cancellation);
    }

    public required bool IsBulk { get; init; }

    public required bool IncludesAccount { get; init; }

    public required bool IsFilterOpen { get; init; }

    /// <summary>Writes an execution that passes the filters and -First.</summary>
    public required Action<AutomationExecution> Offer { get; init; }

    /// <summary>Writes an execution in any case.</summary>
    public required Action<AutomationExecution> Write { get; init; }

    /// <summary>Whether nothing more will be written.</summary>
    private bool IsEnough => _quota.IsReached && _taken == 0;

    /// <summary>Whether everything is written that exists, so that no more has to be requested than is wanted.</summary>
    private bool IsAllWritten => IsFilterOpen && _taken == 0;

    private int BatchSize => !IsBulk ? 1 : IsAllWritten && _quota.Left < PlannrLimits.BulkSize ? (int)_quota.Left : PlannrLimits.BulkSize;

    /// <summary>Requests executions and writes those that have arrived.</summary>
    public void Add(IReadOnlyCollection<Guid> uuids)
    {
        if (_quota.NeedsTotal)
        {
            // How many of the UUIDs exist is known only when all have been requested.
            _cmdlet.Emit(_quota.Total(null, isExact: false));
        }

        _isInputComplete = !_cmdlet.MyInvocation.ExpectingInput;
        Add(uuids, areTaken: false);
    }

    /// <summary>Requests an execution of a list.</summary>
    public void AddTaken(Guid uuid) => Add([uuid], areTaken: true);

    /// <summary>Writes the rest, when there is no more input.</summary>
    public void Complete()
    {
        _isInputComplete = true;
        WriteAll();
    }

    /// <summary>Writes what was requested so far.</summary>
    public void WriteAll()
    {
        Start();
        while (!_window.IsEmpty && !IsEnough)
        {
            WriteNext();
        }
    }

    private void Add(IReadOnlyCollection<Guid> uuids, bool areTaken)
    {
        if (_batch.Count > 0 && _isBatchTaken != areTaken)
        {
            Start();
        }

        _requested += uuids.Count;
        _isBatchTaken = areTaken;
        foreach (Guid uuid in uuids)
        {
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
        while (!IsEnough && (_window.IsFull || (!_window.IsEmpty && IsAllWritten && (ulong)(_pending + _batch.Count) > _quota.Left)))
        {
            WriteNext();
        }

        if (_batch.Count == 0 || IsEnough)
        {
            return;
        }

        _pending += _batch.Count;
        _window.Add(new Batch(_batch, _isBatchTaken));
        _batch = [];
        while (_window.IsReady && !IsEnough)
        {
            WriteNext();
        }
    }

    private async Task<IReadOnlyList<AutomationExecutionResult>> GetAsync(Batch batch)
    {
        if (IsBulk)
        {
            return await _cmdlet.Send(client => client.GetExecutionsAsync(batch.Uuids, IncludesAccount, _cmdlet.Cancellation)).ConfigureAwait(false);
        }

        Guid uuid = batch.Uuids[0];
        try
        {
            PlannrQuery query = new PlannrQuery().Include(IncludesAccount ? ["account"] : []);
            AutomationExecution execution = await _cmdlet.Send(client => client.GetAsync(Endpoints.GetExecution.At(uuid), query, _cmdlet.Cancellation)).ConfigureAwait(false);
            return [new AutomationExecutionResult(uuid, execution, null)];
        }
        catch (PlannrRequestException exception)
        {
            return [new AutomationExecutionResult(uuid, null, exception)];
        }
    }

    private void WriteNext()
    {
        (Batch batch, Task<IReadOnlyList<AutomationExecutionResult>> work) = _window.Take();
        _pending -= batch.Uuids.Count;
        IReadOnlyList<AutomationExecutionResult> results = [];
        try
        {
            results = _cmdlet.Await(work);
        }
        catch (PlannrException exception)
        {
            _cmdlet.Fail(exception, batch.Uuids[0]);
        }

        foreach (AutomationExecutionResult result in results.TakeWhile(_ => !IsEnough))
        {
            _received++;
            _taken -= batch.AreTaken ? 1 : 0;
            if (result.Error is not null)
            {
                _cmdlet.EmitError(result.Error, result.Uuid);
            }
            else
            {
                (batch.AreTaken ? Write : Offer)(result.Execution!);
            }
        }

        _progress.Show(_received, _isInputComplete && _quota.Wanted(_requested) == _requested ? _requested : null);
        if (IsEnough)
        {
            // With a filter, more was requested than is wanted.
            _cmdlet.Cancel();
        }
    }

    private sealed record Batch(IReadOnlyList<Guid> Uuids, bool AreTaken);
}
