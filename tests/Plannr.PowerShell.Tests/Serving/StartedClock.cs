namespace Plannr.PowerShell.Tests.Serving;

/// <summary>A clock that stands still until a test moves it, and says when somebody has begun to wait for a span of time.</summary>
internal sealed class StartedClock() : FakeTimeProvider(new DateTimeOffset(2026, 6, 10, 9, 30, 0, TimeSpan.Zero))
{
    private readonly Dictionary<TimeSpan, TaskCompletionSource> _timers = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Completes when a timer for that span was started, at once if one was already.</summary>
    public Task WaitForTimerAsync(TimeSpan dueTime) => Of(dueTime).Task;

    private TaskCompletionSource Of(TimeSpan dueTime)
    {
        lock (_timers)
        {
            return _timers.TryGetValue(dueTime, out TaskCompletionSource? source)
                ? source
                : _timers[dueTime] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private sealed class Timer(StartedClock clock, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool changed = timer.Change(dueTime, period);
            clock.Of(dueTime).TrySetResult();
            return changed;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
