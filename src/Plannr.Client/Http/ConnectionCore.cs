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
    private readonly string? _name;
    private readonly int _bodyRetries;
    private readonly RetryDelay _delay;
    private readonly Redaction _redaction;
    private readonly ErrorMapper _errors;
    private readonly HttpClient _http;
    private readonly ConcurrentDictionary<Uri, Lazy<ConnectionCore>> _fileServers = new();

    public ConnectionCore(PlannrClientOptions options, ITokenSource tokens, TimeProvider time)
    {
        _tokens = tokens;
        _options = options;
        _name = options.ConnectionName;
        _bodyRetries = Math.Min(options.MaximumRetryCount, MostRetriesOfBadResponses);
        Time = time;
        Limiter = new RateLimiter(time, options.MaximumRetryDelay);
        _redaction = new Redaction(tokens.RevealSecrets, () => ProxyChoice.GetUserInformation(options));
        _errors = new ErrorMapper(options, time, _redaction);
        _delay = new RetryDelay(options, Counters, Limiter, time, Closing);
        _http = ConnectionHttp.Create(
            options,
            time,
            _redaction,
            new AccountHeaderHandler(options.BaseUri),
            new RetryHandler(options.MaximumRetryCount, _delay, time),
            options.IsFileServer ? new NoTokenHandler() : new BearerTokenHandler(tokens),
            new RateLimitHandler(Limiter, Counters, time),
            new AttemptTimeoutHandler(options.Timeout, time),
            new LoggingHandler(time, _redaction));
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
        new(_http, _errors, _bodyRetries, _delay, account, observer) { ConnectionName = _name };

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

/// <summary>Sends the requests of one call through a connection's handlers and reads the responses, or throws one of the module's errors.</summary>
internal sealed class ApiTransport(HttpClient http, ErrorMapper errors, int retries, RetryDelay delay, Guid? account = null, IPlannrObserver? observer = null)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>Reads a body; returns null if it is not as expected.</summary>
    public delegate T? BodyReader<T>(ReadOnlySpan<byte> body)
        where T : class;

    public ErrorMapper Errors => errors;

    public IPlannrObserver? Observer => observer;

    public Uri BaseUri => http.BaseAddress!;

    /// <summary>The name of the connection, which is stored in each record.</summary>
    public string? ConnectionName { get; init; }

    public Task<T> GetAsync<T>(Endpoint<T> endpoint, PlannrQuery? query, CancellationToken cancellationToken)
        where T : PlannrResource, new() =>
        RetryAsync(() => ExchangeAsync(endpoint, query?.Parameters ?? [], JsonContent([]), cancellationToken), cancellationToken);

    /// <summary>Creates or changes a record and returns it as the server stored it. A body with a file is sent as a form.</summary>
    public async Task<T> SendAsync<T>(Endpoint<T> endpoint, IReadOnlyDictionary<string, object?> body, CancellationToken cancellationToken)
        where T : PlannrResource, new() =>
        await WriteAsync(ExchangeAsync(endpoint, [], CreateContent(body), cancellationToken), endpoint, body).ConfigureAwait(false);

    /// <summary>Deletes a record or performs another action whose response is undocumented. An empty response or any JSON that does not report a failure means success.</summary>
    public async Task<bool> ActAsync(Endpoint endpoint, IReadOnlyDictionary<string, object?> body, CancellationToken cancellationToken)
    {
        BodyReader<string> read = content => JsonBody.IsBlank(content) || !Refusal.IsStatedBy(JsonBody.ReadPlain(content)) ? string.Empty : null;
        Task<string> response = SendAsync(Method(endpoint), endpoint.Path, body.Count == 0 ? JsonContent([]) : CreateContent(body), read, cancellationToken);
        return await WriteAsync(response, endpoint, body).ConfigureAwait(false) is not null;
    }

    /// <summary>Waits for the response to a write, and throws a specific error if the outcome is unknown.</summary>
    public static async Task<T> WriteAsync<T>(Task<T> response, Endpoint endpoint, IReadOnlyDictionary<string, object?> body)
    {
        try
        {
            return await response.ConfigureAwait(false);
        }
        catch (PlannrRequestException fault) when (UnknownOutcome.From(fault, endpoint, body) is { } unknown)
        {
            throw unknown;
        }
    }

    /// <summary>Retries a GET whose response can't be read, because the response may have been truncated in transit or have come from a cache.</summary>
    public async Task<T> RetryAsync<T>(Func<Task<T>> request, CancellationToken cancellationToken)
        where T : class
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return await request().ConfigureAwait(false);
            }
            catch (PlannrInvalidResponseException exception) when (attempt < retries && exception.StatusCode is >= 200 and < 300 && !exception.IsFinal && !exception.IsTokenFailure)
            {
                await delay.WaitAsync("The response can't be read", attempt, retries, observer, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Sends a request and reads the response. Only the handlers retry the request.</summary>
    public async Task<T> SendAsync<T>(
        HttpMethod method, string pathAndQuery, HttpContent content, BodyReader<T> read, CancellationToken cancellationToken, IEnumerable<KeyValuePair<string, string>>? headers = null)
        where T : class
    {
        using HttpRequestMessage request = CreateRequest(method, pathAndQuery, content, headers);
        using HttpResponseMessage response = await ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        return Read(request, response, read);
    }

    /// <summary>Sends a request through the handlers.</summary>
    public async Task<HttpResponseMessage> ExchangeAsync(HttpRequestMessage request, CancellationToken cancellationToken, bool isStreamed = false)
    {
        new RequestScope(account, observer, isStreamed).Set(request);
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (
            !cancellationToken.IsCancellationRequested && (exception is HttpRequestException or IOException || ConnectionFault.Classify(exception) != ConnectionFaultType.None))
        {
            throw errors.FromException(request, exception);
        }
    }

    /// <summary>Creates a request. The given headers override the client's default headers.</summary>
    public static HttpRequestMessage CreateRequest(HttpMethod method, string pathAndQuery, HttpContent content, IEnumerable<KeyValuePair<string, string>>? headers = null)
    {
        var request = new HttpRequestMessage(method, pathAndQuery) { Content = content };
        foreach (KeyValuePair<string, string> header in headers ?? [])
        {
            request.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        return request;
    }

    /// <summary>Creates JSON content. The API requires a content type on every request, even one without content.</summary>
    public static ByteArrayContent JsonContent(byte[] body) => new(body) { Headers = { ContentType = Json } };

    /// <summary>Creates the body of a write. Times use the only format that the API reference shows for requests.</summary>
    private static HttpContent CreateContent(IReadOnlyDictionary<string, object?> body) => body.Values.Any(value => value is FormFile)
        ? new FormContent(body)
        : JsonContent(JsonText.Utf8(body.ToDictionary(field => field.Key, field => field.Value is DateTimeOffset time ? ApiDate.Plain(time) : field.Value)));

    /// <summary>Sends a request and reads the record. Throws if the response is a different record, or an error that the server reports with HTTP 200.</summary>
    private async Task<T> ExchangeAsync<T>(Endpoint<T> endpoint, IReadOnlyList<KeyValuePair<string, string>> query, HttpContent content, CancellationToken cancellationToken)
        where T : PlannrResource, new()
    {
        using HttpRequestMessage request = CreateRequest(Method(endpoint), query.Count == 0 ? "/" + endpoint.Path : new PageAddress(endpoint.Path, query).ToString(), content);
        using HttpResponseMessage response = await ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        T record = Read(request, response, content => JsonBody.ReadOne<T>(content, ConnectionName));
        if (record.Key is not { } found || (endpoint.Uuid ?? found) != found)
        {
            throw errors.OtherRecord(request, response, BufferedContent.Get(response), record.Key);
        }

        endpoint.Complete?.Invoke(record, endpoint.Values);
        return record;
    }

    private static HttpMethod Method(Endpoint endpoint) => endpoint.Method == "GET" ? HttpMethod.Get : new HttpMethod(endpoint.Method);

    private T Read<T>(HttpRequestMessage request, HttpResponseMessage response, BodyReader<T> read)
        where T : class
    {
        ReadOnlySpan<byte> body = BufferedContent.Get(response);
        if (!response.IsSuccessStatusCode)
        {
            throw errors.FromResponse(request, response, body);
        }

        try
        {
            return read(body) ?? throw errors.InvalidBody(request, response, body);
        }
        catch (JsonException exception)
        {
            throw errors.InvalidBody(request, response, body, exception);
        }
    }
}

/// <summary>The settings of a call, which each of its requests carries to the handlers.</summary>
internal sealed record RequestScope(Guid? Account = null, IPlannrObserver? Observer = null, bool IsStreamed = false)
{
    private const string Key = "Plannr.Scope";

    private static readonly RequestScope None = new();

#if NET
    public static RequestScope Get(HttpRequestMessage request) =>
        request.Options.TryGetValue(new HttpRequestOptionsKey<RequestScope>(Key), out RequestScope? scope) ? scope : None;

    public void Set(HttpRequestMessage request) => request.Options.Set(new HttpRequestOptionsKey<RequestScope>(Key), this);
#else
    public static RequestScope Get(HttpRequestMessage request) => request.Properties.TryGetValue(Key, out object? scope) ? (RequestScope)scope! : None;

    public void Set(HttpRequestMessage request) => request.Properties[Key] = this;
#endif
}
