namespace Plannr.Sandbox;

/// <summary>How <c>POST /oauth/token</c> handles a used refresh token. The API's documentation does not specify this.</summary>
public enum RefreshTokenHandling
{
    /// <summary>Each response contains a new refresh token, and the old one is revoked, as in Laravel Passport.</summary>
    Rotated,

    /// <summary>Each response repeats the old refresh token.</summary>
    Repeated,

    /// <summary>The responses contain no refresh token, and the old one stays valid.</summary>
    Omitted,
}
