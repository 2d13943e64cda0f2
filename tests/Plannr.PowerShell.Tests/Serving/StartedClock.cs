namespace Plannr.PowerShell.Tests.Serving;

/// <summary>A clock that advances only when a test advances it, and that signals when a timer with a given due time starts.</summary>
internal sealed class StartedClock() : FakeTimeProvider(new DateTimeOffset(2026, 6, 10, 9, 30, 0, TimeSpan.Zero))
{
    private readonly Dictionary<TimeSpan, TaskCompletionSource> _timers = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Completes when a timer with this due time starts, or at once if one has started already.</summary>
    public Task WaitForTimerAsync(TimeSpan dueTime) => GetSource(dueTime).Task;

    private TaskCompletionSource GetSource(TimeSpan dueTime)
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
            clock.GetSource(dueTime).TrySetResult();
            return changed;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
