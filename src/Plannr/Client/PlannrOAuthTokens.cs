namespace Plannr;

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
