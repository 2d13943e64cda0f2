namespace Plannr.PowerShell.Commands.Automation;

/// <summary>Getting executions by their UUIDs.</summary>
public abstract partial class AutomationSourceCommand
{
    /// <summary>Whether nothing more of what is asked for by UUID will be written. What a list gave was counted when it was read.</summary>
    private bool HasEnough => Quota.IsReached && !IsCompleting;

    /// <summary>Whether all that is asked for is written, if it is there: no more has to be asked for than is wanted.</summary>
    private bool IsAllWritten => _filter.IsOpen && !IsCompleting;

    private int BatchSize => !Bulk ? 1 : IsAllWritten && Quota.Left < PlannrLimits.BulkSize ? (int)Quota.Left : PlannrLimits.BulkSize;

    /// <summary>A step of no known execution binds a null: its own UUID must not be taken in its place.</summary>
    private void AddExecutions()
    {
        if (ExecutionUuid is null)
        {
            EmitError(new PlannrMissingUuidException("The step does not say which execution it belongs to."), null);
            return;
        }

        if (Uuid is null)
        {
            EmitError(new PlannrMissingUuidException("There is no UUID to ask for: the value is $null."), null);
            return;
        }

        if (Quota.NeedsTotal)
        {
            // Which of the UUIDs there are is known only when all have been asked for.
            Emit(Quota.Total(null, isExact: false));
        }

        _isAllAsked = !MyInvocation.ExpectingInput;
        AddUuids(ExecutionUuid.Length > 0 ? ExecutionUuid : Uuid);
    }

    private void AddUuids(Guid[] uuids)
    {
        _asked += uuids.Length;
        foreach (Guid uuid in uuids)
        {
            if (HasEnough)
            {
                return;
            }

            _batch.Add(uuid);
            if (_batch.Count >= BatchSize)
            {
                StartBatch();
            }
        }
    }

    private void StartBatch()
    {
        while (!HasEnough && (_window.IsFull || (!_window.IsEmpty && IsAllWritten && (ulong)(_underWay + _batch.Count) > Quota.Left)))
        {
            WriteNext();
        }

        if (_batch.Count == 0 || HasEnough)
        {
            return;
        }

        _underWay += _batch.Count;
        _window.Add(_batch.ToArray());
        _batch.Clear();
        while (_window.IsReady && !HasEnough)
        {
            WriteNext();
        }
    }

    private async Task<IReadOnlyList<AutomationExecutionResult>> GetAsync(IReadOnlyList<Guid> uuids)
    {
        if (Bulk)
        {
            return await Send(client => client.GetExecutionsAsync(uuids, WantsAccount(false), Cancellation)).ConfigureAwait(false);
        }

        try
        {
            PlannrQuery query = new PlannrQuery().Include(WantsAccount(false) ? ["account"] : []);
            AutomationExecution execution = await Send(client => client.GetAsync(Endpoints.GetExecution.At(uuids[0]), query, Cancellation)).ConfigureAwait(false);
            return [new AutomationExecutionResult(uuids[0], execution, null)];
        }
        catch (PlannrRequestException exception)
        {
            return [new AutomationExecutionResult(uuids[0], null, exception)];
        }
    }

    private void WriteNext()
    {
        (IReadOnlyList<Guid> uuids, Task<IReadOnlyList<AutomationExecutionResult>> work) = _window.Take();
        _underWay -= uuids.Count;
        IReadOnlyList<AutomationExecutionResult> results = [];
        try
        {
            results = Await(work);
        }
        catch (PlannrException exception)
        {
            Fail(exception, uuids[0]);
        }

        foreach (AutomationExecutionResult result in results)
        {
            if (HasEnough)
            {
                break;
            }

            _answered++;
            Write(result);
        }

        Progress!.Show(_answered, _isAllAsked && Quota.Wanted(_asked) == _asked ? _asked : null);
        if (HasEnough)
        {
            // With a filter more was begun than it now takes.
            EndWork();
        }
    }

    private void Write(AutomationExecutionResult result)
    {
        if (result.Error is not null)
        {
            EmitError(result.Error, result.Uuid);
        }
        else if (IsCompleting)
        {
            WriteExecution(result.Execution!);
        }
        else
        {
            Offer(result.Execution!);
        }
    }
}
