namespace Plannr.Client.Tests.Retrying;

/// <summary>How long it waits before another attempt, and what it says of it.</summary>
public sealed class RetryDelayTests
{
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

    private readonly TestClock _clock = new();
    private readonly RecordingObserver _observer = new(wantsDebug: false);

    [Fact]
    public async Task It_waits_as_long_as_the_server_asked_says_so_once_and_goes_on()
    {
        await using ServedApi api = await StartAsync("17");
        Task<AutomationExecution> call = api.GetAsync(_observer);

        Assert.Equal(TimeSpan.FromSeconds(17), await _clock.NextDelayAsync());
        Assert.Equal("The rate limit is used up (HTTP 429); waiting 17 s, attempt 2 of 5.", Assert.Single(Waits()));
        _clock.Advance(TimeSpan.FromSeconds(17) - Instant);
        Assert.False(call.IsCompleted);
        Assert.Single(api.Server.Requests);

        _clock.Advance(Instant);

        Assert.Equal(ServedApi.Uuid, (await call).Uuid);
        Assert.Equal(2, api.Server.Requests.Count);
        Assert.Single(Waits());
    }

    [Fact]
    public async Task It_waits_until_the_time_that_the_server_named()
    {
        await using ServedApi api = await StartAsync(_clock.GetUtcNow().AddSeconds(42).ToString("R", CultureInfo.InvariantCulture));
        Task<AutomationExecution> call = api.GetAsync(_observer);

        Assert.Equal(TimeSpan.FromSeconds(42), await _clock.NextDelayAsync());
        _clock.Advance(TimeSpan.FromSeconds(42));

        await call;
        Assert.Contains("waiting 42 s, attempt 2 of 5", Assert.Single(Waits()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3600")]
    [InlineData("2147483647")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT")]
    public async Task It_waits_no_longer_than_it_may(string retryAfter)
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
    public async Task Without_a_time_from_the_server_it_chooses_one_within_bounds(string? retryAfter)
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
    public async Task The_times_that_it_chooses_grow_from_half_a_second_to_about_twice_as_much_each_and_differ()
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

        // Eight waits of half a second would be 4 s, eight that grow by as much each 18 s, eight that double without chance 127.5 s.
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
    public async Task It_says_that_no_answer_came_in_time()
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
    public async Task A_wait_is_said_to_a_tenth_of_a_second_with_a_point_whatever_the_users_language()
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
    public async Task It_says_what_it_waits_for()
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
    public async Task Cancelling_ends_a_wait_at_once_and_sends_nothing_more()
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
    public async Task Cancelling_an_attempt_that_is_under_way_is_no_fault_to_wait_after()
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
    public async Task A_call_that_is_cancelled_before_it_begins_sends_nothing()
    {
        await using ServedApi api = await ServedApi.StartAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => api.GetAsync(cancellationToken: new CancellationToken(canceled: true)));

        Assert.Empty(api.Server.Requests);
    }

    [Fact]
    public async Task Nobody_is_told_of_a_wait_who_does_not_want_to_know()
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
    public async Task A_wait_for_a_server_that_is_down_does_not_hold_up_another_call()
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
    public async Task A_refusal_over_the_limit_holds_up_every_call_of_the_connection()
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
    public async Task After_a_refusal_that_says_nothing_it_waits_for_the_limit_as_all_do_and_for_nothing_beside()
    {
        await using ServedApi api = await ServedApi.StartAsync(options => options.MaximumRetryCount = 4, _clock);
        int request = 0;
        api.Server.Override = _ =>
        {
            bool isRefused = ++request == 2;
            var answer = new HttpResponseMessage(isRefused ? HttpStatusCode.TooManyRequests : HttpStatusCode.OK)
            {
                Content = new StringContent($$"""{"uuid": "{{ServedApi.Uuid}}"}""", Encoding.UTF8, "application/json"),
            };
            answer.Headers.Add("X-Ratelimit-Remaining", isRefused ? "0" : "400");
            return answer;
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
        Assert.Equal(["The rate limit is used up (HTTP 429); waiting 40 s, attempt 2 of 5."], Waits());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("Tue, 19 May 2020 12:00:00 GMT")]
    public async Task A_refusal_that_asks_for_no_wait_does_not_wait_for_the_rest_of_the_minute(string retryAfter)
    {
        await using ServedApi api = await ServedApi.StartAsync(options => options.MaximumRetryCount = 4, _clock);
        int request = 0;
        api.Server.Override = _ =>
        {
            bool isRefused = ++request == 2;
            var answer = new HttpResponseMessage(isRefused ? HttpStatusCode.TooManyRequests : HttpStatusCode.OK)
            {
                Content = new StringContent($$"""{"uuid": "{{ServedApi.Uuid}}"}""", Encoding.UTF8, "application/json"),
            };
            answer.Headers.Add("X-Ratelimit-Remaining", "400");
            if (isRefused)
            {
                answer.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
            }

            return answer;
        };
        await api.GetAsync();
        Task<AutomationExecution> call = api.GetAsync(_observer);

        TimeSpan delay = await _clock.NextDelayAsync();

        // The first of the growing delays: half a second, with chance.
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
