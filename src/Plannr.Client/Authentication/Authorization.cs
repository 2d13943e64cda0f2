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
        _listener = authorization.Listens ? new LoopbackListener(authorization.RedirectUri, query => IsAnswer(QueryString.Read(query)), time) : null;
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
        using CancellationTokenSource patience = Clock.After(_time, timeout);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        string response;
        try
        {
            response = await _listener!.ReceiveAsync(ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new PlannrInvalidConnectionException(
                $"Nobody signed in within {timeout.TotalSeconds:0} seconds.",
                "Start again, and sign in to Plannr in the browser; -SignInTimeoutSec allows more time. If the browser ended at an address that did not load, specify it with -AuthorizationResponse.");
        }

        return await CompleteAsync(response, observer, cancellationToken).ConfigureAwait(false);
    }

    public async Task<PlannrOAuthTokens> CompleteAsync(string response, IPlannrObserver? observer, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, string> answer = QueryString.Read(response);
        if (!IsAnswer(answer))
        {
            throw new PlannrInvalidConnectionException(
                "The answer does not belong to this sign-in: its state is another one.", "Start again with Connect-Plannr -ClientId, and use the address that the browser then ends at.");
        }

        if (answer.TryGetValue("error", out string? error))
        {
            IsOver = true;
            string said = answer.TryGetValue("error_description", out string? description) && description.Length > 0 ? $"{error}: {description}" : error;
            throw new PlannrInvalidConnectionException($"Plannr did not sign you in ({said}).", "Start again with Connect-Plannr -ClientId, and accept in the browser.");
        }

        if (!answer.TryGetValue("code", out _code) || _code.Length == 0)
        {
            throw new PlannrInvalidConnectionException("The answer has no code.", "Specify the whole URL that the browser was redirected to, from http to its end.");
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

    private bool IsAnswer(IReadOnlyDictionary<string, string> answer) => answer.TryGetValue("state", out string? state) && state == State;
}

/// <summary>Creates random values for a sign-in, and the challenge of PKCE (RFC 7636, S256).</summary>
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
