namespace Plannr.Client.Tests.Limits;

/// <summary>Tests how the server's rate limit headers delay the requests of a connection.</summary>
public sealed class WindowTests : IAsyncLifetime
{
    private static readonly TimeSpan TestTimeout = TimeSpan.FromSeconds(30);

    private readonly TestClock _clock = new();
    private readonly RecordingObserver _observer = new(wantsDebug: false);
    private ServedApi _api = null!;

    public async Task InitializeAsync() => _api = await ServedApi.StartAsync(options => options.MaximumRetryDelay = TimeSpan.FromSeconds(90), _clock);

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Request_waits_until_one_minute_after_the_first_response_if_the_limit_is_used_up()
    {
        await GetAsync(("X-RateLimit-Limit", "500"), ("X-RateLimit-Remaining", "0"));
        _clock.Advance(TimeSpan.FromSeconds(20.25));
        Task<AutomationExecution> next = _api.GetAsync(_observer);

        Assert.Equal(TimeSpan.FromSeconds(39.75), await _clock.NextDelayAsync());
        Assert.Equal(["The limit of 500 requests a minute is used up; waiting 39.8 s."], _observer.VerboseTexts);
        _clock.Advance(TimeSpan.FromSeconds(39.75) - TimeSpan.FromTicks(1));
        Assert.Single(_api.Server.Requests);

        _clock.Advance(TimeSpan.FromTicks(1));

        await next.WaitAsync(TestTimeout);
        Assert.Equal(2, _api.Server.Requests.Count);
    }

