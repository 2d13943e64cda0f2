namespace Plannr.Client.Authentication;

/// <summary>What <c>POST /oauth/token</c> answers.</summary>
internal sealed record TokenAnswer(string AccessToken, string? RefreshToken, TimeSpan? Lifetime)
{
    /// <summary>Reads an answer. Null where it has no access token, or a token that can't be one.</summary>
    /// <exception cref="System.Text.Json.JsonException">The body is not JSON.</exception>
    public static TokenAnswer? Read(ReadOnlySpan<byte> body) =>
        JsonBody.ReadPlain(body) is ResourceMap<object?> fields && Text(fields, "access_token") is { } accessToken && SecretCheck.IsToken(accessToken)
        && Text(fields, "refresh_token") is var refreshToken && (refreshToken is null || SecretCheck.IsToken(refreshToken))
            ? new TokenAnswer(accessToken, refreshToken, Seconds(fields))
            : null;

    private static string? Text(ResourceMap<object?> fields, string name) =>
        fields.TryGetValue(name, out object? value) && value is string { Length: > 0 } text ? text : null;

    /// <summary>A number, or a number in a text; a lifetime of nothing or less is no statement.</summary>
    private static TimeSpan? Seconds(ResourceMap<object?> fields)
    {
        const double Century = 100d * 365 * 24 * 3600;
        return fields.TryGetValue("expires_in", out object? value)
            && double.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
            && seconds is > 0 and < Century
            ? TimeSpan.FromSeconds(seconds)
            : null;
    }
}
