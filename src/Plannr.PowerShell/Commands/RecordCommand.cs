namespace Plannr.PowerShell.Commands;

/// <summary>
/// What the cmdlets share that get records by their UUIDs: several side by side, each coming out in the order in which it was asked for. A UUID that
/// fails gives an error, and the others go on.
/// </summary>
/// <typeparam name="T">The type of the records.</typeparam>
public abstract class RecordCommand<T> : ListingCommand
    where T : class
{
    private OrderedWindow<Guid, T>? _window;
    private bool _isAllAsked;
    private long _asked;
    private long _answered;

    /// <summary>How many requests may run side by side.</summary>
    private protected abstract int RequestsAtOnce { get; }

    /// <summary>Asks for one record.</summary>
    private protected abstract Task<T> GetAsync(IPlannrClient client, Guid uuid);

    /// <summary>Makes ready to work on several UUIDs side by side.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _window = new OrderedWindow<Guid, T>(RequestsAtOnce, uuid => Send(client => GetAsync(client, uuid)), Cancellation);
    }

    /// <summary>Writes the rest as it comes.</summary>
    protected override void EndProcessing()
    {
        _isAllAsked = true;
        while (!_window!.IsEmpty)
        {
            WriteNext();
        }

        base.EndProcessing();
    }

    /// <summary>Writes a record that came.</summary>
    private protected virtual void Write(T record) => Emit(record);

    /// <summary>Starts on UUIDs, and writes what is there by now.</summary>
    private protected void Get(Guid[] uuids)
    {
        if (Quota.NeedsTotal)
        {
            // Which of the UUIDs there are is known only when all have been asked for.
            Emit(Quota.Total(null, isExact: false));
        }

        _asked += uuids.Length;
        _isAllAsked = !MyInvocation.ExpectingInput;
        foreach (Guid uuid in uuids)
        {
            // No more is begun than can still be written.
            while (!Quota.IsReached && (_window!.IsFull || (ulong)_window.Count >= Quota.Left))
            {
                WriteNext();
            }

            if (Quota.IsReached)
            {
                return;
            }

            _window!.Add(uuid);
            while (_window.IsReady)
            {
                WriteNext();
            }
        }
    }

    private void WriteNext()
    {
        (Guid uuid, Task<T> result) = _window!.Take();
        T? record = null;
        try
        {
            record = Await(result);
        }
        catch (PlannrNotConnectedException exception)
        {
            Fail(exception, uuid);
        }
        catch (PlannrException exception)
        {
            EmitError(exception, uuid);
        }

        _answered++;
        if (record is not null && Quota.Takes())
        {
            Write(record);
        }

        Progress!.Show(_answered, _isAllAsked && Quota.Wanted(_asked) == _asked ? _asked : null);
    }
}
