namespace Plannr.Client;

/// <summary>
/// Looks at executions again and again, all of them together, until they have ended. The time is measured by a clock that nobody can set. If no look was
/// possible until the time was over, as when the machine slept, there is one more look before the wait is given up.
/// </summary>
internal sealed class ExecutionWaiter : IPlannrPages<AutomationExecutionResult>
{
    /// <summary>Looks that fail in a row before the wait is given up: a few minutes, as a server's restart takes.</summary>
    private const int MostFailedLooks = 5;

    private static readonly TimeSpan LongestInterval = TimeSpan.FromSeconds(30);

    /// <summary>How long before the end of the time the last look begins, beside what a look takes: its answer has to come within the time.</summary>
    private static readonly TimeSpan LastLook = TimeSpan.FromSeconds(1);

    /// <summary>How long a look after the end of the time may take: after a sleep it takes a while until the network is back.</summary>
    private static readonly TimeSpan LateLook = TimeSpan.FromSeconds(30);

    private readonly BulkReader _reader;
    private readonly AutomationExecutionWaitOptions _options;
    private readonly IPlannrObserver? _observer;
    private readonly TimeProvider _time;
    private readonly CancellationToken _closing;
    private readonly List<Guid> _waiting;
    private readonly Dictionary<Guid, AutomationExecution> _known = [];
    private long? _start;
    private TimeSpan _interval;
    private TimeSpan _lookTook;
    private bool _hasLooked;
    private bool _hasLookedLate;
    private int _failedLooks;

    /// <param name="reader">Gets the executions.</param>
    /// <param name="uuids">The executions to wait for.</param>
    /// <param name="options">How to wait.</param>
    /// <param name="observer">The observer; may be null.</param>
    /// <param name="time">The clock.</param>
    /// <param name="closing">Cancelled when the connection closes.</param>
    public ExecutionWaiter(
        BulkReader reader, IEnumerable<Guid> uuids, AutomationExecutionWaitOptions options, IPlannrObserver? observer, TimeProvider time, CancellationToken closing)
    {
        _reader = reader;
        _options = options;
        _observer = observer;
        _time = time;
        _closing = closing;
        _waiting = uuids.Distinct().ToList();
        _interval = options.PollInterval;
        TotalCount = _waiting.Count;
    }

    public long? TotalCount { get; }

    public async Task<IReadOnlyList<AutomationExecutionResult>?> NextAsync(CancellationToken cancellationToken)
    {
        _start ??= _time.GetTimestamp();
        if (_waiting.Count == 0)
        {
            return null;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing);

        if (_hasLooked)
        {
            TimeSpan pause = Pause(Left());
            if (pause > TimeSpan.Zero)
            {
                await Clock.DelayAsync(_time, pause, ending.Token).ConfigureAwait(false);
            }
        }

        _hasLooked = true;
        return await LookInTimeAsync(ending.Token).ConfigureAwait(false);
    }

    public void Dispose() => _waiting.Clear();

    private TimeSpan Left() => _options.Timeout - _time.GetElapsedTime(_start!.Value) ?? TimeSpan.MaxValue;

    /// <summary>However rare the looks have become, what is told at the end of the time was seen shortly before it.</summary>
    private TimeSpan Pause(TimeSpan left)
    {
        TimeSpan untilLastLook = left - LastLook - _lookTook;
        TimeSpan longest = untilLastLook > TimeSpan.Zero ? untilLastLook : left;
        return longest < _interval ? longest : _interval;
    }

