namespace Plannr.Sandbox.OAuth;

/// <summary>The codes and tokens that the sandbox has issued. This type is thread-safe.</summary>
internal sealed class GrantStore
{
    private const string AccessPrefix = "sandbox-access-";
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);

    private readonly object _lock = new();
    private readonly Dictionary<string, Consent> _codes = [];
    private readonly Dictionary<string, DateTimeOffset> _accessTokens = [];
    private readonly HashSet<string> _refreshTokens = [SandboxData.RefreshToken];

    /// <summary>Returns whether a token has the prefix of the tokens that the sandbox issues, even if it is not valid.</summary>
    public static bool IsIssued(string token) => token.StartsWith(AccessPrefix, StringComparison.Ordinal);

    public bool IsGood(string accessToken, DateTimeOffset now)
    {
        lock (_lock)
        {
            return _accessTokens.TryGetValue(accessToken, out DateTimeOffset expiry) && now < expiry;
        }
    }

    public string AddCode(Consent consent)
    {
        string code = "sandbox-code-" + Guid.NewGuid().ToString("N");
        lock (_lock)
        {
            _codes[code] = consent with { Expiry = consent.Expiry + CodeLifetime };
        }

        return code;
    }

    /// <summary>Redeems a code, which can be used only once. Returns null if it is unknown, used or expired.</summary>
    public Consent? TakeCode(string code, DateTimeOffset now)
    {
        lock (_lock)
        {
            bool known = _codes.TryGetValue(code, out Consent? consent);
            _codes.Remove(code);
            return known && now < consent!.Expiry ? consent : null;
        }
    }

    public string AddAccessToken(DateTimeOffset expiry)
    {
        string token = AccessPrefix + Guid.NewGuid().ToString("N");
        lock (_lock)
        {
            _accessTokens[token] = expiry;
        }

        return token;
    }

    public string AddRefreshToken()
    {
        string token = "sandbox-refresh-" + Guid.NewGuid().ToString("N");
        lock (_lock)
        {
            _refreshTokens.Add(token);
        }

        return token;
    }

    /// <summary>Returns whether a refresh token is valid, and revokes it if <paramref name="revoked"/> is true.</summary>
    public bool UseRefreshToken(string token, bool revoked)
    {
        lock (_lock)
        {
            return revoked ? _refreshTokens.Remove(token) : _refreshTokens.Contains(token);
        }
    }

    /// <summary>The user's consent.</summary>
    /// <param name="ClientId">The OAuth client that may get the token.</param>
    /// <param name="RedirectUri">The URI that received the code.</param>
    /// <param name="Challenge">The code challenge (S256); null without PKCE.</param>
    /// <param name="Expiry">When the code expires. Pass the current time to <see cref="GrantStore.AddCode"/>, which adds the lifetime.</param>
    internal sealed record Consent(string ClientId, string RedirectUri, string? Challenge, DateTimeOffset Expiry);
}
