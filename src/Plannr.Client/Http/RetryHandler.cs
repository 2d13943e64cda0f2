using System.Net.Sockets;
using System.Security.Authentication;
using Polly;
using Polly.Retry;

namespace Plannr.Client.Http;

/// <summary>Retries a request only if a retry is safe: after a 429, if the request never reached the server, or, for idempotent methods without a form, after other transient faults.</summary>
internal sealed class RetryHandler(int retries, RetryDelay delay, TimeProvider time) : DelegatingHandler
{
    private static readonly ResiliencePropertyKey<HttpRequestMessage> RequestKey = new("Plannr.Request");

    private ResiliencePipeline<HttpResponseMessage>? _pipeline;

    /// <summary>Sends the first attempt without Polly's pipeline, because nearly all requests succeed, and building the pipeline would delay the first one.</summary>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Otherwise, a request that was cancelled before it was sent could start a token refresh.
        cancellationToken.ThrowIfCancellationRequested();
        Task<HttpResponseMessage> first = base.SendAsync(request, cancellationToken);
        try
        {
            HttpResponseMessage response = await first.ConfigureAwait(false);
            if (!ShouldRetry(request, response, exception: null, cancellationToken))
            {
                return response;
            }
        }
        catch (Exception exception) when (ShouldRetry(request, response: null, exception, cancellationToken))
        {
            // The pipeline gets the exception from the task.
        }

        return await RetryAsync(request, first, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Executes the pipeline, whose first attempt is the one that failed.</summary>
    private async Task<HttpResponseMessage> RetryAsync(HttpRequestMessage request, Task<HttpResponseMessage>? first, CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(RequestKey, request);
        try
        {
            return await (_pipeline ??= CreatePipeline())
                .ExecuteAsync(attempt => new ValueTask<HttpResponseMessage>(Interlocked.Exchange(ref first, null) ?? base.SendAsync(request, attempt.CancellationToken)), context)
                .ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private ResiliencePipeline<HttpResponseMessage> CreatePipeline() => new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = retries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = RetryDelay.First,
            MaxDelay = delay.Longest,
            ShouldHandle = arguments => new ValueTask<bool>(
                ShouldRetry(arguments.Context.Properties.GetValue(RequestKey, null!), arguments.Outcome.Result, arguments.Outcome.Exception, arguments.Context.CancellationToken)),
            DelayGenerator = arguments => new ValueTask<TimeSpan?>(delay.GetRequested(arguments.Outcome.Result)),
            OnRetry = Announce,
        })
        .Build();

    private bool ShouldRetry(HttpRequestMessage request, HttpResponseMessage? response, Exception? exception, CancellationToken cancellationToken)
    {
        if (retries == 0 || cancellationToken.IsCancellationRequested)
        {
            return false;
        }

        bool isIdempotent = request is { Method.Method: "GET" or "HEAD" or "PUT" or "DELETE" or "OPTIONS", Content: not FormContent };
        return ((int?)response?.StatusCode, ConnectionFault.Classify(exception)) switch
        {
            (429, _) or (null, ConnectionFaultType.NotReached or ConnectionFaultType.ProxyFault) => true,
            (408 or 500 or 502 or 503 or 504, _) or (null, ConnectionFaultType.Broken or ConnectionFaultType.Timeout) => isIdempotent,
            _ => false,
        };
    }

    private ValueTask Announce(OnRetryArguments<HttpResponseMessage> arguments)
    {
        IPlannrObserver? observer = RequestScope.Get(arguments.Context.Properties.GetValue(RequestKey, null!)).Observer;
        delay.Announce(Reason(arguments.Outcome), arguments.RetryDelay, arguments.AttemptNumber, retries, observer);
        return default;
    }

    private static string Reason(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Result.StatusCode: (HttpStatusCode)429 } => "The rate limit is used up (HTTP 429)",
        { Result: { } response } => $"The server returned HTTP {(int)response.StatusCode}",
        { Exception: AttemptTimeoutException } => "The server did not respond in time",
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

/// <summary>Thrown if one attempt takes too long. Not a <see cref="TimeoutException"/>, which the runtime throws if it can't connect in time.</summary>
internal sealed class AttemptTimeoutException(string message, Exception? innerException) : Exception(message, innerException);

/// <summary>The reason why no complete response was received.</summary>
internal enum ConnectionFaultType
{
    None,
    NotReached,
    ProxyPassword,
    ProxyRefusal,
    ProxyFault,
    Tls,

    /// <summary>The connection broke before the response was complete; the server may have received the request.</summary>
    Broken,
    Timeout,
}

/// <summary>Classifies connection faults on both runtimes.</summary>
internal static class ConnectionFault
{
    public static ConnectionFaultType Classify(Exception? exception) =>
        // One of the module's own errors, for example from a token refresh. Any retries were made where it was thrown.
        exception is null or PlannrException ? ConnectionFaultType.None : ClassifyCauses(exception);

    private static ConnectionFaultType ClassifyCauses(Exception exception)
    {
        foreach (Exception cause in Chain(exception))
        {
            switch (cause)
            {
                case AttemptTimeoutException:
                    return ConnectionFaultType.Timeout;

                // SocketsHttpHandler's connect timeout.
                case TimeoutException:
                    return ConnectionFaultType.NotReached;
                case AuthenticationException:
                case WebException { Status: WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure }:
                    return ConnectionFaultType.Tls;
                case SocketException socket when IsBeforeSending(socket.SocketErrorCode):
                case WebException { Status: WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ConnectFailure or WebExceptionStatus.ProxyNameResolutionFailure }:
                    return ConnectionFaultType.NotReached;
#if NET
                case HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError }:
                    return ConnectionFaultType.NotReached;
                case HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError }:
                    return TunnelStatus(cause) switch
                    {
                        407 => ConnectionFaultType.ProxyPassword,
                        >= 400 and < 500 => ConnectionFaultType.ProxyRefusal,
                        _ => ConnectionFaultType.ProxyFault,
                    };
#endif
            }
        }

        return exception is HttpRequestException or IOException ? ConnectionFaultType.Broken : ConnectionFaultType.None;
    }

