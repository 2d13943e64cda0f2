namespace Plannr.Client;

/// <summary>Polls the records of background jobs together until each job has ended or reached a requested status, or the timeout has passed. Measures time with a monotonic clock.</summary>
internal sealed class RecordWaiter<T>(IEnumerable<Guid> uuids, WaitOptions<T> options, IPlannrObserver? observer, TimeProvider time, CancellationToken closing)
    : IPlannrPages<RecordResult<T>>
    where T : PlannrResource, IBackgroundWork, new()
{
    /// <summary>The number of consecutive failed polls that ends the wait: with the default settings, more than a minute of polling, enough for a server to restart.</summary>
    private const int MostFailedPolls = 5;

    private static readonly TimeSpan LongestInterval = TimeSpan.FromSeconds(30);

    /// <summary>The time to leave between the end of the last poll and the timeout.</summary>
    private static readonly TimeSpan LastPoll = TimeSpan.FromSeconds(1);

    /// <summary>How long a poll after the timeout may take. The network needs time to come back after the computer has slept.</summary>
    private static readonly TimeSpan LatePoll = TimeSpan.FromSeconds(30);

    private readonly List<Guid> _waiting = uuids.Distinct().ToList();
    private readonly Dictionary<Guid, T> _known = [];
    private long? _start;
    private TimeSpan _interval = options.PollInterval;
    private TimeSpan _pollTook;
    private bool _hasPolledLate;
    private int _failedPolls;

    public long? TotalCount { get; } = uuids.Distinct().Count();

    private TimeSpan Left => options.Timeout - time.GetElapsedTime(_start!.Value) ?? TimeSpan.MaxValue;

    public async Task<IReadOnlyList<RecordResult<T>>?> NextAsync(CancellationToken cancellationToken)
    {
        if (_waiting.Count == 0)
        {
            return null;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closing);
        bool isFirst = _start is null;
        _start ??= time.GetTimestamp();
        if (!isFirst && GetPause(Left) is var pause && pause > TimeSpan.Zero)
        {
            await Clock.DelayAsync(time, pause, ending.Token).ConfigureAwait(false);
        }

        return await PollInTimeAsync(ending.Token).ConfigureAwait(false);
    }

    public void Dispose() => _waiting.Clear();

    /// <summary>Returns the delay before the next poll, shortened if necessary so that the last poll is just before the timeout.</summary>
    private TimeSpan GetPause(TimeSpan left)
    {
        TimeSpan untilLastPoll = left - LastPoll - _pollTook;
        TimeSpan longest = untilLastPoll > TimeSpan.Zero ? untilLastPoll : left;
        return longest < _interval ? longest : _interval;
    }

    /// <summary>Polls, and cancels the poll at the timeout even if it is waiting for the rate limit or the server.</summary>
    private async Task<IReadOnlyList<RecordResult<T>>> PollInTimeAsync(CancellationToken cancellationToken)
    {
        TimeSpan left = Left;
        IReadOnlyList<RecordResult<T>>? seen =
            left <= TimeSpan.Zero ? null
            : left > Clock.Longest ? await PollAsync(cancellationToken).ConfigureAwait(false)
            : await PollWithinAsync(left, cancellationToken).ConfigureAwait(false);
        if (seen is null && !_hasPolledLate && Left <= -LastPoll)
        {
            // The computer slept past the timeout, so poll one more time.
            _hasPolledLate = true;
            seen = await PollWithinAsync(LatePoll, cancellationToken).ConfigureAwait(false);
        }

        return seen ?? GiveUp();
    }

    /// <summary>Polls, and returns null if the poll takes longer than the limit.</summary>
    private async Task<IReadOnlyList<RecordResult<T>>?> PollWithinAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using CancellationTokenSource end = Clock.After(time, limit);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, end.Token);
        try
        {
            return await PollAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<RecordResult<T>>> PollAsync(CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        IReadOnlyList<RecordResult<T>> seen = await options.Poll(_waiting.ToArray(), cancellationToken).ConfigureAwait(false);
        _pollTook = time.GetElapsedTime(start);
        bool isFailed = seen.Any(result => IsTransient(result.Error));
        _failedPolls = isFailed ? _failedPolls + 1 : 0;
        bool isChanged = false;
        var ended = new List<RecordResult<T>>();
        foreach (RecordResult<T> result in seen)
        {
            _known.TryGetValue(result.Uuid, out T? last);
            bool isEnd = result.Error is null ? options.IsEnd(result.Record!) : !IsTransient(result.Error) || _failedPolls >= MostFailedPolls;
            if (isEnd)
            {
                _waiting.Remove(result.Uuid);
                ended.Add(result.Error is null ? result : new RecordResult<T>(result.Uuid, last, result.Error));
            }
            else if (result.Record is { } record)
            {
                isChanged |= !record.Stage.Equals(last?.Stage);
                _known[result.Uuid] = record;
            }
        }

        TimeSpan longest = options.PollInterval > LongestInterval ? options.PollInterval : LongestInterval;
        var longer = TimeSpan.FromTicks(_interval.Ticks * 3 / 2);
        _interval = isChanged || ended.Count > 0 ? options.PollInterval : longer < longest ? longer : longest;
        if (isFailed && ended.Count == 0 && observer is { WantsVerbose: true })
        {
            observer.Verbose($"The poll failed; polling again in {FormatSeconds(_interval)}.");
        }

        options.Progress?.Invoke(_waiting.Where(_known.ContainsKey).Select(uuid => _known[uuid]).ToArray());
        return ended;
    }

    private RecordResult<T>[] GiveUp()
    {
        RecordResult<T>[] running = _waiting.Select(uuid =>
        {
            _known.TryGetValue(uuid, out T? last);
            T work = last ?? new T();

            // Work that has ended with another status may never reach the requested one.
            string what = last?.HasEnded == true ? "did not reach a requested status within" : "did not end within";
            string message = $"The {work.Noun} {uuid} {what} {FormatSeconds(options.Timeout!.Value)}: {(last is null ? "its status is unknown" : work.State)}.";
            return new RecordResult<T>(uuid, last, new PlannrWaitTimeoutException(message, work.WaitAgain));
        }).ToArray();
        _waiting.Clear();
        return running;
    }

    private static string FormatSeconds(TimeSpan time) => time.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture) + " s";

    private static bool IsTransient(PlannrException? error) =>
        error is PlannrNetworkException or PlannrServerErrorException or PlannrRateLimitedException or PlannrInvalidResponseException;
}
