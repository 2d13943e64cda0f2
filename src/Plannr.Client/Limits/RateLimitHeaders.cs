namespace Plannr.Client.Limits;

/// <summary>What an answer says of the limit. Each part can be missing or make no sense.</summary>
internal readonly record struct RateLimitHeaders(int? Limit, int? Remaining, TimeSpan? Wait)
{
    public static RateLimitHeaders Of(HttpResponseMessage response, TimeProvider time)
    {
        TimeSpan? reset = Number(response, "X-RateLimit-Reset") is { } moment and > 0 and < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(moment) - time.GetUtcNow()
            : null;
        TimeSpan? wait = RetryAfter.Read(response, time) ?? (reset > TimeSpan.Zero ? reset : null);
        return new RateLimitHeaders(Count(response, "X-RateLimit-Limit"), Count(response, "X-RateLimit-Remaining"), wait);
    }

    private static int? Count(HttpResponseMessage response, string name) =>
        Number(response, name) is { } number and >= 0 and <= int.MaxValue ? (int)number : null;

    private static long? Number(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values)
        && long.TryParse(values.First(), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out long number)
            ? number
            : null;
}
