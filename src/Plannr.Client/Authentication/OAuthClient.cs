using Microsoft.Extensions.DependencyInjection;

namespace Plannr.Client.Authentication;

/// <summary>Asks <c>POST /oauth/token</c> of the connection's server for tokens.</summary>
internal sealed class OAuthClient : IDisposable
{
    private const string Path = "oauth/token";

    private readonly string _clientId;
    private readonly Secret? _clientSecret;
    private readonly ServiceProvider _services;
    private readonly HttpClient _http;
    private readonly Func<IPlannrObserver?, ApiTransport> _createTransport;

    /// <param name="options">Where the server is.</param>
    /// <param name="clientId">The client's identifier.</param>
    /// <param name="clientSecret">The client's secret; null for none.</param>
    /// <param name="otherSecrets">What must not be seen besides the client's secret.</param>
    /// <param name="time">The clock.</param>
    public OAuthClient(PlannrClientOptions options, string clientId, SecureString? clientSecret, Func<IEnumerable<string>> otherSecrets, TimeProvider time)
    {
        _clientId = clientId;
        _clientSecret = clientSecret is null ? null : new Secret(clientSecret);
        var redaction = new Redaction(() => otherSecrets().Concat(RevealSecrets()), () => ProxyChoice.GetUserInformation(options));
        var delay = new RetryDelay(options, new ConnectionCounters(), limiter: null, time, CancellationToken.None);
        _services = ConnectionServices.Build(
            options,
            time,
            bodyRedaction: null,
            () => new RetryHandler(options.MaximumRetryCount, delay, time),
            () => new AttemptTimeoutHandler(options.Timeout, time),
            () => new LoggingHandler(time, redaction));
        _http = ConnectionServices.CreateClient(_services);
        var errors = new ErrorMapper(options, time, redaction);
        _createTransport = observer => new ApiTransport(_http, errors, retries: 0, delay, observer: observer);
    }

    public Task<TokenAnswer> ExchangeAsync(
        string code, Uri redirectUri, string verifier, IPlannrObserver? observer, CancellationToken cancellationToken) =>
        AskAsync(
            [new("grant_type", "authorization_code"), new("code", code), new("redirect_uri", redirectUri.OriginalString), new("code_verifier", verifier)],
            "Sign in again with Connect-Plannr -ClientId; a code is good once and for a short time.",
            observer,
            cancellationToken);

    public Task<TokenAnswer> RefreshAsync(string refreshToken, IPlannrObserver? observer, CancellationToken cancellationToken) =>
        AskAsync(
            [new("grant_type", "refresh_token"), new("refresh_token", refreshToken)],
            "The refresh token is used up, expired or revoked, or belongs to another client: sign in again with Connect-Plannr -ClientId.",
            observer,
            cancellationToken);

    public IEnumerable<string> RevealSecrets() => _clientSecret is null ? [] : [_clientSecret.Reveal()];

    public void Dispose()
    {
        _http.Dispose();
        _services.Dispose();
        _clientSecret?.Dispose();
    }

    private async Task<TokenAnswer> AskAsync(
        List<KeyValuePair<string, string>> form, string advice, IPlannrObserver? observer, CancellationToken cancellationToken)
    {
        form.Add(new("client_id", _clientId));
        if (_clientSecret is not null)
        {
            form.Add(new("client_secret", _clientSecret.Reveal()));
        }

        try
        {
            return await _createTransport(observer).SendAsync(HttpMethod.Post, Path, new FormUrlEncodedContent(form), TokenAnswer.Read, cancellationToken).ConfigureAwait(false);
        }
        catch (PlannrRequestException exception) when (exception.StatusCode is 400 or 401)
        {
            throw new PlannrUnauthorizedException(
                new RequestFailure(exception.Method, exception.Path, exception.StatusCode, exception.ServerMessage), exception.Message, advice);
        }
    }
}
