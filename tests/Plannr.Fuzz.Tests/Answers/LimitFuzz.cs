
namespace Plannr.Fuzz.Tests.Answers;

/// <summary>Tests the rate limit headers.</summary>
public sealed class LimitFuzz
{
    [Fuzz]
    public void Any_rate_limit_headers_are_read_as_valid_numbers_or_ignored(AnyText limit, AnyText remaining, AnyText reset, AnyText after)
    {
        using HttpResponseMessage response = Response(limit.Text, remaining.Text, reset.Text);
        response.Headers.TryAddWithoutValidation("Retry-After", after.Text);

        var headers = RateLimitHeaders.Read(response, TimeProvider.System);

        Assert.True(headers.Limit is null or >= 0);
        Assert.True(headers.Remaining is null or >= 0);
        Assert.True(headers.Wait is not { } wait || wait >= TimeSpan.Zero);
    }

    [Fuzz]
    public void Valid_rate_limit_numbers_are_read(long limit, long remaining, long reset)
    {
        using HttpResponseMessage response = Response(Text(limit), " " + Text(remaining), Text(reset));

        var headers = RateLimitHeaders.Read(response, TimeProvider.System);

        Assert.Equal(limit is >= 0 and <= int.MaxValue ? (int)limit : null, headers.Limit);
        Assert.Equal(remaining is >= 0 and <= int.MaxValue ? (int)remaining : null, headers.Remaining);
        Assert.Equal(reset > DateTimeOffset.UtcNow.ToUnixTimeSeconds() && reset < DateTimeOffset.MaxValue.ToUnixTimeSeconds(), headers.Wait is not null);
    }

    private static HttpResponseMessage Response(string limit, string remaining, string reset)
    {
        var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("X-Ratelimit-Limit", limit);
        response.Headers.TryAddWithoutValidation("X-Ratelimit-Remaining", remaining);
        response.Headers.TryAddWithoutValidation("X-Ratelimit-Reset", reset);
        return response;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
