using System.Threading.Channels;

namespace Plannr.Client.Tests.Serving;

/// <summary>
/// A clock that the test advances and that reports when a delay starts. Without these reports, tests would have a race: a timer that is set after the clock was
/// advanced would wait forever.
/// </summary>
/// <param name="skipDelays">Whether the clock skips all delays except the timeout of an attempt.</param>
internal sealed class TestClock(bool skipDelays = false) : FakeTimeProvider(new DateTimeOffset(2026, 5, 19, 12, 0, 0, TimeSpan.Zero))
{
    private readonly Channel<TimeSpan> _delays = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>The offset of the wall clock. It does not affect timers or timestamps.</summary>
    public TimeSpan Offset { get; set; }

    private bool SkipsDelays => skipDelays;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;

    public override long GetTimestamp() => base.GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Waits until a delay starts and returns its length; the timeout of an attempt does not count. If none starts, the test fails instead of hanging.</summary>
    public Task<TimeSpan> NextDelayAsync() => _delays.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    private sealed class Timer(TestClock clock, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool isDelay = dueTime != ServedApi.Timeout && dueTime != Timeout.InfiniteTimeSpan;
            bool isSkipped = isDelay && clock.SkipsDelays;
            bool changed = timer.Change(isSkipped ? TimeSpan.Zero : dueTime, period);
            if (isSkipped)
            {
                clock.Advance(dueTime);
            }

            if (isDelay)
            {
                clock._delays.Writer.TryWrite(dueTime);
            }

            return changed;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
