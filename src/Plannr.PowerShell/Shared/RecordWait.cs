namespace Plannr.PowerShell.Shared;

/// <summary>Waits for background work on several connections, writes each record when its work has finished, and shows the progress of the first unfinished record.</summary>
internal sealed class RecordWait<T>(PlannrCommand cmdlet, ProgressMeter progress, Func<T, (string Text, int Percent)> describe)
    where T : PlannrResource, IBackgroundWork, new()
{
    private List<ConnectionWait<T>> _waits = [];
    private int _total;
    private int _ended;

    /// <summary>Waits for the records and writes each record when it has finished. A failure or timeout causes an error; the target object of a timeout error is the record as last read.</summary>
    /// <param name="records">The records to wait for.</param>
    /// <param name="createOptions">Creates the options for a connection.</param>
    /// <param name="write">Writes a record that has finished.</param>
    public void Run(IReadOnlyCollection<(PlannrConnection Connection, Guid Uuid)> records, Func<PlannrConnection, WaitOptions<T>> createOptions, Action<T> write)
    {
        _total = records.Count;
        _waits = [.. records
            .GroupBy(record => record.Connection, record => record.Uuid)
            .Select(group => new ConnectionWait<T>(cmdlet, group.Key, [.. group], createOptions(group.Key)))];
        try
        {
            while (Next() is var (wait, results))
            {
                foreach (RecordResult<T> result in results)
                {
                    Write(wait, result, write);
                }

                ShowProgress();
            }
        }
        finally
        {
            _waits.ForEach(wait => wait.Dispose());
        }
    }

    /// <summary>Shows the progress as of the last poll. Called after each poll and during the wait for the next one, which can take minutes.</summary>
    public void ShowProgress()
    {
        if (_waits.SelectMany(wait => wait.Running).FirstOrDefault() is { } first)
        {
            (string text, int percent) = describe(first);
            progress.Show(_total > 1 ? $"{_ended} of {_total} finished. {text}" : text, _total > 1 ? 100 * _ended / _total : percent);
        }
        else if (_ended > 0)
        {
            progress.Show(_ended, _total);
        }
        else
        {
            progress.ShowAgain();
        }
    }

    private void Write(ConnectionWait<T> wait, RecordResult<T> result, Action<T> write)
    {
        _ended++;
        if (result.Error is null)
        {
            write(result.Record!);
        }
        else
        {
            result.Error.ConnectionName = wait.Connection.Name;
            cmdlet.EmitError(result.Error, result.Error is PlannrWaitTimeoutException && result.Record is { } last ? last : result.Uuid);
        }
    }

    /// <summary>Waits for the next poll of any connection and returns the records that have finished, or null if no records remain.</summary>
    private (ConnectionWait<T> Wait, IReadOnlyList<RecordResult<T>> Results)? Next()
    {
        List<ConnectionWait<T>> waits = _waits.FindAll(wait => !wait.IsOver);
        if (waits.Count == 0)
        {
            return null;
        }

        try
        {
            return cmdlet.Await(async () =>
            {
                Task first = await Task.WhenAny(waits.Select(wait => wait.NextAsync())).ConfigureAwait(false);
                ConnectionWait<T> next = waits.First(wait => wait.NextAsync() == first);
                return (next, await next.TakeAsync().ConfigureAwait(false));
            });
        }
        catch (PlannrException exception)
        {
            cmdlet.Fail(exception, exception.ConnectionName);
            return null;
        }
    }
}

/// <summary>Waits for the records of one connection.</summary>
internal sealed class ConnectionWait<T> : IDisposable
    where T : PlannrResource, IBackgroundWork, new()
{
    private readonly Func<Task<IReadOnlyList<RecordResult<T>>?>> _poll;
    private readonly IPlannrPages<RecordResult<T>> _ended;
    private IReadOnlyList<T> _running = [];
    private Task<IReadOnlyList<RecordResult<T>>?>? _next;

    public ConnectionWait(PlannrCommand cmdlet, PlannrConnection connection, IReadOnlyList<Guid> uuids, WaitOptions<T> options)
    {
        Connection = connection;
        options.Progress += running => Volatile.Write(ref _running, running);
        _ended = cmdlet.Connections.GetClient(connection).Wait(uuids, options);
        _poll = () => cmdlet.Send(connection, _ => _ended.NextAsync(cmdlet.Cancellation));
    }

    public PlannrConnection Connection { get; }

    /// <summary>Whether all records have finished.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The records that had not finished at the last poll.</summary>
    public IReadOnlyList<T> Running => Volatile.Read(ref _running);

    /// <summary>Returns the task of the next poll. The task stays the same until <see cref="TakeAsync"/> is called, so that polls of other connections can complete first.</summary>
    public Task<IReadOnlyList<RecordResult<T>>?> NextAsync() => _next ??= _poll();

    /// <summary>Returns the finished records of the completed poll.</summary>
    public async Task<IReadOnlyList<RecordResult<T>>> TakeAsync()
    {
        Task<IReadOnlyList<RecordResult<T>>?> finished = NextAsync();
        _next = null;
        IReadOnlyList<RecordResult<T>>? results = await finished.ConfigureAwait(false);
        IsOver = results is null;
        return results ?? [];
    }

    public void Dispose() => _ended.Dispose();
}
