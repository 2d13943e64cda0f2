using System;
using System.Threading;
using Microsoft.Extensions.Time.Testing;

namespace Plannr.PowerShell.Tests.Serving;

/// <summary>
/// A clock that goes to the end of each wait at once, so that hours of waiting take no time. Waits of a length that a test names stand for
/// the time that an answer may take, and are left alone.
/// </summary>
internal sealed class LeapingClock() : FakeTimeProvider(new DateTimeOffset(2026, 6, 10, 9, 30, 0, TimeSpan.Zero))
{
    private readonly object _lock = new();

    /// <summary>Waits at least this long are left alone: an attempt may take 100 s by default.</summary>
    public TimeSpan LeftAlone { get; init; } = TimeSpan.FromSeconds(100);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        Leap(dueTime);
        return timer;
    }

    private void Leap(TimeSpan dueTime)
    {
        if (dueTime <= TimeSpan.Zero || dueTime >= LeftAlone)
        {
            return;
        }

        DateTimeOffset end = GetUtcNow() + dueTime;
        ThreadPool.QueueUserWorkItem(_ =>
        {
            lock (_lock)
            {
                // Another wait may have moved the clock as far already.
                TimeSpan left = end - GetUtcNow();
                if (left > TimeSpan.Zero)
                {
                    Advance(left);
                }
            }
        });
    }
}
