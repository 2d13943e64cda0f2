namespace Plannr;

/// <summary>What a connection has used of the API, at one moment.</summary>
public sealed class PlannrStatistics
{
    internal PlannrStatistics(int? limit, int? remaining, TimeSpan? limitWait, long requestsSent, long retries)
    {
        RateLimit = limit;
        RateLimitRemaining = remaining;
        RateLimitWait = limitWait;
        RequestsSent = requestsSent;
        Retries = retries;
    }

    /// <summary>The requests a minute that the server allows (<c>X-RateLimit-Limit</c>). Null where it has not said.</summary>
    public int? RateLimit { get; }

    /// <summary>The requests that were left when the server last said so (<c>X-RateLimit-Remaining</c>). Null where it has not said.</summary>
    public int? RateLimitRemaining { get; }

    /// <summary>How long requests are held back from now, because the limit is used up. Null where they are not.</summary>
    public TimeSpan? RateLimitWait { get; }

    /// <summary>The requests that were sent, each attempt counted.</summary>
    public long RequestsSent { get; }

    /// <summary>How many of them repeated one that had failed.</summary>
    public long Retries { get; }

    /// <summary>The figures in words.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{RequestsSent} requests, {Retries} retries";
}
