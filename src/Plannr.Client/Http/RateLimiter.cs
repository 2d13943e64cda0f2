namespace Plannr.Client.Http;

/// <summary>
/// Keeps a connection within the server's rate limit. Nothing waits while requests are left. Once the server has said that none are left,
/// all wait until the minute is over, then one request finds out how many there are again, and the others follow. So a long job
/// uses the whole limit of each minute, and gets 429 once at most. If other scripts of the user have used up a minute of
/// which nothing is known, one request at a time finds out, with growing delays.
/// </summary>
internal sealed class RateLimiter(TimeProvider time, TimeSpan longestWait)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>The first delay if the server does not say how long. Each next one is twice as long: those of the four default retries are a whole minute.</summary>
    private static readonly TimeSpan FirstGuess = TimeSpan.FromSeconds(4);

    private readonly object _lock = new();
    private readonly long _start = time.GetTimestamp();
    private TaskCompletionSource<bool> _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
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

    /// <summary>How long requests are held from now; null if they are not.</summary>
    public TimeSpan? Hold => Read<TimeSpan?>(() => _holdUntil - Now is { } left && left > TimeSpan.Zero ? left : null);

    /// <summary>The time since the connection was made, by a monotonic clock.</summary>
    private TimeSpan Now => time.GetElapsedTime(_start);

    /// <summary>Waits until a request may be sent. Each call is followed by <see cref="Leave"/>.</summary>
    public async Task<int?> EnterAsync(IPlannrObserver? observer, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task<bool>? change = null;
            TimeSpan hold = TimeSpan.Zero;
            bool isFirstToWait = false;
            lock (_lock)
            {
                // The clock is read once: it could pass the end of the wait in between.
                TimeSpan now = Now;
                if (TryTake(now))
                {
                    return _remaining;
                }

                if (_holdUntil is { } end)
                {
                    hold = end - now;
                    isFirstToWait = !_isReported;
                    _isReported = true;
                }
                else
                {
                    change = _changed.Task;
                }
            }

            if (isFirstToWait && observer is { WantsVerbose: true })
            {
                string limit = Limit is { } known ? $"{known} requests a minute" : "requests";
                observer.Verbose($"{RetryDelay.Sentence($"The limit of {limit} is used up", hold)}.");
            }

            await (change is null ? Clock.DelayAsync(time, hold, cancellationToken) : change.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken)).ConfigureAwait(false);
        }
    }

    /// <summary>Reports that a request has ended.</summary>
    public void Leave(int? leftAtEntry, RateLimitHeaders? said, bool isRefused)
    {
        lock (_lock)
        {
            _underWay--;
            _isProbing = false;
            TimeSpan now = Now;
            if (isRefused)
            {
                _limit = said?.Limit ?? _limit;
                _remaining = 0;

                HoldUntil(now + Shortened(said?.Wait ?? (_windowEnd > now ? _windowEnd.Value - now : Guess(now))));
            }
            else if (said is { } answer)
            {
                _guess = FirstGuess;
                if (answer.Remaining is { } remaining)
                {
                    Learn(leftAtEntry, answer.Limit, remaining, now);
                }
            }

            _changed.TrySetResult(true);
            _changed = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
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
            // An old 429 says nothing about this one.
            if (now - _holdUntil > Minute)
            {
                _guess = FirstGuess;
            }

            // One request finds out how many are left now.
            _holdUntil = null;
            _isReported = false;
            _remaining = null;
            _isProbing = true;
            _underWay++;
            return true;
        }

        if (_isProbing)
        {
            return false;
        }

        if (_remaining is null || _remaining > _underWay)
        {
            _underWay++;
            return true;
        }

        if (_underWay == 0)
        {
            HoldUntil(_windowEnd > now ? _windowEnd.Value : now);
        }

        return false;
    }

    /// <summary>
    /// Responses can arrive out of order, so a larger number than the last is no proof of a new minute. One that is not below what was left before
    /// its request was sent is.
    /// </summary>
    private void Learn(int? leftAtEntry, int? limit, int remaining, TimeSpan now)
    {
        _limit = limit ?? _limit;
        if (_remaining is null || remaining >= leftAtEntry)
        {
            _windowEnd = now + Minute;
            _remaining = remaining;
        }
        else
        {
            _remaining = Math.Min(_remaining.Value, remaining);
        }
    }

    /// <summary>Returns how long to wait if the server does not say. Concurrent requests are refused together: that counts once.</summary>
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

    private void HoldUntil(TimeSpan end)
    {
        if (!(_holdUntil >= end))
        {
            _holdUntil = end;
        }
    }

    private TimeSpan Shortened(TimeSpan wait) => wait < longestWait ? wait : longestWait;

    private T Read<T>(Func<T> value)
    {
        lock (_lock)
        {
            return value();
        }
    }
}

/// <summary>The rate limit headers of a response. Each can be missing or invalid.</summary>
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

/// <summary>Delays each attempt by the rate limit, and counts it.</summary>
internal sealed class RateLimitHandler(RateLimiter limiter, ConnectionCounters counters, TimeProvider time) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        int? left = await limiter.EnterAsync(RequestScope.Get(request).Observer, cancellationToken).ConfigureAwait(false);
        RateLimitHeaders? said = null;
        bool isRefused = false;
        try
        {
            counters.CountSent();
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            said = RateLimitHeaders.Read(response, time);
            isRefused = (int)response.StatusCode == 429;
            return response;
        }
        finally
        {
            limiter.Leave(left, said, isRefused);
        }
    }
}
