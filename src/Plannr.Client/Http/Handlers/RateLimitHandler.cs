namespace Plannr.Client.Http.Handlers;

/// <summary>Lets each attempt wait for its turn within the server's limit, and counts it.</summary>
internal sealed class RateLimitHandler(RateLimiter limiter, ConnectionCounters counters, TimeProvider time) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        int? left = await limiter.EnterAsync(RequestScope.Get(request).Observer, cancellationToken).ConfigureAwait(false);
        RateLimitHeaders? said = null;
        bool isRefused = false;
        try
        {
            counters.CountSent();
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            said = RateLimitHeaders.Of(response, time);
            isRefused = (int)response.StatusCode == 429;
            return response;
        }
        finally
        {
            limiter.Leave(left, said, isRefused);
        }
    }
}
