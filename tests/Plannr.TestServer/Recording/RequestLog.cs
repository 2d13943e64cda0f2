namespace Plannr.TestServer.Recording;

/// <summary>The requests in order of arrival, and the tasks that wait for a request.</summary>
internal sealed class RequestLog
{
    private readonly Lock _lock = new();
    private readonly List<RecordedRequest> _requests = [];
    private readonly List<(int Count, TaskCompletionSource<RecordedRequest> Arrival)> _waiting = [];
    private int _active;
    private int _maxConcurrency;

    public IReadOnlyList<RecordedRequest> Snapshot
    {
        get
        {
            lock (_lock)
            {
                return _requests.ToArray();
            }
        }
    }

    public int MaxConcurrency
    {
        get
        {
            lock (_lock)
            {
                return _maxConcurrency;
            }
        }
    }

    /// <summary>Counts a request as in progress until the returned activity is disposed.</summary>
    public Activity Enter()
    {
        lock (_lock)
        {
            _active++;
            _maxConcurrency = Math.Max(_maxConcurrency, _active);
            return new Activity(this);
        }
    }

    /// <summary>Numbers a request and adds it to the log.</summary>
    /// <param name="request">The request. Its number and concurrency are set by this method.</param>
    /// <param name="complete">Chooses the request's fault. Runs under the log's lock, so that faults are counted in order of arrival.</param>
    public RecordedRequest Add(RecordedRequest request, Func<RecordedRequest, RecordedRequest> complete)
    {
        lock (_lock)
        {
            var recorded = complete(request with { Number = _requests.Count + 1, Concurrency = _active });
            _requests.Add(recorded);
            foreach (var (_, arrival) in _waiting.FindAll(waiting => waiting.Count == recorded.Number))
            {
                arrival.TrySetResult(recorded);
            }

            _waiting.RemoveAll(waiting => waiting.Arrival.Task.IsCompleted);
            return recorded;
        }
    }

    public Task<RecordedRequest> WaitForAsync(int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        lock (_lock)
        {
            if (count <= _requests.Count)
            {
                return Task.FromResult(_requests[count - 1]);
            }

            var arrival = new TaskCompletionSource<RecordedRequest>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, arrival));
            return arrival.Task.WaitAsync(cancellationToken);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _requests.Clear();
            _maxConcurrency = _active;
        }
    }

    private void Leave()
    {
        lock (_lock)
        {
            _active--;
        }
    }

    /// <summary>A request in progress; disposing it again does nothing.</summary>
    internal sealed class Activity(RequestLog log) : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
            {
                log.Leave();
            }
        }
    }
}