    /// <summary>Returns the proxy's status for a failed CONNECT request, or null. On .NET Framework, always returns null, because the response itself has this status.</summary>
    public static int? TunnelStatus(Exception? exception)
    {
#if NET
        foreach (Exception cause in Chain(exception))
        {
            // Only the message contains the status ("... failed with status code '407'"). The message is never localised.
            if (cause is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError }
                && Regex.Match(cause.Message, @"'(\d{3})'\D*$") is { Success: true } match)
            {
                return int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
            }
        }
#endif
        return null;
    }

    private static bool IsBeforeSending(SocketError error) =>
        error is SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain
            or SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown;

    private static IEnumerable<Exception> Chain(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            yield return exception;
        }
    }
}

/// <summary>Redacts the runtime's exceptions before they become inner exceptions, and makes them safe for a terminal.</summary>
internal static class CleanException
{
    /// <summary>Returns the exception itself or, if its text contains secrets or control characters, a redacted copy that <see cref="ConnectionFault"/> classifies like the original.</summary>
    public static Exception? Redact(Exception? exception, Redaction redaction)
    {
        if (exception is null)
        {
            return null;
        }

        string text = exception.ToString().Replace("\r\n", "\n");
        if (redaction.CleanMessage(text) == text)
        {
            return exception;
        }

        string message = redaction.CleanMessage(exception.Message);
        Exception? inner = Redact(exception.InnerException, redaction);
        return exception switch
        {
#if NET
            HttpRequestException request => new HttpRequestException(request.HttpRequestError, message, inner, request.StatusCode),
#else
            HttpRequestException => new HttpRequestException(message, inner),
#endif
            AttemptTimeoutException => new AttemptTimeoutException(message, inner),
            TimeoutException => new TimeoutException(message, inner),
            AuthenticationException => new AuthenticationException(message, inner),
            WebException web => new WebException(message, inner, web.Status, response: null),
            IOException => new IOException(message, inner),
            _ => new InvalidOperationException($"{exception.GetType().Name}: {message}", inner),
        };
    }
}
