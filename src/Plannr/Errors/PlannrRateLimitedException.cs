namespace Plannr;

/// <summary>The user's limit of requests a minute is used up (HTTP 429), also after the retries.</summary>
public sealed class PlannrRateLimitedException : PlannrRequestException
{
    internal PlannrRateLimitedException(RequestFailure failure, string message, string recommendedAction, TimeSpan? retryAfter)
        : base("PlannrRateLimited", failure, message, recommendedAction) => RetryAfter = retryAfter;

    /// <summary>How long the server asked to wait; null where it did not say.</summary>
    public TimeSpan? RetryAfter { get; }
}
