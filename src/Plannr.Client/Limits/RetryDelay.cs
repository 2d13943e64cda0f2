namespace Plannr.Client.Limits;

/// <summary>Decides how long to wait before another attempt, and writes the sentence about it.</summary>
/// <param name="options">The longest delay.</param>
/// <param name="counters">Counts the retries.</param>
/// <param name="limiter">The limit of the connection; null if it has none.</param>
/// <param name="time">The clock.</param>
/// <param name="closing">Cancelled when the connection closes.</param>
internal sealed class RetryDelay(PlannrClientOptions options, ConnectionCounters counters, RateLimiter? limiter, TimeProvider time, CancellationToken closing)
{
    /// <summary>The first of the growing delays.</summary>
    public static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest delay.</summary>
    public TimeSpan Longest => options.MaximumRetryDelay;

    /// <summary>The beginning of each sentence about a wait: the reason and the length.</summary>
    public static string Sentence(string reason, TimeSpan delay) =>
        $"{reason}; waiting {delay.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)} s";

    /// <summary>
    /// Returns how long the server wants the client to wait, within bounds; null leaves it to the growing delay. After 429 the limiter decides: it
    /// knows the answers to the other requests too.
    /// </summary>
    public TimeSpan? Asked(HttpResponseMessage? response)
    {
        if ((int?)response?.StatusCode == 429 && limiter?.Hold is { } hold)
        {
            return hold;
        }

        // A server that asks for no wait gets the growing delay, so that it is not overrun.
        return response is not null && RetryAfter.Read(response, time) is { } asked && asked > TimeSpan.Zero ? Bounded(asked) : null;
    }

    /// <summary>Counts a retry and tells the observer about it.</summary>
    /// <param name="reason">Why, as the beginning of a sentence.</param>
    /// <param name="delay">How long the wait is.</param>
    /// <param name="retry">The number of the retry, from 0.</param>
    /// <param name="retries">The number of retries that there may be.</param>
    /// <param name="observer">The observer; may be null.</param>
    public void Announce(string reason, TimeSpan delay, int retry, int retries, IPlannrObserver? observer)
    {
        counters.CountRetry();
        if (observer is { WantsVerbose: true })
        {
            observer.Verbose($"{Sentence(reason, delay)}, attempt {retry + 2} of {retries + 1}.");
        }
    }

    /// <summary>Waits before a retry whose delay nobody asked for. Ends when the connection closes.</summary>
    /// <param name="reason">Why, as the beginning of a sentence.</param>
    /// <param name="retry">The number of the retry, from 0.</param>
    /// <param name="retries">The number of retries that there may be.</param>
    /// <param name="observer">The observer; may be null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task WaitAsync(string reason, int retry, int retries, IPlannrObserver? observer, CancellationToken cancellationToken)
    {
        TimeSpan delay = Bounded(TimeSpan.FromTicks(First.Ticks << Math.Min(retry, 20)));
        Announce(reason, delay, retry, retries, observer);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closing);
        await Clock.DelayAsync(time, delay, ending.Token).ConfigureAwait(false);
    }

    private TimeSpan Bounded(TimeSpan delay) => delay < Longest ? delay : Longest;
}
