namespace Plannr;

/// <summary>What a connection has used of the API, at one moment.</summary>
public sealed class PlannrStatistics
{
    internal PlannrStatistics(int? limit, int? remaining, long requestsSent, long retries)
    {
        RateLimit = limit;
        RateLimitRemaining = remaining;
        RequestsSent = requestsSent;
        Retries = retries;
    }

    /// <summary>The requests a minute that the server allows (<c>X-RateLimit-Limit</c>). Null where it has not said.</summary>
    public int? RateLimit { get; }

    /// <summary>The requests that were left when the server last said so (<c>X-RateLimit-Remaining</c>). Null where it has not said.</summary>
    public int? RateLimitRemaining { get; }

    /// <summary>The requests that were sent, each attempt counted.</summary>
    public long RequestsSent { get; }

    /// <summary>How many of them repeated one that had failed.</summary>
    public long Retries { get; }

    /// <summary>The figures in words.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{RequestsSent} requests, {Retries} retries";
}
