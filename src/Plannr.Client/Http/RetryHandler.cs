using Polly.Retry;
using Polly.Timeout;
using Polly;

namespace Plannr.Client.Http;

/// <summary>Retries a request only if a retry is safe: after a 429, if the request never reached the server, or, for idempotent methods, after other transient faults.</summary>
internal sealed class RetryHandler : DelegatingHandler
{
    private static readonly ResiliencePropertyKey<HttpRequestMessage> RequestKey = new("Plannr.Request");

    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;
    private readonly RetryDelay _delay;
    private readonly int _retries;

    public RetryHandler(int retries, RetryDelay delay, TimeProvider time)
    {
        _delay = delay;
        _retries = retries;
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time };
        if (_retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = _retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = RetryDelay.First,
                MaxDelay = delay.Longest,
                ShouldHandle = arguments => new ValueTask<bool>(ShouldRetry(arguments.Context, arguments.Outcome)),
                DelayGenerator = arguments => new ValueTask<TimeSpan?>(delay.GetRequested(arguments.Outcome.Result)),
                OnRetry = Announce,
            });
        }

        _pipeline = builder.Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(RequestKey, request);
        try
        {
            return await _pipeline
                .ExecuteAsync(static (attempt, handler) => new ValueTask<HttpResponseMessage>(handler.SendOnceAsync(attempt)), context, this)
                .ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private Task<HttpResponseMessage> SendOnceAsync(ResilienceContext attempt) => base.SendAsync(attempt.Properties.GetValue(RequestKey, null!), attempt.CancellationToken);

    private static bool ShouldRetry(ResilienceContext context, Outcome<HttpResponseMessage> outcome)
    {
        if (context.CancellationToken.IsCancellationRequested)
        {
            return false;
        }

        HttpRequestMessage request = context.Properties.GetValue(RequestKey, null!);
        bool isIdempotent = request is { Method.Method: "GET" or "HEAD" or "PUT" or "DELETE" or "OPTIONS", Content: not FormContent };
        return ((int?)outcome.Result?.StatusCode, ConnectionFault.Classify(outcome.Exception)) switch
        {
            (429, _) or (null, ConnectionFaultType.NotReached or ConnectionFaultType.ProxyFault) => true,
            (408 or 500 or 502 or 503 or 504, _) or (null, ConnectionFaultType.Broken or ConnectionFaultType.Timeout) => isIdempotent,
            _ => false,
        };
    }

    private ValueTask Announce(OnRetryArguments<HttpResponseMessage> arguments)
    {
        IPlannrObserver? observer = RequestScope.Get(arguments.Context.Properties.GetValue(RequestKey, null!)).Observer;
        _delay.Announce(Reason(arguments.Outcome), arguments.RetryDelay, arguments.AttemptNumber, _retries, observer);
        return default;
    }

    private static string Reason(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Result.StatusCode: (HttpStatusCode)429 } => "The rate limit is used up (HTTP 429)",
        { Result: { } response } => $"The server returned HTTP {(int)response.StatusCode}",
        { Exception: TimeoutRejectedException } => "The server did not respond in time",
        { Exception: UnreadableBodyException } => "The response body can't be read",
        _ => "The connection failed",
    };
}

/// <summary>Determines the delay before a retry, and reports it.</summary>
internal sealed class RetryDelay(PlannrClientOptions options, ConnectionCounters counters, RateLimiter? limiter, TimeProvider time, CancellationToken closing)
{
    /// <summary>The first of the exponential delays.</summary>
    public static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);

    public TimeSpan Longest => options.MaximumRetryDelay;

    /// <summary>Returns the start of a message about a delay: the reason and the duration.</summary>
    public static string Sentence(string reason, TimeSpan delay) =>
        $"{reason}; waiting {delay.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)} s";

    /// <summary>Returns the delay that the server requested, or null for the exponential delay. After a 429, returns the limiter's delay, if any, which takes other responses into account.</summary>
    public TimeSpan? GetRequested(HttpResponseMessage? response)
    {
        if ((int?)response?.StatusCode == 429 && limiter?.Hold is { } hold)
        {
            return hold;
        }

        // A requested delay of zero is ignored in favour of the exponential delay, so as not to overload the server.
        return response is not null && RetryAfter.Read(response, time) is { } requested && requested > TimeSpan.Zero ? Bounded(requested) : null;
    }

    /// <summary>Counts a retry and reports it.</summary>
    public void Announce(string reason, TimeSpan delay, int retry, int retries, IPlannrObserver? observer)
    {
        Interlocked.Increment(ref counters.Retries);
        if (observer is { WantsVerbose: true })
        {
            observer.Verbose($"{Sentence(reason, delay)} before attempt {retry + 2} of {retries + 1}.");
        }
    }

    /// <summary>Waits before a retry for which the server requested no delay. Closing the connection cancels the wait.</summary>
    public async Task WaitAsync(string reason, int retry, int retries, IPlannrObserver? observer, CancellationToken cancellationToken)
    {
        TimeSpan delay = Bounded(TimeSpan.FromTicks(First.Ticks << Math.Min(retry, 20)));
        Announce(reason, delay, retry, retries, observer);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closing);
        await Clock.DelayAsync(time, delay, ending.Token).ConfigureAwait(false);
    }

    private TimeSpan Bounded(TimeSpan delay) => delay < Longest ? delay : Longest;
}

/// <summary>Reads the <c>Retry-After</c> header, which contains seconds or a date.</summary>
internal static class RetryAfter
{
    /// <summary>Returns the delay from now, zero for a time in the past, or null if the header is missing or can't be parsed.</summary>
    public static TimeSpan? Read(HttpResponseMessage response, TimeProvider time)
    {
        RetryConditionHeaderValue? header = response.Headers.RetryAfter;
        TimeSpan? delay = header?.Delta ?? header?.Date - time.GetUtcNow();
        return delay < TimeSpan.Zero ? TimeSpan.Zero : delay;
    }
}
