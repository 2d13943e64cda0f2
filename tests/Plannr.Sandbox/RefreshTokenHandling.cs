namespace Plannr.Sandbox;

/// <summary>What <c>POST /oauth/token</c> does with a used refresh token, which the API's documentation does not specify.</summary>
public enum RefreshTokenHandling
{
    /// <summary>Each response contains a new refresh token, and the old one is revoked, as in Laravel Passport.</summary>
    Rotated,

    /// <summary>Each response repeats the old refresh token.</summary>
    Repeated,

    /// <summary>The responses contain no refresh token, and the old one stays valid.</summary>
    Omitted,
}
