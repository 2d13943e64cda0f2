
namespace Plannr.Fuzz.Tests.Answers;

/// <summary>What the server says of its limit.</summary>
public sealed class LimitFuzz
{
    [Fuzz]
    public void Any_headers_of_a_limit_are_numbers_that_make_sense_or_none(AnyText limit, AnyText remaining, AnyText reset, AnyText after)
    {
        using HttpResponseMessage response = Answer(limit.Text, remaining.Text, reset.Text);
        response.Headers.TryAddWithoutValidation("Retry-After", after.Text);

        var said = RateLimitHeaders.Read(response, TimeProvider.System);

        Assert.True(said.Limit is null or >= 0);
        Assert.True(said.Remaining is null or >= 0);
        Assert.True(said.Wait is not { } wait || wait >= TimeSpan.Zero);
    }

    [Fuzz]
    public void Any_numbers_of_a_limit_come_back_where_they_make_sense(long limit, long remaining, long reset)
    {
        using HttpResponseMessage response = Answer(Text(limit), " " + Text(remaining), Text(reset));

        var said = RateLimitHeaders.Read(response, TimeProvider.System);

        Assert.Equal(limit is >= 0 and <= int.MaxValue ? (int)limit : null, said.Limit);
        Assert.Equal(remaining is >= 0 and <= int.MaxValue ? (int)remaining : null, said.Remaining);
        Assert.Equal(reset > DateTimeOffset.UtcNow.ToUnixTimeSeconds() && reset < DateTimeOffset.MaxValue.ToUnixTimeSeconds(), said.Wait is not null);
    }

    private static HttpResponseMessage Answer(string limit, string remaining, string reset)
    {
        var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("X-Ratelimit-Limit", limit);
        response.Headers.TryAddWithoutValidation("X-Ratelimit-Remaining", remaining);
        response.Headers.TryAddWithoutValidation("X-Ratelimit-Reset", reset);
        return response;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
