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
internal sealed class TestClock(bool skipDelays = false) : FakeTimeProvider(new DateTimeOffset(2026, 5, 19, 12, 0, 0, TimeSpan.Zero))
{
    private readonly Channel<TimeSpan> _delays = Channel.CreateUnbounded<TimeSpan>();
    private readonly Channel<TimeSpan> _timeouts = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        bool isTimeout = dueTime == ServedApi.Timeout;
        ITimer timer = base.CreateTimer(callback, state, skipDelays && !isTimeout ? TimeSpan.Zero : dueTime, period);
        (isTimeout ? _timeouts : _delays).Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Completes when a wait before another attempt has begun; the result is its length.</summary>
    public ValueTask<TimeSpan> NextDelayAsync() => _delays.Reader.ReadAsync();

    /// <summary>Completes when an attempt has begun that may take <see cref="ServedApi.Timeout"/>.</summary>
    public ValueTask<TimeSpan> NextAttemptAsync() => _timeouts.Reader.ReadAsync();
}
