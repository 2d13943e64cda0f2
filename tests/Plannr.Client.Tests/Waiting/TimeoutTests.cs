namespace Plannr.Client.Tests.Waiting;

/// <summary>Tests the timeout of a wait for executions, with a fake clock. Nothing is sent after the timeout, except one last poll if the machine slept past it.</summary>
public sealed class TimeoutTests : IAsyncLifetime
{
    private static readonly TimeSpan TestTimeout = TimeSpan.FromSeconds(30);

    private readonly TestClock _clock = new();
    private ServedApi _api = null!;

    public async Task InitializeAsync() => _api = await ServedApi.StartAsync(time: _clock);

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Poll_without_a_response_ends_at_the_timeout()
    {
        var disconnected = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _api.Server.Faults.Add(new Fault("endless", async context =>
        {
            using CancellationTokenRegistration end = context.CancellationToken.Register(() => disconnected.TrySetResult());
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }));
        using IPlannrPages<RecordResult<AutomationExecution>> ended = Wait(8);
        Task<IReadOnlyList<RecordResult<AutomationExecution>>?> poll = ended.NextAsync(default);
        await _api.Server.WaitForRequestAsync(1).WaitAsync(TestTimeout);
        _clock.Advance(TimeSpan.FromSeconds(8) - TimeSpan.FromTicks(1));
        Assert.False(poll.IsCompleted);

        _clock.Advance(TimeSpan.FromTicks(1));

        AssertTimedOut(await poll.WaitAsync(TestTimeout));
        await disconnected.Task.WaitAsync(TestTimeout);
        Assert.Null(await ended.NextAsync(default).WaitAsync(TestTimeout));
        Assert.Single(_api.Server.Requests);
    }

    [Fact]
    public async Task Poll_that_waits_for_the_rate_limit_ends_at_the_timeout_and_is_not_sent()
    {
        _api.Server.Override = _ =>
        {
            var response = new HttpResponseMessage { Content = new StringContent($$"""{"uuid": "{{ServedApi.Uuid}}"}""", Encoding.UTF8, "application/json") };
            response.Headers.Add("X-Ratelimit-Remaining", "0");
            return response;
        };
        await _api.GetAsync();
        using IPlannrPages<RecordResult<AutomationExecution>> ended = Wait(8);
        Task<IReadOnlyList<RecordResult<AutomationExecution>>?> poll = ended.NextAsync(default);
        Assert.Equal(TimeSpan.FromSeconds(8), await _clock.NextDelayAsync());
        Assert.Equal(TimeSpan.FromSeconds(60), await _clock.NextDelayAsync());

        _clock.Advance(TimeSpan.FromSeconds(8));

        AssertTimedOut(await poll.WaitAsync(TestTimeout));
        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(await ended.NextAsync(default).WaitAsync(TestTimeout));
        Assert.Single(_api.Server.Requests);
    }

