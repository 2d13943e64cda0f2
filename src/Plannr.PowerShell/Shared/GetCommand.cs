namespace Plannr.PowerShell.Shared;

/// <summary>
/// The base of cmdlets that get records: lists, and records by UUID, of which several are requested at a time and written in the order of the input. A
/// UUID that fails gives an error, and the others go on.
/// </summary>
/// <typeparam name="T">The type of the records.</typeparam>
public abstract class GetCommand<T> : PlannrCommand
    where T : class
{
    private OrderedWindow<Guid, T>? _window;
    private bool _isInputComplete;
    private long _requested;
    private long _received;

    /// <summary>
    /// The connection to use, or its name. Without it, the default connection is used: the one that Connect-Plannr made last.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ConnectionReference? Connection { get; set; }

    /// <summary>Reads the lists.</summary>
    private protected ListReader Lists { get; private set; } = null!;

    /// <summary>How many of the records to write.</summary>
    private protected Quota Quota => Lists.Quota;

    /// <summary>What the cmdlet does, as the progress shows it.</summary>
    private protected abstract string Activity { get; }

    private protected override ConnectionReference? ConnectionArgument => Connection;

    private protected override bool NeedsConnection => true;

    /// <summary>Whether the cmdlet reads a single list, so that its total is the total of all records.</summary>
    private protected virtual bool IsOneList => !MyInvocation.ExpectingInput;

    private protected override void Begin() => Lists = new ListReader(this, StartProgress(Activity)) { IsOneList = () => IsOneList };

    private protected override void End()
    {
        _isInputComplete = true;
        while (_window is { IsEmpty: false })
        {
            WriteNext();
        }
    }

    /// <summary>Requests one record.</summary>
    private protected virtual Task<T> GetAsync(IPlannrClient client, Guid uuid) => throw new NotSupportedException();

    /// <summary>Requests records by UUID and writes those that have arrived.</summary>
    private protected void Get(IReadOnlyCollection<RecordReference> references, int throttleLimit)
    {
        _window ??= new OrderedWindow<Guid, T>(throttleLimit, uuid => Send(client => GetAsync(client, uuid)), Cancellation);
        if (Quota.NeedsTotal)
        {
            // How many of the UUIDs exist is known only when all have been requested.
            Emit(Quota.Total(null, isExact: false));
        }

        _requested += references.Count;
        _isInputComplete = !MyInvocation.ExpectingInput;
        foreach (RecordReference reference in references)
        {
            // No more is requested than can still be written.
            while (!Quota.IsReached && (_window.IsFull || (ulong)_window.Count >= Quota.Left))
            {
                WriteNext();
            }

            if (Quota.IsReached)
            {
                return;
            }

            _window.Add(reference.Uuid);
            while (_window.IsReady)
            {
                WriteNext();
            }
        }
    }

    private void WriteNext()
    {
        (Guid uuid, Task<T> result) = _window!.Take();
        T? record = Try(uuid, () => Await(result));
        _received++;
        if (record is not null && Quota.Takes())
        {
            Emit(record);
        }

        Progress!.Show(_received, _isInputComplete && Quota.Wanted(_requested) == _requested ? _requested : null);
    }
}
