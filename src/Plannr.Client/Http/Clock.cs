namespace Plannr.Client.Http;

/// <summary>Timers of a <see cref="TimeProvider"/> for both runtimes.</summary>
internal static class Clock
{
    public static Task DelayAsync(TimeProvider time, TimeSpan delay, CancellationToken cancellationToken)
    {
#if NET
        return Task.Delay(delay, time, cancellationToken);
#else
        return time.Delay(delay, cancellationToken);
#endif
    }

    /// <summary>The longest time of a timer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(int.MaxValue);

    /// <summary>Creates a source that is cancelled after a time.</summary>
    public static CancellationTokenSource After(TimeProvider time, TimeSpan delay)
    {
#if NET
        return new CancellationTokenSource(delay, time);
#else
        return time.CreateCancellationTokenSource(delay);
#endif
    }
}