    [Fact]
    public async Task Cancelled_poll_does_not_time_out()
    {
        _api.Server.Faults.Add(Fault.Delay(new TaskCompletionSource().Task));
        using IPlannrPages<RecordResult<AutomationExecution>> ended = Wait(8);
        using var cancellation = new CancellationTokenSource();
        Task<IReadOnlyList<RecordResult<AutomationExecution>>?> poll = ended.NextAsync(cancellation.Token);
        await _api.Server.WaitForRequestAsync(1).WaitAsync(TestTimeout);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => poll.WaitAsync(TestTimeout));
    }

    [Theory]
    [InlineData("completed")]
    [InlineData("in_progress")]
    public async Task One_last_poll_is_sent_if_the_machine_slept_past_the_timeout_between_polls(string status)
    {
        string current = "in_progress";
        _api.Server.Override = _ => State(current);
        using IPlannrPages<RecordResult<AutomationExecution>> ended = Wait(3600);
        Assert.Empty((await ended.NextAsync(default).WaitAsync(TestTimeout))!);
        Task<IReadOnlyList<RecordResult<AutomationExecution>>?> poll = ended.NextAsync(default);
        await _clock.NextDelayAsync();
        await _clock.NextDelayAsync();

        current = status;
        _clock.Advance(TimeSpan.FromHours(3));

        await AssertLastPollAsync(ended, poll, status);
    }

    [Theory]
    [InlineData("completed")]
    [InlineData("in_progress")]
    public async Task One_last_poll_is_sent_if_the_machine_slept_past_the_timeout_during_a_poll(string status)
    {
        // The request itself must not time out when the clock jumps.
        await _api.DisposeAsync();
        _api = await ServedApi.StartAsync(options => options.Timeout = TimeSpan.FromDays(1), _clock);
        _api.Server.Override = _ => State(status);
        _api.Server.Faults.Add(Fault.Delay(new TaskCompletionSource().Task).Once());
        using IPlannrPages<RecordResult<AutomationExecution>> ended = Wait(60);
        Task<IReadOnlyList<RecordResult<AutomationExecution>>?> poll = ended.NextAsync(default);
        await _api.Server.WaitForRequestAsync(1).WaitAsync(TestTimeout);

        _clock.Advance(TimeSpan.FromHours(3));

        await AssertLastPollAsync(ended, poll, status);
    }

    [Fact]
    public async Task Timeout_is_reported_if_the_last_poll_has_no_response()
    {
        _api.Server.Faults.Add(Fault.Delay(new TaskCompletionSource().Task));
        using IPlannrPages<RecordResult<AutomationExecution>> ended = Wait(8);
        Task<IReadOnlyList<RecordResult<AutomationExecution>>?> poll = ended.NextAsync(default);
        await _api.Server.WaitForRequestAsync(1).WaitAsync(TestTimeout);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await _api.Server.WaitForRequestAsync(2).WaitAsync(TestTimeout);

        _clock.Advance(TimeSpan.FromSeconds(30));

        AssertTimedOut(await poll.WaitAsync(TestTimeout));
        Assert.Equal(2, _api.Server.Requests.Count);
    }

    [Theory]
    [InlineData(-3)]
    [InlineData(3)]
    public async Task Changing_the_wall_clock_does_not_change_the_timeout(int hours)
    {
        _api.Server.Override = _ => State("in_progress");
        using IPlannrPages<RecordResult<AutomationExecution>> ended = Wait(8);
        Assert.Empty((await ended.NextAsync(default).WaitAsync(TestTimeout))!);

        _clock.Offset = TimeSpan.FromHours(hours);

        Task<IReadOnlyList<RecordResult<AutomationExecution>>?> second = ended.NextAsync(default);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Empty((await second.WaitAsync(TestTimeout))!);
        Task<IReadOnlyList<RecordResult<AutomationExecution>>?> third = ended.NextAsync(default);
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Empty((await third.WaitAsync(TestTimeout))!);
        Task<IReadOnlyList<RecordResult<AutomationExecution>>?> end = ended.NextAsync(default);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<PlannrWaitTimeoutException>(Assert.Single((await end.WaitAsync(TestTimeout))!).Error);
        Assert.Equal(3, _api.Server.Requests.Count);
    }

    private async Task AssertLastPollAsync(
        IPlannrPages<RecordResult<AutomationExecution>> ended, Task<IReadOnlyList<RecordResult<AutomationExecution>>?> poll, string status)
    {
        IReadOnlyList<RecordResult<AutomationExecution>>? results = await poll.WaitAsync(TestTimeout);
        if (status == "completed")
        {
            Assert.Equal(status, Assert.Single(results!).Record!.Status);
        }
        else
        {
            Assert.Empty(results!);
            RecordResult<AutomationExecution> result = Assert.Single((await ended.NextAsync(default).WaitAsync(TestTimeout))!);
            Assert.IsType<PlannrWaitTimeoutException>(result.Error);
            Assert.Equal(status, result.Record!.Status);
        }

        Assert.Null(await ended.NextAsync(default).WaitAsync(TestTimeout));
        Assert.Equal(2, _api.Server.Requests.Count);
    }

    private static HttpResponseMessage State(string status) => new()
    {
        Content = new StringContent($$"""{"data": [{"uuid": "{{ServedApi.Uuid}}", "status": "{{status}}"}]}""", Encoding.UTF8, "application/json"),
    };

    private static void AssertTimedOut(IReadOnlyList<RecordResult<AutomationExecution>>? results)
    {
        RecordResult<AutomationExecution> result = Assert.Single(results!);
        Assert.Equal(ServedApi.Uuid, result.Uuid);
        var error = Assert.IsType<PlannrWaitTimeoutException>(result.Error);
        Assert.Equal($"The execution {ServedApi.Uuid} did not end within 8 s: its status is unknown.", error.Message);
    }

    private IPlannrPages<RecordResult<AutomationExecution>> Wait(int seconds) => _api.Client.Wait(
        [ServedApi.Uuid],
        new WaitOptions<AutomationExecution> { Poll = (uuids, token) => _api.Client.GetExecutionsAsync(uuids, includeAccount: false, token), Timeout = TimeSpan.FromSeconds(seconds) });
}
