using Microsoft.Extensions.DependencyInjection;

namespace Plannr.Client;

/// <summary>What all requests of a connection share, whichever account they act as.</summary>
internal sealed class ConnectionCore : IDisposable
{
    /// <summary>A page in the place of data is mostly a proxy's and stays; cut-off data is mostly whole the next time.</summary>
    private const int MostRepeatsOfBadAnswers = 2;

    private readonly CancellationTokenSource _closing = new();
    private readonly ITokenSource _tokens;
    private readonly PlannrClientOptions _options;
    private readonly RetryDelay _delay;
    private readonly Redaction _redaction;
    private readonly ErrorMapper _errors;
    private readonly ServiceProvider _services;
    private readonly HttpClient _http;

    public ConnectionCore(PlannrClientOptions options, ITokenSource tokens, TimeProvider time)
    {
        _tokens = tokens;
        _options = options;
        Time = time;
        Closing = _closing.Token;
        Limiter = new RateLimiter(time, options.MaximumRetryDelay);
        _redaction = new Redaction(tokens.RevealSecrets, () => ProxyChoice.UserInformationOf(options));
        _errors = new ErrorMapper(options, time, _redaction);
        _delay = new RetryDelay(options, Counters, Limiter, time, Closing);
        _services = ConnectionServices.Build(options, tokens, Limiter, Counters, _delay, _redaction, time);
        _http = ConnectionServices.CreateClient(_services);
        Answers = new AnswerReader(_errors, _redaction);
    }

    public TimeProvider Time { get; }

    public Uri BaseUri => _options.BaseUri;

    public RateLimiter Limiter { get; }

    public ConnectionCounters Counters { get; } = new();

    public AnswerReader Answers { get; }

    public BulkFilter BulkFilter { get; } = new();

    /// <summary>Cancelled when the connection closes.</summary>
    public CancellationToken Closing { get; }

    /// <summary>Creates a transport for the requests of one call.</summary>
    public ApiTransport Transport(Guid? account, IPlannrObserver? observer) =>
        new(_http, _errors, Math.Min(_options.MaximumRetryCount, MostRepeatsOfBadAnswers), _delay, account, observer);

    public Downloader Downloader(ApiTransport transport) => new(transport, Answers, _redaction, _options, _delay, Time);

    public void Dispose()
    {
        _closing.Cancel();
        _http.Dispose();
        _services.Dispose();
        _tokens.Dispose();
    }
}
