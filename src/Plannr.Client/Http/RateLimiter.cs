namespace Plannr.Client.Http;

/// <summary>Keeps a connection within the server's rate limit. Once the limit is reached, all requests wait until the minute ends; then a single request is sent first, to get the new count.</summary>
internal sealed class RateLimiter(TimeProvider time, TimeSpan longestWait)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>The first delay if the server does not specify one. The delay doubles each time, so the four default retries take a whole minute.</summary>
    private static readonly TimeSpan FirstGuess = TimeSpan.FromSeconds(4);

    private readonly object _lock = new();
    private readonly long _start = time.GetTimestamp();
    private TaskCompletionSource<bool>? _changed;
    private TimeSpan? _windowEnd;
    private TimeSpan? _holdUntil;
    private TimeSpan _guess = FirstGuess;
    private int? _limit;
    private int? _remaining;
    private int _underWay;
    private bool _isProbing;
    private bool _isReported;

    public int? Limit => Read(() => _limit);

    public int? Remaining => Read(() => _remaining);

    /// <summary>The remaining time for which all requests have to wait, or null if there is no wait.</summary>
    public TimeSpan? Hold => Read<TimeSpan?>(() => _holdUntil - Now is { } left && left > TimeSpan.Zero ? left : null);

    /// <summary>The time since the connection was created, measured by a monotonic clock.</summary>
    private TimeSpan Now => time.GetElapsedTime(_start);

    /// <summary>Waits until a request may be sent, and returns how many requests are left, if known. Each successful call must be followed by <see cref="Leave"/>.</summary>
    public Task<int?> EnterAsync(IPlannrObserver? observer, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (TryTake(Now))
            {
                return Task.FromResult(_remaining);
            }
        }

        return WaitAsync(observer, cancellationToken);
    }

    private async Task<int?> WaitAsync(IPlannrObserver? observer, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task change;
            TimeSpan? hold;
            bool isFirstToWait;
            lock (_lock)
            {
                // Read the clock only once: the wait could end between two readings.
                TimeSpan now = Now;
                if (TryTake(now))
                {
                    return _remaining;
                }

                change = (_changed ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
                hold = _holdUntil - now;
                isFirstToWait = hold > TimeSpan.Zero && !_isReported;
                _isReported |= isFirstToWait;
            }

            if (isFirstToWait && observer is { WantsVerbose: true })
            {
                string limit = Limit is { } known ? $"limit of {known} requests a minute" : "rate limit";
                observer.Verbose($"{RetryDelay.Sentence($"The {limit} is used up", hold!.Value)}.");
            }

            await (hold is { } delay ? Clock.DelayAsync(time, delay, cancellationToken) : change.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken)).ConfigureAwait(false);
        }
    }

    /// <summary>Reports that a request has ended.</summary>
    public void Leave(int? leftAtEntry, RateLimitHeaders? headers, bool isRefused)
    {
        lock (_lock)
        {
            _underWay--;
            _isProbing = false;
            TimeSpan now = Now;
            if (isRefused)
            {
                _limit = headers?.Limit ?? _limit;
                _remaining = 0;
                TimeSpan wait = headers?.Wait ?? (_windowEnd > now ? _windowEnd.Value - now : Guess(now));
                HoldUntil(now + (wait < longestWait ? wait : longestWait));
            }
            else if (headers is { } received)
            {
                _guess = FirstGuess;
                Learn(leftAtEntry, received, now);
            }

            _changed?.TrySetResult(true);
            _changed = null;
        }
    }

    private bool TryTake(TimeSpan now)
    {
        if (_holdUntil > now)
        {
            return false;
        }

        if (_holdUntil is not null)
        {
            // A 429 from long ago must not lengthen the next delay.
            if (now - _holdUntil > Minute)
            {
                _guess = FirstGuess;
            }

            // Send a single request to get the new count.
            _holdUntil = null;
            _isReported = false;
            _remaining = null;
            _isProbing = true;
            _underWay++;
            return true;
        }

        bool isFree = !_isProbing && (_remaining is null || _remaining > _underWay);
        if (isFree)
        {
            _underWay++;
        }
        else if (_underWay == 0)
        {
            HoldUntil(_windowEnd > now ? _windowEnd.Value : now);
        }

        return isFree;
    }

    /// <summary>Updates the count of remaining requests. Responses can arrive out of order, so a new minute is assumed only if the count has not fallen since the request was sent.</summary>
    private void Learn(int? leftAtEntry, RateLimitHeaders headers, TimeSpan now)
    {
        if (headers.Remaining is not { } remaining)
        {
            return;
        }

        _limit = headers.Limit ?? _limit;
        bool isNewMinute = _remaining is null || remaining >= leftAtEntry;
        _windowEnd = isNewMinute ? now + Minute : _windowEnd;
        _remaining = isNewMinute ? remaining : Math.Min(_remaining!.Value, remaining);
    }

    /// <summary>Returns how long to wait if the server does not specify a delay. Refusals of concurrent requests are treated as one refusal.</summary>
    private TimeSpan Guess(TimeSpan now)
    {
        if (_holdUntil > now)
        {
            return TimeSpan.Zero;
        }

        TimeSpan guess = _guess;
        _guess = guess + guess < Minute ? guess + guess : Minute;
        return guess;
    }

    private void HoldUntil(TimeSpan end) => _holdUntil = _holdUntil >= end ? _holdUntil : end;

    private T Read<T>(Func<T> value)
    {
        lock (_lock)
        {
            return value();
        }
    }
}

/// <summary>The rate limit headers of a response; each may be missing or invalid.</summary>
internal readonly record struct RateLimitHeaders(int? Limit, int? Remaining, TimeSpan? Wait)
{
    public static RateLimitHeaders Read(HttpResponseMessage response, TimeProvider time)
    {
        TimeSpan? reset = Number(response, "X-RateLimit-Reset") is { } moment and > 0 and < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(moment) - time.GetUtcNow()
            : null;
        TimeSpan? wait = RetryAfter.Read(response, time) ?? (reset > TimeSpan.Zero ? reset : null);
        return new RateLimitHeaders(Count(response, "X-RateLimit-Limit"), Count(response, "X-RateLimit-Remaining"), wait);
    }

    private static int? Count(HttpResponseMessage response, string name) =>
        Number(response, name) is { } number and >= 0 and <= int.MaxValue ? (int)number : null;

    private static long? Number(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values)
        && long.TryParse(values.First(), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out long number)
            ? number
            : null;
}

/// <summary>Delays each attempt until the rate limit allows it, and counts the attempts.</summary>
internal sealed class RateLimitHandler(RateLimiter limiter, ConnectionCounters counters, TimeProvider time) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        int? left = await limiter.EnterAsync(RequestScope.Get(request).Observer, cancellationToken).ConfigureAwait(false);
        RateLimitHeaders? headers = null;
        bool isRefused = false;
        try
        {
            Interlocked.Increment(ref counters.Sent);
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            headers = RateLimitHeaders.Read(response, time);
            isRefused = (int)response.StatusCode == 429;
            return response;
        }
        finally
        {
            limiter.Leave(left, headers, isRefused);
        }
    }
}
