namespace Plannr.PowerShell.Tests.Serving;

/// <summary>
/// A clock that jumps to the end of each wait at once, so that hours of waiting take no time. It does not jump to the end of a timeout,
/// because the operation may complete first.
/// </summary>
internal sealed class LeapingClock() : FakeTimeProvider(new DateTimeOffset(2026, 6, 10, 9, 30, 0, TimeSpan.Zero))
{
    private readonly object _lock = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && state is not CancellationTokenSource)
        {
            Leap(dueTime);
        }

        return timer;
    }

    private void Leap(TimeSpan dueTime)
    {
        DateTimeOffset end = GetUtcNow() + dueTime;
        ThreadPool.QueueUserWorkItem(_ =>
        {
            lock (_lock)
            {
                // Another wait may already have advanced the clock this far.
                TimeSpan left = end - GetUtcNow();
                if (left > TimeSpan.Zero)
                {
                    Advance(left);
                }
            }
        });
    }
}
