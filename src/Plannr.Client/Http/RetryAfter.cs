using System;
using System.Net.Http;
using System.Net.Http.Headers;

namespace Plannr.Client.Http;

/// <summary>Reads the <c>Retry-After</c> header: seconds or a date.</summary>
internal static class RetryAfter
{
    /// <summary>How long to wait from now; null where the header is absent, unreadable or already past.</summary>
    public static TimeSpan? Read(HttpResponseMessage response, TimeProvider time)
    {
        RetryConditionHeaderValue? header = response.Headers.RetryAfter;
        TimeSpan? delay = header?.Delta ?? header?.Date - time.GetUtcNow();
        return delay > TimeSpan.Zero ? delay : null;
    }
}
