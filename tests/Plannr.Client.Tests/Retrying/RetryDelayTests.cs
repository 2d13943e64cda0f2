namespace Plannr.Client.Tests.Retrying;

/// <summary>Tests the delays before retries and the verbose messages about them.</summary>
public sealed class RetryDelayTests
{
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

    private readonly TestClock _clock = new();
    private readonly RecordingObserver _observer = new(wantsDebug: false);

    [Fact]
    public async Task Retry_waits_as_long_as_the_server_requests_and_the_delay_is_logged_once()
    {
        await using ServedApi api = await StartAsync("17");
        Task<AutomationExecution> call = api.GetAsync(_observer);

        Assert.Equal(TimeSpan.FromSeconds(17), await _clock.NextDelayAsync());
        Assert.Equal("The rate limit is used up (HTTP 429); waiting 17 s before attempt 2 of 5.", Assert.Single(Waits()));
        _clock.Advance(TimeSpan.FromSeconds(17) - Instant);
        Assert.False(call.IsCompleted);
        Assert.Single(api.Server.Requests);

        _clock.Advance(Instant);

        Assert.Equal(ServedApi.Uuid, (await call).Uuid);
        Assert.Equal(2, api.Server.Requests.Count);
        Assert.Single(Waits());
    }

    [Fact]
    public async Task Retry_waits_until_the_date_that_the_server_requests()
    {
        await using ServedApi api = await StartAsync(_clock.GetUtcNow().AddSeconds(42).ToString("R", CultureInfo.InvariantCulture));
        Task<AutomationExecution> call = api.GetAsync(_observer);

        Assert.Equal(TimeSpan.FromSeconds(42), await _clock.NextDelayAsync());
        _clock.Advance(TimeSpan.FromSeconds(42));

        await call;
        Assert.Contains("waiting 42 s before attempt 2 of 5", Assert.Single(Waits()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3600")]
    [InlineData("2147483647")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT")]
    public async Task Delay_does_not_exceed_the_maximum(string retryAfter)
    {
        await using ServedApi api = await StartAsync(retryAfter, TimeSpan.FromSeconds(30));
        Task<AutomationExecution> call = api.GetAsync(_observer);

        Assert.Equal(TimeSpan.FromSeconds(30), await _clock.NextDelayAsync());
        _clock.Advance(TimeSpan.FromSeconds(30));

        await call;
        Assert.Contains("waiting 30 s", Assert.Single(Waits()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("soon")]
    [InlineData("99999999999999999999")]
    [InlineData("Tue, 19 May 2020 12:00:00 GMT")]
    public async Task Delay_without_a_usable_Retry_After_is_within_bounds(string? retryAfter)
    {
        var longest = TimeSpan.FromSeconds(3);
        await using ServedApi api = await StartAsync(retryAfter, longest, times: 4);
        Task<AutomationExecution> call = api.GetAsync(_observer);

        for (int attempt = 2; attempt <= 5; attempt++)
        {
            TimeSpan delay = await _clock.NextDelayAsync();
            Assert.InRange(delay, Instant, longest);
            Assert.Contains($"attempt {attempt} of 5", Waits()[^1], StringComparison.Ordinal);
            _clock.Advance(delay);
        }

        await call;
        Assert.Equal(5, api.Server.Requests.Count);
    }

    [Fact]
    public async Task Delays_start_at_half_a_second_and_double_with_jitter()
    {
        const int Count = 8;
        await using ServedApi api = await ServedApi.StartAsync(
            Fault.Status(503),
            options =>
            {
                options.MaximumRetryCount = Count;
                options.MaximumRetryDelay = TimeSpan.FromMinutes(10);
            },
            _clock);
        double[] sums = [await SumAsync(), await SumAsync()];

        // Eight delays of half a second would add up to 4 s, linearly growing ones to 18 s, and doubling ones without jitter to 127.5 s.
        Assert.All(sums, sum => Assert.InRange(sum, 45, 92));
        Assert.NotEqual(sums[0], sums[1]);

        async Task<double> SumAsync()
        {
            Task<AutomationExecution> call = api.GetAsync();
            double sum = 0;
            for (int wait = 0; wait < Count; wait++)
            {
                TimeSpan delay = await _clock.NextDelayAsync();
                sum += delay.TotalSeconds;
                _clock.Advance(delay);
            }

            await Assert.ThrowsAsync<PlannrServerErrorException>(() => call);
            return sum;
        }
    }

    [Fact]
    public async Task Timeout_is_logged_as_the_reason_for_a_retry()
    {
        var clock = new TestClock(skipDelays: true);
        await using ServedApi api = await ServedApi.StartAsync(
            Fault.Delay(new TaskCompletionSource().Task) with { Times = 1 }, options => options.MaximumRetryCount = 1, clock);
        Task<AutomationExecution> call = api.GetAsync(_observer);
        await api.Server.WaitForRequestAsync(1);

        clock.Advance(ServedApi.Timeout);

        await call;
        Assert.StartsWith("The server did not respond in time; waiting", Assert.Single(Waits()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logged_delay_has_one_decimal_place_regardless_of_the_culture()
    {
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = comma;
        await using ServedApi api = await StartAsync("17", TimeSpan.FromMilliseconds(1_260));
        Task<AutomationExecution> call = api.GetAsync(_observer);
        _clock.Advance(await _clock.NextDelayAsync());

        await call;
        Assert.Contains("waiting 1.3 s", Assert.Single(Waits()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_shows_the_reason_for_each_retry()
    {
        await using ServedApi api = await ServedApi.StartAsync(
            Fault.Status(502) with { Times = 1 }, options => options.MaximumRetryCount = 4, new TestClock(skipDelays: true));
        api.Server.Faults.Add(Fault.CutOffBody() with { Times = 1 });
        api.Server.Faults.Add(Fault.Status(429) with { Times = 1 });

        await api.GetAsync(_observer);

        Assert.Collection(
            Waits(),
            text => Assert.StartsWith("The server returned HTTP 502; waiting", text, StringComparison.Ordinal),
            text => Assert.StartsWith("The connection failed; waiting", text, StringComparison.Ordinal),
            text => Assert.StartsWith("The rate limit is used up (HTTP 429); waiting", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cancelled_wait_ends_immediately_without_a_retry()
    {
        await using ServedApi api = await StartAsync("3600", TimeSpan.FromHours(2));
        using var cancellation = new CancellationTokenSource();
        Task<AutomationExecution> call = api.GetAsync(_observer, cancellation.Token);
        await _clock.NextDelayAsync();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        _clock.Advance(TimeSpan.FromHours(2));
        Assert.Single(api.Server.Requests);
    }

    [Fact]
    public async Task Cancelled_attempt_is_not_retried()
    {
        await using ServedApi api = await ServedApi.StartAsync(
            Fault.Delay(new TaskCompletionSource().Task), options => options.MaximumRetryCount = 4, new TestClock(skipDelays: true));
        using var cancellation = new CancellationTokenSource();
        Task<AutomationExecution> call = api.GetAsync(_observer, cancellation.Token);
        await api.Server.WaitForRequestAsync(1);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Empty(Waits());
        Assert.Equal(0, api.Client.Statistics.Retries);
        Assert.Single(api.Server.Requests);
    }

    [Fact]
    public async Task Call_cancelled_in_advance_sends_nothing()
    {
        await using ServedApi api = await ServedApi.StartAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => api.GetAsync(cancellationToken: new CancellationToken(canceled: true)));

        Assert.Empty(api.Server.Requests);
    }

    [Fact]
    public async Task Retry_is_not_logged_without_verbose_output()
    {
        var observer = new RecordingObserver(wantsVerbose: false, wantsDebug: true);
        await using ServedApi api = await ServedApi.StartAsync(
            Fault.Status(503) with { Times = 1 }, options => options.MaximumRetryCount = 1, new TestClock(skipDelays: true));

        await api.GetAsync(observer);
        await api.GetAsync();

        Assert.Empty(observer.VerboseTexts);
        Assert.Equal(4, observer.DebugTexts.Count);
    }

    [Fact]
    public async Task Retry_delay_after_a_server_error_does_not_delay_other_calls()
    {
        await using ServedApi api = await StartAsync("17", status: 503);
        Task<AutomationExecution> waiting = api.GetAsync();
        await _clock.NextDelayAsync();

        Assert.Equal(ServedApi.Uuid, (await api.GetAsync()).Uuid);

        Assert.False(waiting.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(17));
        await waiting;
    }

    [Fact]
    public async Task Rate_limit_response_delays_all_calls_of_the_connection()
    {
        await using ServedApi api = await StartAsync("17");
        Task<AutomationExecution> refused = api.GetAsync();
        await _clock.NextDelayAsync();

        Task<AutomationExecution> other = api.GetAsync(_observer);
        await _clock.NextDelayAsync();

        Assert.Single(api.Server.Requests);
        Assert.Equal(["The rate limit is used up; waiting 17 s."], _observer.VerboseTexts);
        _clock.Advance(TimeSpan.FromSeconds(17));
        await Task.WhenAll(refused, other);
        Assert.Equal(3, api.Server.Requests.Count);
    }

    [Fact]
    public async Task Retry_waits_only_until_the_window_ends_if_a_rate_limit_response_has_no_Retry_After()
    {
        await using ServedApi api = await ServedApi.StartAsync(options => options.MaximumRetryCount = 4, _clock);
        int request = 0;
        api.Server.Override = _ =>
        {
            bool isRejected = ++request == 2;
            var response = new HttpResponseMessage(isRejected ? HttpStatusCode.TooManyRequests : HttpStatusCode.OK)
            {
                Content = new StringContent($$"""{"uuid": "{{ServedApi.Uuid}}"}""", Encoding.UTF8, "application/json"),
            };
            response.Headers.Add("X-Ratelimit-Remaining", isRejected ? "0" : "400");
            return response;
        };
        await api.GetAsync();
        _clock.Advance(TimeSpan.FromSeconds(20));
        Task<AutomationExecution> call = api.GetAsync(_observer);

        Assert.Equal(TimeSpan.FromSeconds(40), await _clock.NextDelayAsync());
        _clock.Advance(TimeSpan.FromSeconds(40) - Instant);
        Assert.Equal(2, api.Server.Requests.Count);
        _clock.Advance(Instant);

        await call;
        Assert.Equal(3, api.Server.Requests.Count);
        Assert.Equal(["The rate limit is used up (HTTP 429); waiting 40 s before attempt 2 of 5."], Waits());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("Tue, 19 May 2020 12:00:00 GMT")]
    public async Task Retry_does_not_wait_until_the_window_ends_if_a_rate_limit_response_has_a_zero_or_past_Retry_After(string retryAfter)
    {
        await using ServedApi api = await ServedApi.StartAsync(options => options.MaximumRetryCount = 4, _clock);
        int request = 0;
        api.Server.Override = _ =>
        {
            bool isRejected = ++request == 2;
            var response = new HttpResponseMessage(isRejected ? HttpStatusCode.TooManyRequests : HttpStatusCode.OK)
            {
                Content = new StringContent($$"""{"uuid": "{{ServedApi.Uuid}}"}""", Encoding.UTF8, "application/json"),
            };
            response.Headers.Add("X-Ratelimit-Remaining", "400");
            if (isRejected)
            {
                response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
            }

            return response;
        };
        await api.GetAsync();
        Task<AutomationExecution> call = api.GetAsync(_observer);

        TimeSpan delay = await _clock.NextDelayAsync();

        // The first exponential delay is half a second, with jitter.
        Assert.InRange(delay, Instant, TimeSpan.FromSeconds(1));
        _clock.Advance(delay);
        await call;
        Assert.Equal(3, api.Server.Requests.Count);
    }

    private string[] Waits() => _observer.VerboseTexts.Where(text => text.Contains("waiting", StringComparison.Ordinal)).ToArray();

    private Task<ServedApi> StartAsync(string? retryAfter, TimeSpan? longest = null, int times = 1, int status = 429)
    {
        (string, string)[] headers = retryAfter is null ? [] : [("Retry-After", retryAfter)];
        return ServedApi.StartAsync(
            Fault.Status(status, """{"message": "Too Many Attempts."}""", "application/json", headers) with { Times = times },
            options =>
            {
                options.MaximumRetryCount = 4;
                options.MaximumRetryDelay = longest ?? options.MaximumRetryDelay;
            },
            _clock);
    }
}
