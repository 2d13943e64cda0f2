namespace Plannr.Sandbox;

/// <summary>What <c>POST /oauth/token</c> does with a used refresh token, which the API's documentation does not specify.</summary>
public enum RefreshTokenHandling
{
    /// <summary>Each response contains a new one, and the old one is revoked, as in Laravel Passport.</summary>
    Rotated,

    /// <summary>The response repeats the old one.</summary>
    Repeated,

    /// <summary>The response contains none, and the old one stays valid.</summary>
    Omitted,
}
