using System;
using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Plannr.Client.Limits;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Plannr.Client.Http.Handlers;

/// <summary>
/// Sends a request again where that can help and can do no harm: after 429 always, since the server refused before doing anything;
/// after other passing faults of the server or the network only when the method is idempotent or the request never reached the server.
/// After 429 the connection's limiter, where there is one, tells how long to wait: it knows what the server said to the other requests.
/// </summary>
internal sealed class RetryHandler : DelegatingHandler
{
    private static readonly ResiliencePropertyKey<HttpRequestMessage> RequestKey = new("Plannr.Request");

    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;
    private readonly ConnectionCounters _counters;
    private readonly RateLimiter? _limiter;
    private readonly TimeProvider _time;
    private readonly int _retries;
    private readonly TimeSpan _longestDelay;

    public RetryHandler(PlannrClientOptions options, ConnectionCounters counters, RateLimiter? limiter, TimeProvider time)
    {
        _time = time;
        _counters = counters;
        _limiter = limiter;
        _retries = options.MaximumRetryCount;
        _longestDelay = options.MaximumRetryDelay;
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time };
        if (_retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = _retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(500),
                MaxDelay = _longestDelay,
                ShouldHandle = arguments => new ValueTask<bool>(ShouldRetry(arguments.Context, arguments.Outcome)),
                DelayGenerator = arguments => new ValueTask<TimeSpan?>(AskedDelay(arguments.Outcome.Result)),
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
                .ExecuteAsync(async attempt => await base.SendAsync(request, attempt.CancellationToken).ConfigureAwait(false), context)
                .ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static bool ShouldRetry(ResilienceContext context, Outcome<HttpResponseMessage> outcome)
    {
        if (context.CancellationToken.IsCancellationRequested)
        {
            return false;
        }

        bool idempotent = IsIdempotent(context.Properties.GetValue(RequestKey, null!).Method);
        if (outcome.Result is { } response)
        {
            return (int)response.StatusCode switch
            {
                429 => true,
                408 or 500 or 502 or 503 or 504 => idempotent,
                _ => false,
            };
        }

        return ConnectionFault.Of(outcome.Exception) switch
        {
            ConnectionFaultKind.NotReached or ConnectionFaultKind.ProxyFault => true,
            ConnectionFaultKind.Broken or ConnectionFaultKind.Timeout => idempotent,
            _ => false,
        };
    }

    private static bool IsIdempotent(HttpMethod method) =>
        method == HttpMethod.Get || method == HttpMethod.Head || method == HttpMethod.Put || method == HttpMethod.Delete || method == HttpMethod.Options;

    /// <summary>What the limit leaves to wait, or what the server asked for in <c>Retry-After</c>, within bounds; null leaves it to the growing delay.</summary>
    private TimeSpan? AskedDelay(HttpResponseMessage? response)
    {
        if ((int?)response?.StatusCode == 429 && _limiter?.Hold is { } hold)
        {
            return hold;
        }

        TimeSpan? asked = response is null ? null : RetryAfter.Read(response, _time);
        return asked is { } delay && delay > _longestDelay ? _longestDelay : asked;
    }

    private ValueTask Announce(OnRetryArguments<HttpResponseMessage> arguments)
    {
        _counters.CountRetry();
        if (arguments.Context.Properties.GetValue(RequestKey, null!).GetObserver() is { WantsVerbose: true } observer)
        {
            string seconds = arguments.RetryDelay.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
            observer.Verbose($"{Reason(arguments.Outcome)}; waiting {seconds} s, attempt {arguments.AttemptNumber + 2} of {_retries + 1}.");
        }

        return default;
    }

    private static string Reason(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Result.StatusCode: (HttpStatusCode)429 } => "The limit of requests is used up (HTTP 429)",
        { Result: { } response } => $"The server answered HTTP {(int)response.StatusCode}",
        { Exception: TimeoutRejectedException } => "The server did not answer in time",
        _ => "The connection failed",
    };
}
