using System;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;

namespace Plannr.Client.Tests.Serving;

/// <summary>
/// A clock that stands still until a test moves it, and says when somebody has begun to wait. Only with that can a test advance it
/// without a race: a timer that is set after the clock was moved would wait for ever.
/// </summary>
/// <param name="skipDelays">Whether waits before another attempt end at once; the time that an attempt may take does not.</param>
internal sealed class TestClock(bool skipDelays = false) : FakeTimeProvider(new DateTimeOffset(2026, 5, 19, 12, 0, 0, TimeSpan.Zero))
{
    private readonly Channel<TimeSpan> _delays = Channel.CreateUnbounded<TimeSpan>();
    private readonly Channel<TimeSpan> _attempts = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>The waits before another attempt that have begun and that nobody has asked for.</summary>
    public int WaitingDelays => _delays.Reader.Count;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Completes when a wait before another attempt has begun; the result is its length.</summary>
    public ValueTask<TimeSpan> NextDelayAsync(CancellationToken cancellationToken = default) => _delays.Reader.ReadAsync(cancellationToken);

    /// <summary>Completes when an attempt has begun that may take <see cref="ServedApi.Timeout"/>.</summary>
    public ValueTask<TimeSpan> NextAttemptAsync() => _attempts.Reader.ReadAsync();

    private sealed class Timer(TestClock clock, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool isDelay = dueTime != ServedApi.Timeout && dueTime != Timeout.InfiniteTimeSpan;
            bool changed = timer.Change(isDelay && clock.SkipsDelays ? TimeSpan.Zero : dueTime, period);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                (isDelay ? clock._delays : clock._attempts).Writer.TryWrite(dueTime);
            }

            return changed;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }

    private bool SkipsDelays => skipDelays;
}
