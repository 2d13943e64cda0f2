namespace Plannr.Client.Tests.Waiting;

/// <summary>The end of the time to wait for executions, by a clock that a test moves. After it nothing is sent.</summary>
public sealed class TimeoutTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TestClock _clock = new();
    private ServedApi _api = null!;

    public async Task InitializeAsync() => _api = await ServedApi.StartAsync(time: _clock);

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task A_look_that_the_server_does_not_answer_ends_with_the_time()
    {
        var hungUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _api.Server.Faults.Add(new Fault("endless", async context =>
        {
            using CancellationTokenRegistration end = context.CancellationToken.Register(() => hungUp.TrySetResult());
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }));
        using IPlannrPages<RecordResult<AutomationExecution>> ended = Wait(8);
        Task<IReadOnlyList<RecordResult<AutomationExecution>>?> look = ended.NextAsync(default);
        await _api.Server.WaitForRequestAsync(1).WaitAsync(Patience);
        _clock.Advance(TimeSpan.FromSeconds(8) - TimeSpan.FromTicks(1));
        Assert.False(look.IsCompleted);

        _clock.Advance(TimeSpan.FromTicks(1));

        AssertTimedOut(await look.WaitAsync(Patience));
        await hungUp.Task.WaitAsync(Patience);
        Assert.Null(await ended.NextAsync(default).WaitAsync(Patience));
        Assert.Single(_api.Server.Requests);
    }

    [Fact]
    public async Task A_look_that_waits_for_the_limit_ends_with_the_time_and_is_not_sent()
    {
        _api.Server.Override = _ =>
        {
            var answer = new HttpResponseMessage { Content = new StringContent($$"""{"uuid": "{{ServedApi.Uuid}}"}""", Encoding.UTF8, "application/json") };
            answer.Headers.Add("X-Ratelimit-Remaining", "0");
            return answer;
        };
        await _api.GetAsync();
        using IPlannrPages<RecordResult<AutomationExecution>> ended = Wait(8);
        Task<IReadOnlyList<RecordResult<AutomationExecution>>?> look = ended.NextAsync(default);
        Assert.Equal(TimeSpan.FromSeconds(8), await _clock.NextDelayAsync());
        Assert.Equal(TimeSpan.FromSeconds(60), await _clock.NextDelayAsync());

        _clock.Advance(TimeSpan.FromSeconds(8));

        AssertTimedOut(await look.WaitAsync(Patience));
        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(await ended.NextAsync(default).WaitAsync(Patience));
        Assert.Single(_api.Server.Requests);
    }

    [Fact]
    public async Task Whoever_cancels_a_look_gets_no_time_out()
    {
        _api.Server.Faults.Add(Fault.Delay(new TaskCompletionSource().Task));
        using IPlannrPages<RecordResult<AutomationExecution>> ended = Wait(8);
        using var cancellation = new CancellationTokenSource();
        Task<IReadOnlyList<RecordResult<AutomationExecution>>?> look = ended.NextAsync(cancellation.Token);
        await _api.Server.WaitForRequestAsync(1).WaitAsync(Patience);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => look.WaitAsync(Patience));
    }

    [Theory]
    [InlineData("completed")]
    [InlineData("in_progress")]
    public async Task After_the_machine_slept_past_the_end_between_two_looks_it_looks_once_more(string status)
    {
        string current = "in_progress";
        _api.Server.Override = _ => State(current);
        using IPlannrPages<RecordResult<AutomationExecution>> ended = Wait(3600);
        Assert.Empty((await ended.NextAsync(default).WaitAsync(Patience))!);
        Task<IReadOnlyList<RecordResult<AutomationExecution>>?> look = ended.NextAsync(default);
        await _clock.NextDelayAsync();
        await _clock.NextDelayAsync();

        current = status;
        _clock.Advance(TimeSpan.FromHours(3));

        await AssertLastLookAsync(ended, look, status);
    }

    [Theory]
    [InlineData("completed")]
    [InlineData("in_progress")]
    public async Task After_the_machine_slept_past_the_end_during_a_look_it_looks_once_more(string status)
    {
        // The request must not time out by itself when the clock leaps.
        await _api.DisposeAsync();
        _api = await ServedApi.StartAsync(options => options.Timeout = TimeSpan.FromDays(1), _clock);
        _api.Server.Override = _ => State(status);
        _api.Server.Faults.Add(Fault.Delay(new TaskCompletionSource().Task).Once());
        using IPlannrPages<RecordResult<AutomationExecution>> ended = Wait(60);
        Task<IReadOnlyList<RecordResult<AutomationExecution>>?> look = ended.NextAsync(default);
        await _api.Server.WaitForRequestAsync(1).WaitAsync(Patience);

        _clock.Advance(TimeSpan.FromHours(3));

        await AssertLastLookAsync(ended, look, status);
    }

    [Fact]
    public async Task A_last_look_that_the_server_does_not_answer_ends()
    {
        _api.Server.Faults.Add(Fault.Delay(new TaskCompletionSource().Task));
        using IPlannrPages<RecordResult<AutomationExecution>> ended = Wait(8);
        Task<IReadOnlyList<RecordResult<AutomationExecution>>?> look = ended.NextAsync(default);
        await _api.Server.WaitForRequestAsync(1).WaitAsync(Patience);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await _api.Server.WaitForRequestAsync(2).WaitAsync(Patience);

        _clock.Advance(TimeSpan.FromSeconds(30));

        AssertTimedOut(await look.WaitAsync(Patience));
        Assert.Equal(2, _api.Server.Requests.Count);
    }

    [Theory]
    [InlineData(-3)]
    [InlineData(3)]
    public async Task A_wall_clock_that_is_set_does_not_change_the_time_to_wait(int hours)
    {
        _api.Server.Override = _ => State("in_progress");
        using IPlannrPages<RecordResult<AutomationExecution>> ended = Wait(8);
        Assert.Empty((await ended.NextAsync(default).WaitAsync(Patience))!);

        _clock.Offset = TimeSpan.FromHours(hours);

        Task<IReadOnlyList<RecordResult<AutomationExecution>>?> second = ended.NextAsync(default);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Empty((await second.WaitAsync(Patience))!);
        Task<IReadOnlyList<RecordResult<AutomationExecution>>?> third = ended.NextAsync(default);
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Empty((await third.WaitAsync(Patience))!);
        Task<IReadOnlyList<RecordResult<AutomationExecution>>?> end = ended.NextAsync(default);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<PlannrWaitTimeoutException>(Assert.Single((await end.WaitAsync(Patience))!).Error);
        Assert.Equal(3, _api.Server.Requests.Count);
    }

    private async Task AssertLastLookAsync(
        IPlannrPages<RecordResult<AutomationExecution>> ended, Task<IReadOnlyList<RecordResult<AutomationExecution>>?> look, string status)
    {
        IReadOnlyList<RecordResult<AutomationExecution>>? results = await look.WaitAsync(Patience);
        if (status == "completed")
        {
            Assert.Equal(status, Assert.Single(results!).Record!.Status);
        }
        else
        {
            Assert.Empty(results!);
            RecordResult<AutomationExecution> result = Assert.Single((await ended.NextAsync(default).WaitAsync(Patience))!);
            Assert.IsType<PlannrWaitTimeoutException>(result.Error);
            Assert.Equal(status, result.Record!.Status);
        }

        Assert.Null(await ended.NextAsync(default).WaitAsync(Patience));
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
