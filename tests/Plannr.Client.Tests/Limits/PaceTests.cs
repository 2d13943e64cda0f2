
namespace Plannr.Client.Tests.Limits;

/// <summary>The pace of a connection, by a clock that a test moves.</summary>
public sealed class PaceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SettableClock _clock = new();

    [Fact]
    public async Task A_wait_whose_end_passes_while_it_is_looked_at_is_waited_for_all_the_same()
    {
        var limiter = new RateLimiter(_clock, TimeSpan.FromSeconds(60));
        limiter.Leave(await limiter.EnterAsync(null, default), new RateLimitHeaders(500, 0, TimeSpan.FromSeconds(1)), isRefused: true);
        _clock.AutoAdvanceAmount = TimeSpan.FromSeconds(1.5);

        Task<int?> turn = limiter.EnterAsync(null, default);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await turn);
    }

    [Fact]
    public async Task No_more_are_under_way_than_are_left()
    {
        RateLimiter limiter = await LearnAsync(2);
        int?[] entered = [await limiter.EnterAsync(null, default), await limiter.EnterAsync(null, default)];
        Assert.Equal([2, 2], entered);
        using var cancellation = new CancellationTokenSource();
        Task<int?> third = limiter.EnterAsync(null, cancellation.Token);
        Assert.False(third.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);

        // The answers come in the other order: the first says less than the second.
        limiter.Leave(2, Said(0), isRefused: false);
        limiter.Leave(2, Said(1), isRefused: false);

        Assert.Equal(0, limiter.Remaining);
        var observer = new RecordingObserver();
        Task<int?> next = limiter.EnterAsync(observer, default);
        Assert.Equal(["The limit of 500 requests a minute is used up; waiting 60 s."], observer.VerboseTexts);
        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Null(await next.WaitAsync(Patience));
    }

    [Fact]
    public async Task A_place_that_comes_free_is_taken_at_once()
    {
        RateLimiter limiter = await LearnAsync(1);
        int? first = await limiter.EnterAsync(null, default);
        Task<int?> second = limiter.EnterAsync(null, default);
        Assert.False(second.IsCompleted);

        limiter.Leave(first, null, isRefused: false);

        Assert.Equal(1, await second.WaitAsync(Patience));
    }

    [Fact]
    public async Task After_a_wait_one_finds_out_and_the_others_follow_it()
    {
        var observer = new RecordingObserver();
        RateLimiter limiter = await LearnAsync(0);
        Task<int?>[] waiting = [limiter.EnterAsync(observer, default), limiter.EnterAsync(observer, default), limiter.EnterAsync(observer, default)];
        Assert.Equal(["The limit of 500 requests a minute is used up; waiting 60 s."], observer.VerboseTexts);

        _clock.Advance(TimeSpan.FromSeconds(60));

        await Task.WhenAny(waiting).WaitAsync(Patience);
        await AssertAllWaitAsync(limiter);
        _ = Assert.Single(waiting, turn => turn.IsCompleted);
        limiter.Leave(null, Said(2), isRefused: false);
        Assert.Equal([2, 2, null], (await Task.WhenAll(waiting).WaitAsync(Patience)).OrderByDescending(left => left));
    }

    [Fact]
    public async Task One_that_finds_out_nothing_lets_the_others_go()
    {
        RateLimiter limiter = await LearnAsync(0);
        Task<int?>[] waiting = [limiter.EnterAsync(null, default), limiter.EnterAsync(null, default)];
        _clock.Advance(TimeSpan.FromSeconds(60));
        await Task.WhenAny(waiting).WaitAsync(Patience);

        limiter.Leave(null, null, isRefused: false);

        Assert.Equal([null, null], await Task.WhenAll(waiting).WaitAsync(Patience));
    }

    [Fact]
    public async Task The_minute_after_a_wait_begins_anew_and_its_wait_is_said_again()
    {
        var observer = new RecordingObserver();
        RateLimiter limiter = await LearnAsync(0);
        for (int minute = 1; minute <= 2; minute++)
        {
            Task<int?> turn = limiter.EnterAsync(observer, default);
            _clock.Advance(TimeSpan.FromSeconds(60));
            Assert.Null(await turn.WaitAsync(Patience));
            _clock.Advance(TimeSpan.FromSeconds(5));
            limiter.Leave(null, Said(0), isRefused: false);
        }

        Assert.Equal(2, observer.VerboseTexts.Count);
        Assert.All(observer.VerboseTexts, text => Assert.Contains("waiting 60 s", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_minute_that_is_over_is_not_the_one_in_which_the_next_is_refused()
    {
        RateLimiter limiter = await LearnAsync(10);
        _clock.Advance(TimeSpan.FromSeconds(60));

        limiter.Leave(await limiter.EnterAsync(null, default), SaidNothing, isRefused: true);

        Assert.Equal(TimeSpan.FromSeconds(4), limiter.Hold);
    }

    [Fact]
    public async Task A_known_minute_is_still_known_after_a_wait_that_was_too_short()
    {
        RateLimiter limiter = await LearnAsync(10);
        limiter.Leave(await limiter.EnterAsync(null, default), Refused(20), isRefused: true);
        _clock.Advance(TimeSpan.FromSeconds(20));
        limiter.Leave(await limiter.EnterAsync(null, default), SaidNothing, isRefused: true);
        Assert.Equal(TimeSpan.FromSeconds(40), limiter.Hold);

        _clock.Advance(TimeSpan.FromSeconds(40));

        Assert.Null(limiter.Hold);
        Assert.Null(await limiter.EnterAsync(null, default).WaitAsync(Patience));
    }

    [Fact]
    public async Task Refusals_of_requests_that_were_under_way_together_are_one_and_only_one_tries_again()
    {
        var limiter = new RateLimiter(_clock, TimeSpan.FromSeconds(60));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => limiter.EnterAsync(null, default)));
        for (int i = 0; i < 3; i++)
        {
            limiter.Leave(null, SaidNothing, isRefused: true);
        }

        Assert.Equal(TimeSpan.FromSeconds(4), limiter.Hold);
        _clock.Advance(TimeSpan.FromSeconds(4));
        int? probe = await limiter.EnterAsync(null, default);
        await AssertAllWaitAsync(limiter);
        limiter.Leave(probe, SaidNothing, isRefused: true);
        Assert.Equal(TimeSpan.FromSeconds(8), limiter.Hold);
    }

    [Theory]
    [InlineData(false, 8)]
    [InlineData(true, 4)]
    public async Task Only_an_answer_makes_the_next_wait_as_short_as_the_first(bool isAnswered, int wait)
    {
        var limiter = new RateLimiter(_clock, TimeSpan.FromSeconds(60));
        limiter.Leave(await limiter.EnterAsync(null, default), SaidNothing, isRefused: true);
        _clock.Advance(TimeSpan.FromSeconds(4));
        limiter.Leave(await limiter.EnterAsync(null, default), isAnswered ? SaidNothing : null, isRefused: false);

        limiter.Leave(await limiter.EnterAsync(null, default), SaidNothing, isRefused: true);

        Assert.Equal(TimeSpan.FromSeconds(wait), limiter.Hold);
    }

    [Fact]
    public async Task A_wait_that_nobody_asked_for_is_no_longer_than_it_may_be()
    {
        var limiter = new RateLimiter(_clock, TimeSpan.FromSeconds(3));

        limiter.Leave(await limiter.EnterAsync(null, default), SaidNothing, isRefused: true);

        Assert.Equal(TimeSpan.FromSeconds(3), limiter.Hold);
    }

    [Fact]
    public async Task A_shorter_refusal_does_not_shorten_a_longer_one_and_a_longer_one_lengthens_it()
    {
        RateLimiter limiter = await LearnAsync(10);
        const int Left = 10;
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => limiter.EnterAsync(null, default)));
        limiter.Leave(Left, Refused(20), isRefused: true);
        limiter.Leave(Left, Refused(30), isRefused: true);
        limiter.Leave(Left, Refused(10), isRefused: true);
        var observer = new RecordingObserver();

        Task<int?> next = limiter.EnterAsync(observer, default);

        Assert.Equal(["The limit of 500 requests a minute is used up; waiting 30 s."], observer.VerboseTexts);
        _clock.Advance(TimeSpan.FromSeconds(30));
        await next.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_wait_for_a_place_and_a_wait_for_the_minute_can_be_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        RateLimiter busy = await LearnAsync(1);
        await busy.EnterAsync(null, default);
        Task<int?>[] waiting = [busy.EnterAsync(null, cancellation.Token), (await LearnAsync(0)).EnterAsync(null, cancellation.Token)];

        await cancellation.CancelAsync();

        foreach (Task<int?> turn in waiting)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => turn.WaitAsync(Patience));
        }
    }

    [Theory]
    [InlineData(-3)]
    [InlineData(3)]
    public async Task A_wall_clock_that_is_set_changes_no_wait(int hours)
    {
        RateLimiter limiter = await LearnAsync(10);
        limiter.Leave(await limiter.EnterAsync(null, default), Refused(20), isRefused: true);

        _clock.Offset = TimeSpan.FromHours(hours);

        Assert.Equal(TimeSpan.FromSeconds(20), limiter.Hold);
        Task<int?> next = limiter.EnterAsync(null, default);
        Assert.False(next.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Null(await next.WaitAsync(Patience));
    }

    [Fact]
    public async Task A_refusal_that_asks_for_no_wait_holds_nobody_and_only_one_tries_again()
    {
        RateLimiter limiter = await LearnAsync(10);
        limiter.Leave(await limiter.EnterAsync(null, default), Refused(0), isRefused: true);

        Assert.Null(limiter.Hold);
        Assert.Null(await limiter.EnterAsync(null, default).WaitAsync(Patience));
        await AssertAllWaitAsync(limiter);
    }

    /// <summary>A limiter that one answer has told how many are left.</summary>
    private async Task<RateLimiter> LearnAsync(int left)
    {
        var limiter = new RateLimiter(_clock, TimeSpan.FromSeconds(60));
        limiter.Leave(await limiter.EnterAsync(null, default), Said(left), isRefused: false);
        return limiter;
    }

    /// <summary>Whoever comes now has to wait, and is not left waiting.</summary>
    private static async Task AssertAllWaitAsync(RateLimiter limiter)
    {
        using var cancellation = new CancellationTokenSource();
        Task<int?> turn = limiter.EnterAsync(null, cancellation.Token);
        Assert.False(turn.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => turn);
    }

    private static RateLimitHeaders Said(int left) => new(500, left, null);

    private static RateLimitHeaders SaidNothing => new(null, null, null);

    private static RateLimitHeaders Refused(int seconds) => new(500, 0, TimeSpan.FromSeconds(seconds));

    /// <summary>A clock that a test moves, and whose wall clock can be set without moving its timers and timestamps.</summary>
    private sealed class SettableClock() : FakeTimeProvider(new DateTimeOffset(2026, 6, 10, 9, 30, 0, TimeSpan.Zero))
    {
        public TimeSpan Offset { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;

        public override long GetTimestamp() => base.GetUtcNow().Ticks;
    }
}
