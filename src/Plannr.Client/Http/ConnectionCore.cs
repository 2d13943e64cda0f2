using System.Collections.Concurrent;

namespace Plannr.Client.Http;

/// <summary>The state that all requests of a connection share, whatever their account.</summary>
internal sealed class ConnectionCore : IDisposable
{
    /// <summary>Two retries are enough: truncated data is usually complete the next time, and an HTML page instead of data usually comes from a proxy that keeps returning it.</summary>
    private const int MostRetriesOfBadResponses = 2;

    private readonly CancellationTokenSource _closing = new();
    private readonly ITokenSource _tokens;
    private readonly PlannrClientOptions _options;
    private readonly RetryDelay _delay;
    private readonly Redaction _redaction;
    private readonly ErrorMapper _errors;
    private readonly HttpClient _http;
    private readonly ConcurrentDictionary<Uri, Lazy<ConnectionCore>> _fileServers = new();

    public ConnectionCore(PlannrClientOptions options, ITokenSource tokens, TimeProvider time)
    {
        _tokens = tokens;
        _options = options;
        Time = time;
        Limiter = new RateLimiter(time, options.MaximumRetryDelay);
        _redaction = new Redaction(tokens.RevealSecrets, () => ProxyChoice.GetUserInformation(options));
        _errors = new ErrorMapper(options, time, _redaction);
        _delay = new RetryDelay(options, Counters, Limiter, time, Closing);
        _http = ConnectionHttp.Create(
            options,
            time,
            _redaction,
            () => new AccountHeaderHandler(options.BaseUri),
            () => new RetryHandler(options.MaximumRetryCount, _delay, time),
            () => options.IsFileServer ? new NoTokenHandler() : new BearerTokenHandler(tokens),
            () => new RateLimitHandler(Limiter, Counters, time),
            () => new AttemptTimeoutHandler(options.Timeout, time),
            () => new LoggingHandler(time, _redaction));
        Responses = new ResponseReader(_errors, _redaction);
    }

    public TimeProvider Time { get; }

    public Uri BaseUri => _options.BaseUri;

    public string? Proxy => ProxyChoice.GetName(_options);

    public RateLimiter Limiter { get; }

    public ConnectionCounters Counters { get; } = new();

    public ResponseReader Responses { get; }

    public BulkFilter BulkFilter { get; } = new();

    /// <summary>Cancelled when the connection closes.</summary>
    public CancellationToken Closing => _closing.Token;

    public ApiTransport Transport(Guid? account, IPlannrObserver? observer) =>
        new(_http, _errors, Math.Min(_options.MaximumRetryCount, MostRetriesOfBadResponses), _delay, account, observer) { ConnectionName = _options.ConnectionName };

    public Downloader Downloader(ApiTransport transport) => new(transport, Responses, _redaction, _options, _delay, Time);

    /// <summary>Returns the shared state for requests to another server. Those requests carry neither the token nor the account.</summary>
    public ConnectionCore ForFileServer(Uri address) =>
        _fileServers.GetOrAdd(new Uri(address.GetLeftPart(UriPartial.Authority)), server => new(() => new ConnectionCore(_options.ForFileServer(server), _tokens, Time))).Value;

    public void Dispose()
    {
        foreach (Lazy<ConnectionCore> server in _fileServers.Values)
        {
            server.Value.Dispose();
        }

        _closing.Cancel();
        _http.Dispose();
        _tokens.Dispose();
    }
}

/// <summary>The counters of a connection's requests and retries; update them with <see cref="Interlocked"/>.</summary>
internal sealed class ConnectionCounters
{
    public long Sent;
    public long Retries;
}

/// <summary>Creates delays and timeouts from a <see cref="TimeProvider"/> on both runtimes.</summary>
internal static class Clock
{
    /// <summary>The longest time that a timer supports.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(int.MaxValue);

#if NET
    public static Task DelayAsync(TimeProvider time, TimeSpan delay, CancellationToken cancellationToken) => Task.Delay(delay, time, cancellationToken);

    public static CancellationTokenSource After(TimeProvider time, TimeSpan delay) => new(delay, time);
#else
    public static Task DelayAsync(TimeProvider time, TimeSpan delay, CancellationToken cancellationToken) => time.Delay(delay, cancellationToken);

    public static CancellationTokenSource After(TimeProvider time, TimeSpan delay) => time.CreateCancellationTokenSource(delay);
#endif
}
