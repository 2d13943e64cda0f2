namespace Plannr.Client.Http;

/// <summary>Reads the <c>Retry-After</c> header: seconds or a date.</summary>
internal static class RetryAfter
{
    /// <summary>Returns how long to wait from now: zero for a moment that has passed, null if the header is missing or can't be parsed.</summary>
    public static TimeSpan? Read(HttpResponseMessage response, TimeProvider time)
    {
        RetryConditionHeaderValue? header = response.Headers.RetryAfter;
        TimeSpan? delay = header?.Delta ?? header?.Date - time.GetUtcNow();
        return delay < TimeSpan.Zero ? TimeSpan.Zero : delay;
    }
}
