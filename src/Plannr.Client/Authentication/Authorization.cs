using System.Security.Cryptography;

namespace Plannr.Client.Authentication;

/// <inheritdoc cref="IPlannrAuthorization"/>
internal sealed class Authorization : IPlannrAuthorization
{
    private readonly TimeProvider _time;
    private readonly OAuthClient _client;
    private readonly LoopbackListener? _listener;
    private readonly string _verifier = ProofKey.Random(32);
    private string? _code;

    public Authorization(PlannrClientOptions options, PlannrAuthorizationOptions authorization, TimeProvider time)
    {
        _time = time;
        _listener = authorization.Listens ? new LoopbackListener(authorization.RedirectUri, query => IsExpected(QueryString.Read(query)), time) : null;
        RedirectUri = _listener?.RedirectUri ?? authorization.RedirectUri;
        _client = new OAuthClient(options, authorization.ClientId, authorization.ClientSecret, () => _code is null ? [_verifier] : [_verifier, _code], time);
        Address = new Uri(options.BaseUri, "oauth/authorize?" + QueryString.Build(
            new("response_type", "code"),
            new("client_id", authorization.ClientId),
            new("redirect_uri", RedirectUri.OriginalString),
            new("scope", string.Join(" ", authorization.Scopes)),
            new("state", State),
            new("code_challenge", ProofKey.GetChallenge(_verifier)),
            new("code_challenge_method", "S256")));
    }

    public Uri Address { get; }

    public Uri RedirectUri { get; }

    public string State { get; } = ProofKey.Random(24);

    public bool IsOver { get; private set; }

    public async Task<PlannrOAuthTokens> ReceiveAsync(TimeSpan timeout, IPlannrObserver? observer, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timeoutSource = Clock.After(_time, timeout);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeoutSource.Token);
        string response;
        try
        {
            response = await _listener!.ReceiveAsync(ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new PlannrInvalidConnectionException(
                $"The sign-in timed out after {timeout.TotalSeconds:0} s.",
                "Try again, and sign in to Plannr in the browser; -SignInTimeoutSec allows more time. If the browser was redirected to a URL that did not load, specify that URL with -AuthorizationResponse.");
        }

        return await CompleteAsync(response, observer, cancellationToken).ConfigureAwait(false);
    }

    public async Task<PlannrOAuthTokens> CompleteAsync(string response, IPlannrObserver? observer, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, string> query = QueryString.Read(response);
        if (!IsExpected(query))
        {
            throw new PlannrInvalidConnectionException(
                "The URL does not belong to this sign-in: the state does not match.", "Start again with Connect-Plannr -ClientId, and specify the URL that the browser is then redirected to.");
        }

        if (query.TryGetValue("error", out string? error))
        {
            IsOver = true;
            string reason = query.TryGetValue("error_description", out string? description) && description.Length > 0 ? $"{error}: {description}" : error;
            throw new PlannrInvalidConnectionException($"Plannr did not sign you in ({reason}).", "Start again with Connect-Plannr -ClientId, and allow access in the browser.");
        }

        if (!query.TryGetValue("code", out _code) || _code.Length == 0)
        {
            throw new PlannrInvalidConnectionException("The URL has no authorization code.", "Specify the complete URL that the browser was redirected to.");
        }

        TokenResponse tokens;
        try
        {
            tokens = await _client.ExchangeAsync(_code, RedirectUri, _verifier, observer, cancellationToken).ConfigureAwait(false);
            IsOver = true;
        }
        catch (PlannrUnauthorizedException)
        {
            IsOver = true;
            throw;
        }

        return new PlannrOAuthTokens(
            Secret.Protect(tokens.AccessToken),
            tokens.RefreshToken is null ? null : Secret.Protect(tokens.RefreshToken),
            _time.GetUtcNow() + tokens.Lifetime);
    }

    public void StopListening() => _listener?.Dispose();

    public void Dispose()
    {
        StopListening();
        _client.Dispose();
    }

    private bool IsExpected(IReadOnlyDictionary<string, string> query) => query.TryGetValue("state", out string? state) && state == State;
}

/// <summary>Creates random values for a sign-in, and the PKCE challenge (RFC 7636, S256).</summary>
internal static class ProofKey
{
    public static string Random(int bytes)
    {
        byte[] data = new byte[bytes];
        using var generator = RandomNumberGenerator.Create();
        generator.GetBytes(data);
        return Encode(data);
    }

    public static string GetChallenge(string verifier) => Encode(Fingerprint.Sha256(Encoding.ASCII.GetBytes(verifier)));

    private static string Encode(byte[] data) => Convert.ToBase64String(data).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
