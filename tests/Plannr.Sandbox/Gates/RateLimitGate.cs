namespace Plannr.Sandbox.Gates;

/// <summary>Throttles requests as Laravel does: the first request starts a window of one minute, and each token has its own window.</summary>
internal sealed class RateLimitGate(int? limit, bool sendsRemainingOnly, TimeProvider timeProvider)
{
    private const int WindowsBeforeCleanUp = 1000;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly object _lock = new();
    private readonly Dictionary<string, Window> _windows = [];

    /// <summary>Counts a request.</summary>
    /// <param name="token">The token of the request. All requests without a token are counted together.</param>
    /// <param name="headers">The rate limit headers of the response.</param>
    /// <returns>The 429 response, or null if the limit is not exceeded.</returns>
    public ApiResponse? Count(string? token, out IReadOnlyList<(string Name, string Value)> headers)
    {
        if (limit is not { } most)
        {
            headers = [];
            return null;
        }

        var now = timeProvider.GetUtcNow();
        var (ends, used) = Take(token ?? string.Empty, now);
        headers = [("X-RateLimit-Remaining", Text(Math.Max(0, most - used)))];
        if (!sendsRemainingOnly)
        {
            headers = [("X-RateLimit-Limit", Text(most)), .. headers];
        }

        if (used <= most)
        {
            return null;
        }

        if (!sendsRemainingOnly)
        {
            var wait = (long)Math.Ceiling((ends - now).TotalSeconds);
            headers = [.. headers, ("Retry-After", Text(wait)), ("X-RateLimit-Reset", Text(now.ToUnixTimeSeconds() + wait))];
        }

        return new ApiException((HttpStatusCode)429, "Too Many Attempts.").ToResponse();
    }

    private (DateTimeOffset Ends, int Used) Take(string token, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (!_windows.TryGetValue(token, out var window) || window.Ends <= now)
            {
                RemoveEnded(now);
                window = _windows[token] = new Window(now + Minute);
            }

            window.Used++;
            return (window.Ends, window.Used);
        }
    }

    private void RemoveEnded(DateTimeOffset now)
    {
        if (_windows.Count < WindowsBeforeCleanUp)
        {
            return;
        }

        foreach (var token in _windows.Where(entry => entry.Value.Ends <= now).Select(entry => entry.Key).ToList())
        {
            _windows.Remove(token);
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed class Window(DateTimeOffset ends)
    {
        public DateTimeOffset Ends { get; } = ends;

        public int Used { get; set; }
    }
}
