namespace Plannr.Sandbox.Gates;

/// <summary>Lets requests with a good bearer token pass.</summary>
internal sealed class AccessGate(string? onlyToken, GrantStore grants)
{
    /// <summary>The bearer token of a request, or null.</summary>
    public static string? TokenOf(HttpRequestMessage message)
    {
        var authorization = message.Headers.Authorization;
        return string.Equals(authorization?.Scheme, "Bearer", StringComparison.OrdinalIgnoreCase)
            && !string.IsNullOrWhiteSpace(authorization!.Parameter)
            ? authorization.Parameter
            : null;
    }

    /// <summary>Whether Laravel would answer this request in JSON: it asks whether the first accepted type is a JSON one.</summary>
    public static bool WantsJson(HttpRequestMessage message) =>
        message.Headers.Accept.FirstOrDefault()?.MediaType is { } type
        && (type.EndsWith("/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase));

    /// <exception cref="ApiException">401 without a token, or with one that is not accepted.</exception>
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
