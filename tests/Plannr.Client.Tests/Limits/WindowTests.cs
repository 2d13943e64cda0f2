namespace Plannr.Client.Tests.Limits;

/// <summary>What the server says of its limit, and how long a connection waits because of it.</summary>
public sealed class WindowTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TestClock _clock = new();
    private readonly RecordingObserver _observer = new(wantsDebug: false);
    private ServedApi _api = null!;

    public async Task InitializeAsync() => _api = await ServedApi.StartAsync(options => options.MaximumRetryDelay = TimeSpan.FromSeconds(90), _clock);

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Once_none_is_left_the_next_waits_until_a_minute_after_the_first_answer()
    {
        await GetAsync(("X-RateLimit-Limit", "500"), ("X-RateLimit-Remaining", "0"));
        _clock.Advance(TimeSpan.FromSeconds(20.25));
        Task<AutomationExecution> next = _api.GetAsync(_observer);

        Assert.Equal(TimeSpan.FromSeconds(39.75), await _clock.NextDelayAsync());
        Assert.Equal(["The limit of 500 requests a minute is used up; waiting 39.8 s."], _observer.VerboseTexts);
        _clock.Advance(TimeSpan.FromSeconds(39.75) - TimeSpan.FromTicks(1));
        Assert.Single(_api.Server.Requests);

        _clock.Advance(TimeSpan.FromTicks(1));

        await next.WaitAsync(Patience);
        Assert.Equal(2, _api.Server.Requests.Count);
    }

    [Fact]
    public async Task Who_waits_for_the_limit_and_is_cancelled_ends_at_once_and_sends_nothing()
    {
        await GetAsync(("X-RateLimit-Remaining", "0"));
        using var cancellation = new CancellationTokenSource();
        Task<AutomationExecution> next = _api.GetAsync(_observer, cancellation.Token);
        await _clock.NextDelayAsync();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.WaitAsync(Patience));
        Assert.Single(_api.Server.Requests);
    }

    [Fact]
    public async Task Nobody_is_told_of_it_who_does_not_want_to_know()
    {
        var quiet = new RecordingObserver(wantsVerbose: false);
        await GetAsync(("X-RateLimit-Remaining", "0"));
        Task<AutomationExecution> next = _api.GetAsync(quiet);
        _clock.Advance(await _clock.NextDelayAsync());

        await next.WaitAsync(Patience);
        Assert.Empty(quiet.VerboseTexts);
    }

    [Fact]
    public async Task A_minute_that_is_over_already_is_not_waited_for_again()
    {
        await GetAsync(("X-RateLimit-Remaining", "0"));
        _clock.Advance(TimeSpan.FromMinutes(1));

        await GetAsync().WaitAsync(Patience);

        Assert.Equal(2, _api.Server.Requests.Count);
    }

    [Theory]
    [InlineData("3", "2", "1", 40)]
    [InlineData("3", "2", "2", 60)]
    [InlineData("3", "2", "499", 60)]
    public async Task A_number_that_is_not_below_the_one_before_its_request_shows_a_new_minute(string first, string second, string third, int wait)
    {
        await GetAsync(("X-RateLimit-Remaining", first));
        await GetAsync(("X-RateLimit-Remaining", second));
        _clock.Advance(TimeSpan.FromSeconds(20));
        await GetAsync(("X-RateLimit-Remaining", third));
        await GetAsync(("X-RateLimit-Remaining", "0"));

        Task<AutomationExecution> next = _api.GetAsync();

        Assert.Equal(TimeSpan.FromSeconds(wait), await _clock.NextDelayAsync());
        _clock.Advance(TimeSpan.FromSeconds(wait));
        await next.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_request_without_an_answer_gives_its_place_back()
    {
        await GetAsync(("X-RateLimit-Remaining", "1"));
        _api.Server.Faults.Add(Fault.Reset() with { Times = 1 });
        await Assert.ThrowsAsync<PlannrNetworkException>(() => _api.GetAsync());

        await GetAsync().WaitAsync(Patience);

        Assert.Equal(1, _api.Client.Statistics.RateLimitRemaining);
        Assert.Equal(3, _api.Client.Statistics.RequestsSent);
    }

    [Theory]
    [InlineData("Retry-After", "17", 17)]
    [InlineData("Retry-After", "3600", 90)]
    [InlineData("X-RateLimit-Reset", "+17", 17)]
    [InlineData("X-RateLimit-Reset", "+3600", 90)]
    [InlineData("X-RateLimit-Reset", "253402300799", 90)]
    public async Task After_a_refusal_the_others_wait_as_long_as_the_server_says_and_no_longer_than_they_may(string name, string value, int wait)
    {
        await RefuseAsync((name, FromNow(value)));
        Task<AutomationExecution> next = _api.GetAsync();

        Assert.Equal(TimeSpan.FromSeconds(wait), await _clock.NextDelayAsync());
        _clock.Advance(TimeSpan.FromSeconds(wait));

        await next.WaitAsync(Patience);
    }

    [Fact]
    public async Task Of_two_times_Retry_After_counts()
    {
        await RefuseAsync(("X-RateLimit-Reset", FromNow("+30")), ("Retry-After", "17"));
        Task<AutomationExecution> next = _api.GetAsync();

        TimeSpan wait = await _clock.NextDelayAsync();
        _clock.Advance(wait);

        Assert.Equal(TimeSpan.FromSeconds(17), wait);
        await next.WaitAsync(Patience);
    }

    [Theory]
    [InlineData("X-RateLimit-Reset", "0")]
    [InlineData("X-RateLimit-Reset", "-5")]
    [InlineData("X-RateLimit-Reset", "+0")]
    [InlineData("X-RateLimit-Reset", "1")]
    [InlineData("X-RateLimit-Reset", "253402300800")]
    [InlineData("X-RateLimit-Reset", "9223372036854775807")]
    [InlineData("X-RateLimit-Reset", "99999999999999999999")]
    [InlineData("X-RateLimit-Reset", "soon")]
    [InlineData("X-RateLimit-Reset", "")]
    public async Task A_time_that_makes_no_sense_counts_as_none_and_the_rest_of_the_minute_is_waited_for(string name, string value)
    {
        await GetAsync(("X-RateLimit-Remaining", "499"));
        _clock.Advance(TimeSpan.FromSeconds(20));
        await RefuseAsync((name, FromNow(value)), ("X-RateLimit-Remaining", "0"));
        Task<AutomationExecution> next = _api.GetAsync();

        Assert.Equal(TimeSpan.FromSeconds(40), await _clock.NextDelayAsync());
        _clock.Advance(TimeSpan.FromSeconds(40));

        await next.WaitAsync(Patience);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("Tue, 19 May 2026 12:00:20 GMT")]
    [InlineData("Tue, 19 May 2020 12:00:00 GMT")]
    public async Task A_refusal_that_asks_for_no_wait_holds_up_no_other_request(string retryAfter)
    {
        await GetAsync(("X-RateLimit-Remaining", "499"));
        _clock.Advance(TimeSpan.FromSeconds(20));
        await RefuseAsync(("Retry-After", retryAfter), ("X-RateLimit-Remaining", "0"));

        await _api.GetAsync(_observer).WaitAsync(Patience);

        Assert.Null(_api.Client.Statistics.RateLimitWait);
        Assert.DoesNotContain(_observer.VerboseTexts, text => text.Contains("waiting", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("X-RateLimit-Remaining")]
    [InlineData("X-Other")]
    public async Task Where_no_minute_is_known_each_refusal_is_waited_after_for_twice_as_long_up_to_a_minute_until_one_is_let_through(string header)
    {
        await RefuseAsync((header, "0"));
        Answer(HttpStatusCode.TooManyRequests, [(header, "0")]);
        foreach (int wait in new[] { 4, 8, 16, 32, 60, 60 })
        {
            await Assert.ThrowsAsync<PlannrRateLimitedException>(() => GetAfterAsync(wait));
        }

        Answer(HttpStatusCode.OK, []);
        await GetAfterAsync(60);
        await RefuseAsync((header, "0"));
        await GetAfterAsync(4);
    }

    [Theory]
    [InlineData(0, 16)]
    [InlineData(1, 4)]
    public async Task A_refusal_of_over_a_minute_ago_makes_no_wait_longer(int ticks, int wait)
    {
        await RefuseAsync();
        Answer(HttpStatusCode.TooManyRequests, []);
        await Assert.ThrowsAsync<PlannrRateLimitedException>(() => GetAfterAsync(4));
        _clock.Advance(TimeSpan.FromSeconds(8 + 60) + TimeSpan.FromTicks(ticks));

        await RefuseAsync();

        await GetAfterAsync(wait);
    }

    [Theory]
    [InlineData("500", "499", 500, 499)]
    [InlineData("0", "0", 0, 0)]
    [InlineData("2147483647", "2147483646", int.MaxValue, int.MaxValue - 1)]
    [InlineData("2147483648", "2147483648", null, null)]
    [InlineData("-1", "-1", null, null)]
    [InlineData("1.5", "1,000", null, null)]
    [InlineData("many", "", null, null)]
    [InlineData(null, "7", null, 7)]
    [InlineData("500", null, null, null)]
    public async Task The_numbers_are_shown_as_far_as_they_make_sense(string? limit, string? remaining, int? shownLimit, int? shownRemaining)
    {
        await GetAsync(limit is null ? ("X-Other", "1") : ("X-RateLimit-Limit", limit), remaining is null ? ("X-Another", "1") : ("X-RateLimit-Remaining", remaining));

        Assert.Equal(shownLimit, _api.Client.Statistics.RateLimit);
        Assert.Equal(shownRemaining, _api.Client.Statistics.RateLimitRemaining);
    }

    [Fact]
    public async Task A_refusal_says_the_limit_and_that_none_is_left()
    {
        await RefuseAsync(("X-RateLimit-Limit", "60"));
        Assert.Equal((60, 0), (_api.Client.Statistics.RateLimit, _api.Client.Statistics.RateLimitRemaining));
    }

    [Fact]
    public async Task What_an_answer_leaves_out_stays_as_it_was()
    {
        await GetAsync(("X-RateLimit-Limit", "60"), ("X-RateLimit-Remaining", "50"));
        await GetAsync(("X-RateLimit-Remaining", "49"));
        Assert.Equal((60, 49), (_api.Client.Statistics.RateLimit, _api.Client.Statistics.RateLimitRemaining));

        await GetAsync();
        await RefuseAsync();

        Assert.Equal((60, 0), (_api.Client.Statistics.RateLimit, _api.Client.Statistics.RateLimitRemaining));
    }

    /// <summary>Asks, and expects to have to wait.</summary>
    private async Task GetAfterAsync(int seconds)
    {
        Task<AutomationExecution> next = _api.GetAsync();
        Assert.Equal(TimeSpan.FromSeconds(seconds), await _clock.NextDelayAsync());
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        await next.WaitAsync(Patience);
    }

    private string FromNow(string value) => value.StartsWith('+')
        ? (_clock.GetUtcNow().ToUnixTimeSeconds() + int.Parse(value, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture)
        : value;

    private Task<AutomationExecution> GetAsync(params (string Name, string Value)[] headers)
    {
        Answer(HttpStatusCode.OK, headers);
        return _api.GetAsync();
    }

    private async Task RefuseAsync(params (string Name, string Value)[] headers)
    {
        Answer(HttpStatusCode.TooManyRequests, headers);
        await Assert.ThrowsAsync<PlannrRateLimitedException>(() => _api.GetAsync());
        Answer(HttpStatusCode.OK, []);
    }

    private void Answer(HttpStatusCode status, (string Name, string Value)[] headers) => _api.Server.Override = _ =>
    {
        var answer = new HttpResponseMessage(status) { Content = new StringContent($$"""{"uuid": "{{ServedApi.Uuid}}"}""", Encoding.UTF8, "application/json") };
        foreach ((string name, string value) in headers)
        {
            answer.Headers.TryAddWithoutValidation(name, value);
        }

        return answer;
    };
}
