namespace Plannr.Client;

/// <summary>
/// Polls executions, all of them together, until they have ended. The timeout is measured by a monotonic clock. If no poll was
/// possible before the timeout, for example because the computer slept, there is one more poll before the wait ends.
/// </summary>
internal sealed class ExecutionWaiter : IPlannrPages<AutomationExecutionResult>
{
    /// <summary>The number of polls that fail in a row before the wait ends: a few minutes, as a server's restart takes.</summary>
    private const int MostFailedLooks = 5;

    private static readonly TimeSpan LongestInterval = TimeSpan.FromSeconds(30);

    /// <summary>How long before the timeout the last poll begins, in addition to the time that a poll takes: its response has to arrive before the timeout.</summary>
    private static readonly TimeSpan LastLook = TimeSpan.FromSeconds(1);

    /// <summary>How long a poll after the timeout may take: after a sleep it takes a while until the network is back.</summary>
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

    /// <summary>However rare the polls have become, the state that is reported at the timeout was seen shortly before it.</summary>
    private TimeSpan Pause(TimeSpan left)
    {
        TimeSpan untilLastLook = left - LastLook - _lookTook;
        TimeSpan longest = untilLastLook > TimeSpan.Zero ? untilLastLook : left;
        return longest < _interval ? longest : _interval;
    }

    /// <summary>A poll that waits for the rate limit or the server ends at the timeout too: nothing is sent after it.</summary>
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

    /// <summary>Ends the wait, after one more poll if the timeout passed unnoticed.</summary>
    private async Task<IReadOnlyList<AutomationExecutionResult>> LookLateAsync(CancellationToken cancellationToken)
    {
        if (_hasLookedLate || Left() > -LastLook)
        {
            return GiveUp();
        }

        _hasLookedLate = true;
        return await LookWithinAsync(LateLook, cancellationToken).ConfigureAwait(false) ?? GiveUp();
    }

    /// <summary>Polls, and returns null if that takes too long.</summary>
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

            // An execution that ended in another state may never reach one that was waited for.
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
