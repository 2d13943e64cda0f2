namespace Plannr.Sandbox.Gates;

/// <summary>Rejects requests without a valid bearer token.</summary>
internal sealed class AccessGate(string? onlyToken, GrantStore grants)
{
    /// <summary>Returns the bearer token of a request, or null.</summary>
    public static string? TokenOf(HttpRequestMessage message)
    {
        var authorization = message.Headers.Authorization;
        return string.Equals(authorization?.Scheme, "Bearer", StringComparison.OrdinalIgnoreCase)
            && !string.IsNullOrWhiteSpace(authorization!.Parameter)
            ? authorization.Parameter
            : null;
    }

    /// <summary>Returns whether Laravel would respond to this request with JSON: the first accepted type must be a JSON type.</summary>
    public static bool WantsJson(HttpRequestMessage message) =>
        message.Headers.Accept.FirstOrDefault()?.MediaType is { } type
        && (type.EndsWith("/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase));

    /// <exception cref="ApiException">401 if the token is missing or invalid.</exception>
    public void Check(HttpRequestMessage message, DateTimeOffset now)
    {
        if (TokenOf(message) is not { } token || !IsAccepted(token, now))
        {
            throw new ApiException(HttpStatusCode.Unauthorized, "Unauthenticated.");
        }
    }

    private bool IsAccepted(string token, DateTimeOffset now) =>
        GrantStore.IsIssued(token)
            ? grants.IsGood(token, now)
            : token is not (SandboxData.ExpiredAccessToken or SandboxData.RevokedAccessToken) && (onlyToken is null || token == onlyToken);
}