    /// <summary>A look that waits for its turn or for the server ends with the time too: after it nothing more is sent.</summary>
    private async Task<IReadOnlyList<AutomationExecutionResult>> LookInTimeAsync(CancellationToken cancellationToken)
    {
        TimeSpan left = Left();
        if (left <= TimeSpan.Zero)
        {
            return await LookLateAsync(cancellationToken).ConfigureAwait(false);
        }

        if (left > Clock.Longest)
        {
            return await LookAsync(cancellationToken).ConfigureAwait(false);
        }

        return await LookWithinAsync(left, cancellationToken).ConfigureAwait(false) ?? await LookLateAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives up, after one more look if the end of the time passed unnoticed.</summary>
    private async Task<IReadOnlyList<AutomationExecutionResult>> LookLateAsync(CancellationToken cancellationToken)
    {
        if (_hasLookedLate || Left() > -LastLook)
        {
            return GiveUp();
        }

        _hasLookedLate = true;
        return await LookWithinAsync(LateLook, cancellationToken).ConfigureAwait(false) ?? GiveUp();
    }

    /// <summary>Looks, and returns null if that takes too long.</summary>
    private async Task<IReadOnlyList<AutomationExecutionResult>?> LookWithinAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        using CancellationTokenSource end = Clock.After(_time, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, end.Token);
        try
        {
            return await LookAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<AutomationExecutionResult>> LookAsync(CancellationToken cancellationToken)
    {
        long start = _time.GetTimestamp();
        IReadOnlyList<AutomationExecutionResult> seen =
            await _reader.GetAsync(_waiting.ToArray(), _options.IncludeAccount, cancellationToken).ConfigureAwait(false);
        _lookTook = _time.GetElapsedTime(start);
        bool isFailed = seen.Any(result => IsPassing(result.Error));
        _failedLooks = isFailed ? _failedLooks + 1 : 0;
        bool isChanged = false;
        var ended = new List<AutomationExecutionResult>();
        foreach (AutomationExecutionResult result in seen)
        {
            bool isEnd = result.Error is null ? _options.IsEnd(result.Execution!.Status) : !IsPassing(result.Error) || _failedLooks >= MostFailedLooks;
            if (isEnd)
            {
                _waiting.Remove(result.Uuid);
                _known.TryGetValue(result.Uuid, out AutomationExecution? last);
                ended.Add(result.Error is null ? result : new AutomationExecutionResult(result.Uuid, last, result.Error));
            }
            else if (result.Execution is { } execution)
            {
                isChanged |= !_known.TryGetValue(result.Uuid, out AutomationExecution? before) || HasMoved(before, execution);
                _known[result.Uuid] = execution;
            }
        }

        if (isFailed && ended.Count == 0 && _observer is { WantsVerbose: true })
        {
            _observer.Verbose($"The state could not be had; looking again in {_interval.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)} s.");
        }

        TimeSpan longest = _options.PollInterval > LongestInterval ? _options.PollInterval : LongestInterval;
        var longer = TimeSpan.FromTicks(_interval.Ticks * 3 / 2);
        _interval = isChanged || ended.Count > 0 ? _options.PollInterval : longer < longest ? longer : longest;
        _options.Progress?.Invoke(_waiting.Where(_known.ContainsKey).Select(uuid => _known[uuid]).ToArray());
        return ended;
    }

    private AutomationExecutionResult[] GiveUp()
    {
        AutomationExecutionResult[] running = _waiting.Select(uuid =>
        {
            _known.TryGetValue(uuid, out AutomationExecution? last);
            string state = last is null ? "its state is not known" : $"it is {last.Status}, {last.CompletedStepCount} of {last.StepCount} steps done";

            // One that has ended otherwise than was waited for may never come to it.
            string what = last is null || AutomationStatus.IsRunning(last.Status) ? "had not ended after" : "did not reach a state that was waited for in";
            return new AutomationExecutionResult(uuid, last, new PlannrWaitTimeoutException(
                $"The execution {uuid} {what} {_options.Timeout!.Value.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)} s: {state}."));
        }).ToArray();
        _waiting.Clear();
        return running;
    }

    private static bool IsPassing(PlannrException? error) =>
        error is PlannrNetworkException or PlannrServerErrorException or PlannrRateLimitedException or PlannrInvalidResponseException;

    private static bool HasMoved(AutomationExecution before, AutomationExecution now) =>
        before.Status != now.Status || before.UpdatedAt != now.UpdatedAt || before.CompletedStepCount != now.CompletedStepCount;
}
