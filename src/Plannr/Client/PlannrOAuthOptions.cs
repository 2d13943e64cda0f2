namespace Plannr;

/// <summary>How a connection that was signed in by OAuth 2.0 gets new access tokens (<c>POST /oauth/token</c>).</summary>
public sealed class PlannrOAuthOptions
{
    /// <summary>The client's identifier, as Plannr gave it.</summary>
    public string ClientId { get; set; } = string.Empty;

    /// <summary>The client's secret; null for a client without one.</summary>
    public SecureString? ClientSecret { get; set; }

    /// <summary>The refresh token; null where none was given: the connection then lasts as long as its access token.</summary>
    public SecureString? RefreshToken { get; set; }

    /// <summary>When the access token of the connection ends; null where that is not known.</summary>
    public DateTimeOffset? AccessTokenExpiresAt { get; set; }

    /// <summary>
    /// Runs each refresh, on any thread; null runs it at once. Receives the connection's refresh token, and the function that sends a refresh with the given
    /// token and returns the new refresh token, or null if the server keeps the old one. The function runs to its end even if the connection is closed
    /// meanwhile; if the connection was closed before, it throws <see cref="OperationCanceledException"/> and sends nothing.
    /// </summary>
    public Func<SecureString, Func<SecureString, Task<SecureString?>>, Task>? RunRefresh { get; set; }
}
