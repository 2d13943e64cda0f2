namespace Plannr.Client.Http;

/// <summary>Timers of a <see cref="TimeProvider"/> for both runtimes.</summary>
internal static class Clock
{
    /// <summary>The longest time of a timer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(int.MaxValue);

#if NET
    public static Task DelayAsync(TimeProvider time, TimeSpan delay, CancellationToken cancellationToken) => Task.Delay(delay, time, cancellationToken);

    public static CancellationTokenSource After(TimeProvider time, TimeSpan delay) => new(delay, time);
#else
    public static Task DelayAsync(TimeProvider time, TimeSpan delay, CancellationToken cancellationToken) => time.Delay(delay, cancellationToken);

    public static CancellationTokenSource After(TimeProvider time, TimeSpan delay) => time.CreateCancellationTokenSource(delay);
#endif
}