    [Fact]
    public async Task Cancelled_wait_for_the_limit_ends_immediately_without_a_request()
    {
        await GetAsync(("X-RateLimit-Remaining", "0"));
        using var cancellation = new CancellationTokenSource();
        Task<AutomationExecution> next = _api.GetAsync(_observer, cancellation.Token);
        await _clock.NextDelayAsync();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.WaitAsync(TestTimeout));
        Assert.Single(_api.Server.Requests);
    }

    [Fact]
    public async Task Wait_is_not_logged_without_verbose_output()
    {
        var quiet = new RecordingObserver(wantsVerbose: false);
        await GetAsync(("X-RateLimit-Remaining", "0"));
        Task<AutomationExecution> next = _api.GetAsync(quiet);
        _clock.Advance(await _clock.NextDelayAsync());

        await next.WaitAsync(TestTimeout);
        Assert.Empty(quiet.VerboseTexts);
    }

    [Fact]
    public async Task Expired_window_causes_no_wait()
    {
        await GetAsync(("X-RateLimit-Remaining", "0"));
        _clock.Advance(TimeSpan.FromMinutes(1));

        await GetAsync().WaitAsync(TestTimeout);

        Assert.Equal(2, _api.Server.Requests.Count);
    }

    [Theory]
    [InlineData("3", "2", "1", 40)]
    [InlineData("3", "2", "2", 60)]
    [InlineData("3", "2", "499", 60)]
    public async Task Remaining_count_that_does_not_decrease_starts_a_new_window(string first, string second, string third, int wait)
    {
        await GetAsync(("X-RateLimit-Remaining", first));
        await GetAsync(("X-RateLimit-Remaining", second));
        _clock.Advance(TimeSpan.FromSeconds(20));
        await GetAsync(("X-RateLimit-Remaining", third));
        await GetAsync(("X-RateLimit-Remaining", "0"));

        Task<AutomationExecution> next = _api.GetAsync();

        Assert.Equal(TimeSpan.FromSeconds(wait), await _clock.NextDelayAsync());
        _clock.Advance(TimeSpan.FromSeconds(wait));
        await next.WaitAsync(TestTimeout);
    }

    [Fact]
    public async Task Request_without_a_response_releases_its_slot()
    {
        await GetAsync(("X-RateLimit-Remaining", "1"));
        _api.Server.Faults.Add(Fault.Reset() with { Times = 1 });
        await Assert.ThrowsAsync<PlannrNetworkException>(() => _api.GetAsync());

        await GetAsync().WaitAsync(TestTimeout);

        Assert.Equal(1, _api.Client.Statistics.RateLimitRemaining);
        Assert.Equal(3, _api.Client.Statistics.RequestsSent);
    }

    [Theory]
    [InlineData("Retry-After", "17", 17)]
    [InlineData("Retry-After", "3600", 90)]
    [InlineData("X-RateLimit-Reset", "+17", 17)]
    [InlineData("X-RateLimit-Reset", "+3600", 90)]
    [InlineData("X-RateLimit-Reset", "253402300799", 90)]
    public async Task Requests_after_a_429_response_wait_for_the_requested_delay_up_to_the_maximum(string name, string value, int wait)
    {
        await RefuseAsync((name, FromNow(value)));
        Task<AutomationExecution> next = _api.GetAsync();

        Assert.Equal(TimeSpan.FromSeconds(wait), await _clock.NextDelayAsync());
        _clock.Advance(TimeSpan.FromSeconds(wait));

        await next.WaitAsync(TestTimeout);
    }

    [Fact]
    public async Task Retry_After_takes_precedence_over_the_reset_time()
    {
        await RefuseAsync(("X-RateLimit-Reset", FromNow("+30")), ("Retry-After", "17"));
        Task<AutomationExecution> next = _api.GetAsync();

        TimeSpan wait = await _clock.NextDelayAsync();
        _clock.Advance(wait);

        Assert.Equal(TimeSpan.FromSeconds(17), wait);
        await next.WaitAsync(TestTimeout);
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
    public async Task Invalid_or_past_reset_time_makes_requests_wait_for_the_rest_of_the_window(string name, string value)
    {
        await GetAsync(("X-RateLimit-Remaining", "499"));
        _clock.Advance(TimeSpan.FromSeconds(20));
        await RefuseAsync((name, FromNow(value)), ("X-RateLimit-Remaining", "0"));
        Task<AutomationExecution> next = _api.GetAsync();

        Assert.Equal(TimeSpan.FromSeconds(40), await _clock.NextDelayAsync());
        _clock.Advance(TimeSpan.FromSeconds(40));

        await next.WaitAsync(TestTimeout);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("Tue, 19 May 2026 12:00:20 GMT")]
    [InlineData("Tue, 19 May 2020 12:00:00 GMT")]
    public async Task Rejection_with_a_zero_or_past_Retry_After_does_not_delay_other_requests(string retryAfter)
    {
        await GetAsync(("X-RateLimit-Remaining", "499"));
        _clock.Advance(TimeSpan.FromSeconds(20));
        await RefuseAsync(("Retry-After", retryAfter), ("X-RateLimit-Remaining", "0"));

        await _api.GetAsync(_observer).WaitAsync(TestTimeout);

        Assert.Null(_api.Client.Statistics.RateLimitWait);
        Assert.DoesNotContain(_observer.VerboseTexts, text => text.Contains("waiting", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("X-RateLimit-Remaining")]
    [InlineData("X-Other")]
    public async Task Delay_doubles_to_at_most_one_minute_until_a_request_succeeds_if_the_window_is_unknown(string header)
    {
        await RefuseAsync((header, "0"));
        Respond(HttpStatusCode.TooManyRequests, [(header, "0")]);
        foreach (int wait in new[] { 4, 8, 16, 32, 60, 60 })
        {
            await Assert.ThrowsAsync<PlannrRateLimitedException>(() => GetAfterAsync(wait));
        }

        Respond(HttpStatusCode.OK, []);
        await GetAfterAsync(60);
        await RefuseAsync((header, "0"));
        await GetAfterAsync(4);
    }

    [Theory]
    [InlineData(0, 16)]
    [InlineData(1, 4)]
    public async Task Rejection_whose_delay_ended_more_than_one_minute_ago_does_not_increase_the_next_delay(int ticks, int wait)
    {
        await RefuseAsync();
        Respond(HttpStatusCode.TooManyRequests, []);
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
    public async Task Only_valid_numbers_in_rate_limit_headers_are_shown(string? limit, string? remaining, int? shownLimit, int? shownRemaining)
    {
        await GetAsync(limit is null ? ("X-Other", "1") : ("X-RateLimit-Limit", limit), remaining is null ? ("X-Another", "1") : ("X-RateLimit-Remaining", remaining));

        Assert.Equal(shownLimit, _api.Client.Statistics.RateLimit);
        Assert.Equal(shownRemaining, _api.Client.Statistics.RateLimitRemaining);
    }

    [Fact]
    public async Task Rejection_sets_the_remaining_count_to_zero()
    {
        await RefuseAsync(("X-RateLimit-Limit", "60"));
        Assert.Equal((60, 0), (_api.Client.Statistics.RateLimit, _api.Client.Statistics.RateLimitRemaining));
    }

    [Fact]
    public async Task Previous_numbers_are_kept_if_headers_are_missing()
    {
        await GetAsync(("X-RateLimit-Limit", "60"), ("X-RateLimit-Remaining", "50"));
        await GetAsync(("X-RateLimit-Remaining", "49"));
        Assert.Equal((60, 49), (_api.Client.Statistics.RateLimit, _api.Client.Statistics.RateLimitRemaining));

        await GetAsync();
        await RefuseAsync();

        Assert.Equal((60, 0), (_api.Client.Statistics.RateLimit, _api.Client.Statistics.RateLimitRemaining));
    }

    /// <summary>Gets an execution and asserts that the request waits for this many seconds.</summary>
    private async Task GetAfterAsync(int seconds)
    {
        Task<AutomationExecution> next = _api.GetAsync();
        Assert.Equal(TimeSpan.FromSeconds(seconds), await _clock.NextDelayAsync());
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        await next.WaitAsync(TestTimeout);
    }

    private string FromNow(string value) => value.StartsWith('+')
        ? (_clock.GetUtcNow().ToUnixTimeSeconds() + int.Parse(value, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture)
        : value;

    private Task<AutomationExecution> GetAsync(params (string Name, string Value)[] headers)
    {
        Respond(HttpStatusCode.OK, headers);
        return _api.GetAsync();
    }

    private async Task RefuseAsync(params (string Name, string Value)[] headers)
    {
        Respond(HttpStatusCode.TooManyRequests, headers);
        await Assert.ThrowsAsync<PlannrRateLimitedException>(() => _api.GetAsync());
        Respond(HttpStatusCode.OK, []);
    }

    private void Respond(HttpStatusCode status, (string Name, string Value)[] headers) => _api.Server.Override = _ =>
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent($$"""{"uuid": "{{ServedApi.Uuid}}"}""", Encoding.UTF8, "application/json") };
        foreach ((string name, string value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    };
}
