namespace Plannr;

/// <summary>
/// A person's sign-in under way (OAuth 2.0 authorization code with PKCE). Both ways of completing it throw a
/// <see cref="PlannrInvalidConnectionException"/> for an answer that does not belong to it or says no, and a
/// <see cref="PlannrRequestException"/> where the code can't be exchanged.
/// </summary>
public interface IPlannrAuthorization : IDisposable
{
    /// <summary>What the person opens in a browser.</summary>
    Uri Address { get; }

    /// <summary>Where the browser comes back to.</summary>
    Uri RedirectUri { get; }

    /// <summary>The unguessable word by which an answer is told to belong to this sign-in.</summary>
    string State { get; }

    /// <summary>Whether Plannr has answered, with yes or no. Until then the sign-in can be completed, also after a wait that came to nothing.</summary>
    bool IsOver { get; }

    /// <summary>Closes the port that was listened at. The sign-in can still be completed with <see cref="CompleteAsync"/>.</summary>
    void StopListening();

    /// <summary>Waits until the browser comes back. What else asks at the address is refused, and the wait goes on.</summary>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="observer">Who is told what happens meanwhile; null for nobody.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The tokens.</returns>
    Task<PlannrOAuthTokens> ReceiveAsync(TimeSpan timeout, IPlannrObserver? observer, CancellationToken cancellationToken);

    /// <summary>Completes the sign-in with the address that the browser was sent to.</summary>
    /// <param name="response">The whole address, or its query.</param>
    /// <param name="observer">Who is told what happens meanwhile; null for nobody.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The tokens.</returns>
    Task<PlannrOAuthTokens> CompleteAsync(string response, IPlannrObserver? observer, CancellationToken cancellationToken);
}

/// <summary>How a person signs in with a browser (OAuth 2.0 authorization code with PKCE).</summary>
public sealed class PlannrAuthorizationOptions
{
    /// <summary>
    /// Where Plannr sends the browser afterwards unless another address is given. It has to be among the addresses that were registered
    /// with Plannr for the client.
    /// </summary>
    public static Uri DefaultRedirectUri { get; } = new("http://127.0.0.1:8970/callback");

    /// <summary>The client's identifier, as Plannr gave it.</summary>
    public string ClientId { get; set; } = string.Empty;

    /// <summary>The client's secret; null for a client without one.</summary>
    public SecureString? ClientSecret { get; set; }

    /// <summary>Where Plannr sends the browser afterwards. Port 0 of a loopback address takes a free port.</summary>
    public Uri RedirectUri { get; set; } = DefaultRedirectUri;

    /// <summary>What is asked for. <c>*</c> by default: no other name is known.</summary>
    public IReadOnlyList<string> Scopes { get; set; } = ["*"];

    /// <summary>Whether to listen at <see cref="RedirectUri"/> for the browser. Possible for loopback addresses alone.</summary>
    public bool Listens { get; set; }
}

/// <summary>What a sign-in gave.</summary>
public sealed class PlannrOAuthTokens
{
    internal PlannrOAuthTokens(SecureString accessToken, SecureString? refreshToken, DateTimeOffset? expiresAt)
    {
        AccessToken = accessToken;
        RefreshToken = refreshToken;
        ExpiresAt = expiresAt;
    }

    /// <summary>The access token.</summary>
    public SecureString AccessToken { get; }

    /// <summary>The refresh token; null where there was none.</summary>
    public SecureString? RefreshToken { get; }

    /// <summary>When the access token ends; null where that is not known.</summary>
    public DateTimeOffset? ExpiresAt { get; }
}
