namespace Plannr.Sandbox;

/// <summary>What <c>POST /oauth/token</c> does with the refresh token that it was given; the API's documentation leaves it open.</summary>
public enum RefreshTokenHandling
{
    /// <summary>A new one comes with each answer and the old one is revoked, as Laravel Passport does it.</summary>
    Rotated,

    /// <summary>The answer repeats the old one.</summary>
    Repeated,

    /// <summary>The answer has none, and the old one stays good.</summary>
    Omitted,
}
