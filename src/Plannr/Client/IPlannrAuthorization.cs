namespace Plannr;

/// <summary>An ongoing user sign-in (OAuth 2.0 authorization code flow with PKCE).</summary>
internal interface IPlannrAuthorization : IDisposable
{
    Uri Address { get; }

    Uri RedirectUri { get; }

    /// <summary>The random value that proves that a response belongs to this sign-in.</summary>
    string State { get; }

    /// <summary>Whether Plannr has granted or denied access. Until then, the sign-in can be completed, even after a timeout.</summary>
    bool IsOver { get; }

    /// <summary>Stops listening. The sign-in can still be completed with <see cref="CompleteAsync"/>.</summary>
    void StopListening();

    /// <summary>Waits for the browser's redirect and then completes the sign-in. Other requests to the redirect URI are rejected, and the wait continues.</summary>
    Task<PlannrOAuthTokens> ReceiveAsync(TimeSpan timeout, IPlannrObserver? observer, CancellationToken cancellationToken);

    /// <summary>Completes the sign-in with the URL that the browser was redirected to.</summary>
    Task<PlannrOAuthTokens> CompleteAsync(string response, IPlannrObserver? observer, CancellationToken cancellationToken);
}

/// <summary>The options for a sign-in with a browser (OAuth 2.0 authorization code flow with PKCE).</summary>
internal sealed class PlannrAuthorizationOptions
{
    /// <summary>The default redirect URI, which must be registered with Plannr for the client.</summary>
    public static Uri DefaultRedirectUri { get; } = new("http://127.0.0.1:8970/callback");

    public string ClientId { get; set; } = string.Empty;

    /// <summary>The client secret; null for a client without a secret.</summary>
    public SecureString? ClientSecret { get; set; }

    /// <summary>The redirect URI. For a loopback address, port 0 selects a free port.</summary>
    public Uri RedirectUri { get; set; } = DefaultRedirectUri;

    /// <summary>The requested scopes. The default is <c>*</c>, the only known scope.</summary>
    public IReadOnlyList<string> Scopes { get; set; } = ["*"];

    /// <summary>Whether to listen for the browser on <see cref="RedirectUri"/>, which must then be a loopback address.</summary>
    public bool Listens { get; set; }
}

internal sealed record PlannrOAuthTokens(SecureString AccessToken, SecureString? RefreshToken, DateTimeOffset? ExpiresAt);
