using System;
using System.Security;

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

    /// <summary>Told each new refresh token, from any thread: the old one may be of no use any more. Null for nobody.</summary>
    public Action<SecureString>? RefreshTokenChanged { get; set; }
}
