namespace Plannr.Client.Authentication;

/// <summary>Requests tokens from the connection's server with <c>POST /oauth/token</c>.</summary>
internal sealed class OAuthClient : IDisposable
{
    private const string Path = "oauth/token";

    private readonly string _clientId;
    private readonly Secret? _clientSecret;
    private readonly HttpClient _http;
    private readonly ErrorMapper _errors;
    private readonly RetryDelay _delay;

    public OAuthClient(PlannrClientOptions options, string clientId, SecureString? clientSecret, Func<IEnumerable<string>> otherSecrets, TimeProvider time)
    {
        _clientId = clientId;
        _clientSecret = clientSecret is null ? null : new Secret(clientSecret);
        var redaction = new Redaction(() => otherSecrets().Concat(RevealSecrets()), () => ProxyChoice.GetUserInformation(options));
        _delay = new RetryDelay(options, new ConnectionCounters(), limiter: null, time, CancellationToken.None);
        _http = ConnectionHttp.Create(
            options,
            time,
            bodyRedaction: null,
            new RetryHandler(options.MaximumRetryCount, _delay, time),
            new AttemptTimeoutHandler(options.Timeout, time),
            new LoggingHandler(time, redaction));
        _errors = new ErrorMapper(options, time, redaction, isForTokens: true);
    }

    public Task<TokenResponse> ExchangeAsync(
        string code, Uri redirectUri, string verifier, IPlannrObserver? observer, CancellationToken cancellationToken) =>
        RequestAsync(
            [new("grant_type", "authorization_code"), new("code", code), new("redirect_uri", redirectUri.OriginalString), new("code_verifier", verifier)],
            "The authorization code may have already been used or have expired, or the client secret may be wrong. Sign in again with Connect-Plannr -ClientId.",
            observer,
            cancellationToken);

    public Task<TokenResponse> RefreshAsync(string refreshToken, IPlannrObserver? observer, CancellationToken cancellationToken) =>
        RequestAsync(
            [new("grant_type", "refresh_token"), new("refresh_token", refreshToken)],
            "The refresh token may have already been used, have expired, have been revoked or belong to another OAuth client, or the client secret may be wrong. "
                + "Sign in again with Connect-Plannr -ClientId.",
            observer,
            cancellationToken);

    public IEnumerable<string> RevealSecrets() => _clientSecret is null ? [] : [_clientSecret.Reveal()];

    public void Dispose()
    {
        _http.Dispose();
        _clientSecret?.Dispose();
    }

    private async Task<TokenResponse> RequestAsync(
        List<KeyValuePair<string, string>> form, string advice, IPlannrObserver? observer, CancellationToken cancellationToken)
    {
        form.Add(new("client_id", _clientId));
        if (_clientSecret is not null)
        {
            form.Add(new("client_secret", _clientSecret.Reveal()));
        }

        try
        {
            var transport = new ApiTransport(_http, _errors, retries: 0, _delay, observer: observer);
            return await transport.SendAsync(HttpMethod.Post, Path, new FormUrlEncodedContent(form), TokenResponse.Read, cancellationToken).ConfigureAwait(false);
        }
        catch (PlannrRequestException exception) when (exception.StatusCode is 400 or 401)
        {
            throw new PlannrUnauthorizedException(
                new RequestFailure(exception.Method, exception.Path, exception.StatusCode, exception.ServerMessage), exception.Message, advice);
        }
    }
}

/// <summary>The response to <c>POST /oauth/token</c>.</summary>
internal sealed record TokenResponse(string AccessToken, string? RefreshToken, TimeSpan? Lifetime)
{
    /// <summary>Reads a response; returns null if it contains no access token, or a token that is not valid.</summary>
    public static TokenResponse? Read(ReadOnlySpan<byte> body) =>
        JsonBody.ReadPlain(body) is ResourceMap<object?> fields && Text(fields, "access_token") is { } accessToken && SecretCheck.IsToken(accessToken)
        && Text(fields, "refresh_token") is var refreshToken && (refreshToken is null || SecretCheck.IsToken(refreshToken))
            ? new TokenResponse(accessToken, refreshToken, Seconds(fields))
            : null;

    private static string? Text(ResourceMap<object?> fields, string name) =>
        fields.TryGetValue(name, out object? value) && value is string { Length: > 0 } text ? text : null;

    /// <summary>Reads the lifetime, which can be a number or text. A lifetime of zero or less is ignored.</summary>
    private static TimeSpan? Seconds(ResourceMap<object?> fields)
    {
        const double Century = 100d * 365 * 24 * 3600;
        return fields.TryGetValue("expires_in", out object? value)
            && double.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
            && seconds is > 0 and < Century
            ? TimeSpan.FromSeconds(seconds)
            : null;
    }
}
