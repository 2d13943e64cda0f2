namespace Plannr.Client.Http;

/// <summary>
/// Keeps a connection within the server's requests a minute. While there is room nothing waits. Once the server has said that none are left,
/// all wait together until the minute is over, then one request finds out how many there are again, and the others follow. So a long job
/// takes the whole of each minute's share, and a refusal (429) stays a single one. Where other scripts of the user have used up a minute of
/// which nothing is known, one request at a time finds out, more and more rarely.
/// </summary>
internal sealed class RateLimiter(TimeProvider time, TimeSpan longestWait)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>The first wait where nothing tells how long. Each next one is twice as long: the four of as many further attempts are a whole minute.</summary>
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
    private bool _isSaid;

    public int? Limit => Read(() => _limit);

    public int? Remaining => Read(() => _remaining);

    /// <summary>How long nobody is let through from now; null where nothing holds them, or no longer.</summary>
    public TimeSpan? Hold => Read<TimeSpan?>(() => _holdUntil - Now is { } left && left > TimeSpan.Zero ? left : null);

    /// <summary>The time since the connection was made. Setting the machine's clock does not change it.</summary>
    private TimeSpan Now => time.GetElapsedTime(_start);

    /// <summary>Waits for a place. Each place is given back with <see cref="Leave"/>.</summary>
    /// <returns>How many requests were left when the place was had, as far as the server had said; null where it had not.</returns>
    public async Task<int?> EnterAsync(IPlannrObserver? observer, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task<bool>? change = null;
            TimeSpan hold = TimeSpan.Zero;
            bool isFirstToWait = false;
            lock (_lock)
            {
                // The clock is read once: it may pass the end of the wait meanwhile.
                TimeSpan now = Now;
                if (TryTake(now))
                {
                    return _remaining;
                }

                if (_holdUntil is { } end)
                {
                    hold = end - now;
                    isFirstToWait = !_isSaid;
                    _isSaid = true;
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

            await (change is null ? Clock.DelayAsync(time, hold, cancellationToken) : change.UnlessCancelled(cancellationToken)).ConfigureAwait(false);
        }
    }

    /// <summary>Gives a place back.</summary>
    /// <param name="leftAtEntry">What <see cref="EnterAsync"/> gave.</param>
    /// <param name="said">What the server said of the limit; null where no answer came.</param>
    /// <param name="isRefused">Whether it was over the limit.</param>
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
            // A refusal of long ago tells nothing of this one.
            if (now - _holdUntil > Minute)
            {
                _guess = FirstGuess;
            }

            // What is left now nobody knows: one request finds out.
            _holdUntil = null;
            _isSaid = false;
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
    /// Answers can come out of order, so a larger number than the last is no proof of a new minute. One that is not below what was left before
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

    /// <summary>How long to wait where nobody says. Requests that were under way together are refused together: that is one refusal.</summary>
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

/// <summary>What an answer says of the limit. Each part can be missing or make no sense.</summary>
internal readonly record struct RateLimitHeaders(int? Limit, int? Remaining, TimeSpan? Wait)
{
    public static RateLimitHeaders Of(HttpResponseMessage response, TimeProvider time)
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

/// <summary>Lets each attempt wait for its turn within the server's limit, and counts it.</summary>
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
            said = RateLimitHeaders.Of(response, time);
            isRefused = (int)response.StatusCode == 429;
            return response;
        }
        finally
        {
            limiter.Leave(left, said, isRefused);
        }
    }
}
