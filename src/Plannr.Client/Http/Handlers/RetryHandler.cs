using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Plannr.Client.Http.Handlers;

/// <summary>
/// Retries only what is safe to retry: after 429 always, since the server refused before doing anything; after other passing faults of the server or
/// the network only when the method is idempotent or the request never reached the server.
/// </summary>
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
                DelayGenerator = arguments => new ValueTask<TimeSpan?>(delay.Asked(arguments.Outcome.Result)),
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

    private ValueTask Announce(OnRetryArguments<HttpResponseMessage> arguments)
    {
        IPlannrObserver? observer = RequestScope.Get(arguments.Context.Properties.GetValue(RequestKey, null!)).Observer;
        _delay.Announce(Reason(arguments.Outcome), arguments.RetryDelay, arguments.AttemptNumber, _retries, observer);
        return default;
    }

    private static string Reason(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Result.StatusCode: (HttpStatusCode)429 } => "The limit of requests is used up (HTTP 429)",
        { Result: { } response } => $"The server answered HTTP {(int)response.StatusCode}",
        { Exception: TimeoutRejectedException } => "The server did not answer in time",
        { Exception: UnreadableBodyException } => "The body of the answer can't be read",
        _ => "The connection failed",
    };
}
