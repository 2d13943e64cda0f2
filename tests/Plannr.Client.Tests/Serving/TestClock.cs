using System.Threading.Channels;

namespace Plannr.Client.Tests.Serving;

/// <summary>
/// A clock that stands still until a test moves it, and says when somebody has begun to wait. Only with that can a test advance it
/// without a race: a timer that is set after the clock was moved would wait for ever.
/// </summary>
/// <param name="skipDelays">Whether the clock goes to the end of a wait before another attempt at once; the time that an attempt may take does not end.</param>
internal sealed class TestClock(bool skipDelays = false) : FakeTimeProvider(new DateTimeOffset(2026, 5, 19, 12, 0, 0, TimeSpan.Zero))
{
    private readonly Channel<TimeSpan> _delays = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>How far the wall clock was set forward or back. Timers and timestamps are not moved by it.</summary>
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

    /// <summary>Completes when a wait before another attempt has begun; the result is its length. Where none begins the test fails, and does not hang.</summary>
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
