
namespace Plannr.Client.Tests.Limits;

/// <summary>Tests, with a fake clock, how the rate limiter delays the requests of a connection.</summary>
public sealed class PaceTests
{
    private static readonly TimeSpan TestTimeout = TimeSpan.FromSeconds(30);

    private readonly SettableClock _clock = new();

    [Fact]
    public async Task Request_proceeds_if_the_wait_ends_during_the_check()
    {
        var limiter = new RateLimiter(_clock, TimeSpan.FromSeconds(60));
        limiter.Leave(await limiter.EnterAsync(null, default), new RateLimitHeaders(500, 0, TimeSpan.FromSeconds(1)), isRefused: true);
        _clock.AutoAdvanceAmount = TimeSpan.FromSeconds(1.5);

        Task<int?> turn = limiter.EnterAsync(null, default);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await turn);
    }

    [Fact]
    public async Task Requests_in_progress_never_exceed_the_remaining_count()
    {
        RateLimiter limiter = await LearnAsync(2);
        int?[] entered = [await limiter.EnterAsync(null, default), await limiter.EnterAsync(null, default)];
        Assert.Equal([2, 2], entered);
        using var cancellation = new CancellationTokenSource();
        Task<int?> third = limiter.EnterAsync(null, cancellation.Token);
        Assert.False(third.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);

        // The responses arrive out of order: the first has a lower remaining count than the second.
        limiter.Leave(2, Headers(0), isRefused: false);
        limiter.Leave(2, Headers(1), isRefused: false);

        Assert.Equal(0, limiter.Remaining);
        var observer = new RecordingObserver();
        Task<int?> next = limiter.EnterAsync(observer, default);
        Assert.Equal(["The limit of 500 requests a minute is used up; waiting 60 s."], observer.VerboseTexts);
        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Null(await next.WaitAsync(TestTimeout));
    }

    [Fact]
    public async Task Released_slot_is_used_immediately()
    {
        RateLimiter limiter = await LearnAsync(1);
        int? first = await limiter.EnterAsync(null, default);
        Task<int?> second = limiter.EnterAsync(null, default);
        Assert.False(second.IsCompleted);

        limiter.Leave(first, null, isRefused: false);

        Assert.Equal(1, await second.WaitAsync(TestTimeout));
    }

    [Fact]
    public async Task After_a_wait_one_request_probes_the_limit_before_the_others_are_sent()
    {
        var observer = new RecordingObserver();
        RateLimiter limiter = await LearnAsync(0);
        Task<int?>[] waiting = [limiter.EnterAsync(observer, default), limiter.EnterAsync(observer, default), limiter.EnterAsync(observer, default)];
        Assert.Equal(["The limit of 500 requests a minute is used up; waiting 60 s."], observer.VerboseTexts);

        _clock.Advance(TimeSpan.FromSeconds(60));

        await Task.WhenAny(waiting).WaitAsync(TestTimeout);
        await AssertAllWaitAsync(limiter);
        _ = Assert.Single(waiting, turn => turn.IsCompleted);
        limiter.Leave(null, Headers(2), isRefused: false);
        Assert.Equal([2, 2, null], (await Task.WhenAll(waiting).WaitAsync(TestTimeout)).OrderByDescending(left => left));
    }

    [Fact]
    public async Task Probe_without_a_response_releases_the_other_requests()
    {
        RateLimiter limiter = await LearnAsync(0);
        Task<int?>[] waiting = [limiter.EnterAsync(null, default), limiter.EnterAsync(null, default)];
        _clock.Advance(TimeSpan.FromSeconds(60));
        await Task.WhenAny(waiting).WaitAsync(TestTimeout);

        limiter.Leave(null, null, isRefused: false);

        Assert.Equal([null, null], await Task.WhenAll(waiting).WaitAsync(TestTimeout));
    }

    [Fact]
    public async Task One_wait_is_logged_for_each_window()
    {
        var observer = new RecordingObserver();
        RateLimiter limiter = await LearnAsync(0);
        for (int minute = 1; minute <= 2; minute++)
        {
            Task<int?> turn = limiter.EnterAsync(observer, default);
            _clock.Advance(TimeSpan.FromSeconds(60));
            Assert.Null(await turn.WaitAsync(TestTimeout));
            _clock.Advance(TimeSpan.FromSeconds(5));
            limiter.Leave(null, Headers(0), isRefused: false);
        }

        Assert.Equal(2, observer.VerboseTexts.Count);
        Assert.All(observer.VerboseTexts, text => Assert.Contains("waiting 60 s", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rejection_after_the_window_has_expired_causes_the_first_backoff_delay()
    {
        RateLimiter limiter = await LearnAsync(10);
        _clock.Advance(TimeSpan.FromSeconds(60));

        limiter.Leave(await limiter.EnterAsync(null, default), NoHeaders, isRefused: true);

        Assert.Equal(TimeSpan.FromSeconds(4), limiter.Hold);
    }

    [Fact]
    public async Task Window_is_remembered_after_a_wait_that_was_too_short()
    {
        RateLimiter limiter = await LearnAsync(10);
        limiter.Leave(await limiter.EnterAsync(null, default), Refused(20), isRefused: true);
        _clock.Advance(TimeSpan.FromSeconds(20));
        limiter.Leave(await limiter.EnterAsync(null, default), NoHeaders, isRefused: true);
        Assert.Equal(TimeSpan.FromSeconds(40), limiter.Hold);

        _clock.Advance(TimeSpan.FromSeconds(40));

        Assert.Null(limiter.Hold);
        Assert.Null(await limiter.EnterAsync(null, default).WaitAsync(TestTimeout));
    }

    [Fact]
    public async Task Concurrent_rejections_count_once_and_a_single_request_probes_the_limit()
    {
        var limiter = new RateLimiter(_clock, TimeSpan.FromSeconds(60));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => limiter.EnterAsync(null, default)));
        for (int i = 0; i < 3; i++)
        {
            limiter.Leave(null, NoHeaders, isRefused: true);
        }

        Assert.Equal(TimeSpan.FromSeconds(4), limiter.Hold);
        _clock.Advance(TimeSpan.FromSeconds(4));
        int? probe = await limiter.EnterAsync(null, default);
        await AssertAllWaitAsync(limiter);
        limiter.Leave(probe, NoHeaders, isRefused: true);
        Assert.Equal(TimeSpan.FromSeconds(8), limiter.Hold);
    }

    [Theory]
    [InlineData(false, 8)]
    [InlineData(true, 4)]
    public async Task Accepted_request_resets_the_backoff_but_a_request_without_a_response_does_not(bool hasResponse, int wait)
    {
        var limiter = new RateLimiter(_clock, TimeSpan.FromSeconds(60));
        limiter.Leave(await limiter.EnterAsync(null, default), NoHeaders, isRefused: true);
        _clock.Advance(TimeSpan.FromSeconds(4));
        limiter.Leave(await limiter.EnterAsync(null, default), hasResponse ? NoHeaders : null, isRefused: false);

        limiter.Leave(await limiter.EnterAsync(null, default), NoHeaders, isRefused: true);

        Assert.Equal(TimeSpan.FromSeconds(wait), limiter.Hold);
    }

    [Fact]
    public async Task Backoff_does_not_exceed_the_maximum_delay()
    {
        var limiter = new RateLimiter(_clock, TimeSpan.FromSeconds(3));

        limiter.Leave(await limiter.EnterAsync(null, default), NoHeaders, isRefused: true);

        Assert.Equal(TimeSpan.FromSeconds(3), limiter.Hold);
    }

    [Fact]
    public async Task Longest_of_several_retry_delays_applies()
    {
        RateLimiter limiter = await LearnAsync(10);
        const int Remaining = 10;
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => limiter.EnterAsync(null, default)));
        limiter.Leave(Remaining, Refused(20), isRefused: true);
        limiter.Leave(Remaining, Refused(30), isRefused: true);
        limiter.Leave(Remaining, Refused(10), isRefused: true);
        var observer = new RecordingObserver();

        Task<int?> next = limiter.EnterAsync(observer, default);

        Assert.Equal(["The limit of 500 requests a minute is used up; waiting 30 s."], observer.VerboseTexts);
        _clock.Advance(TimeSpan.FromSeconds(30));
        await next.WaitAsync(TestTimeout);
    }

    [Fact]
    public async Task Request_waiting_for_a_slot_or_a_new_window_can_be_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        RateLimiter busy = await LearnAsync(1);
        await busy.EnterAsync(null, default);
        Task<int?>[] waiting = [busy.EnterAsync(null, cancellation.Token), (await LearnAsync(0)).EnterAsync(null, cancellation.Token)];

        await cancellation.CancelAsync();

        foreach (Task<int?> turn in waiting)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => turn.WaitAsync(TestTimeout));
        }
    }

    [Theory]
    [InlineData(-3)]
    [InlineData(3)]
    public async Task Changing_the_wall_clock_does_not_change_a_wait(int hours)
    {
        RateLimiter limiter = await LearnAsync(10);
        limiter.Leave(await limiter.EnterAsync(null, default), Refused(20), isRefused: true);

        _clock.Offset = TimeSpan.FromHours(hours);

        Assert.Equal(TimeSpan.FromSeconds(20), limiter.Hold);
        Task<int?> next = limiter.EnterAsync(null, default);
        Assert.False(next.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Null(await next.WaitAsync(TestTimeout));
    }

    [Fact]
    public async Task One_request_is_sent_immediately_after_a_rejection_with_a_delay_of_zero()
    {
        RateLimiter limiter = await LearnAsync(10);
        limiter.Leave(await limiter.EnterAsync(null, default), Refused(0), isRefused: true);

        Assert.Null(limiter.Hold);
        Assert.Null(await limiter.EnterAsync(null, default).WaitAsync(TestTimeout));
        await AssertAllWaitAsync(limiter);
    }

    /// <summary>Creates a limiter that has received this remaining count in a response.</summary>
    private async Task<RateLimiter> LearnAsync(int left)
    {
        var limiter = new RateLimiter(_clock, TimeSpan.FromSeconds(60));
        limiter.Leave(await limiter.EnterAsync(null, default), Headers(left), isRefused: false);
        return limiter;
    }

    /// <summary>Asserts that a new request has to wait, and cancels it.</summary>
    private static async Task AssertAllWaitAsync(RateLimiter limiter)
    {
        using var cancellation = new CancellationTokenSource();
        Task<int?> turn = limiter.EnterAsync(null, cancellation.Token);
        Assert.False(turn.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => turn);
    }

    private static RateLimitHeaders Headers(int left) => new(500, left, null);

    private static RateLimitHeaders NoHeaders => new(null, null, null);

    private static RateLimitHeaders Refused(int seconds) => new(500, 0, TimeSpan.FromSeconds(seconds));

    /// <summary>A fake clock whose wall-clock time can change without affecting timers and timestamps.</summary>
    private sealed class SettableClock() : FakeTimeProvider(new DateTimeOffset(2026, 6, 10, 9, 30, 0, TimeSpan.Zero))
    {
        public TimeSpan Offset { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;

        public override long GetTimestamp() => base.GetUtcNow().Ticks;
    }
}
