using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Plannr.Client.Tests.Serving;
using Plannr.TestServer.Faults;
using Xunit;

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
        using IPlannrPages<AutomationExecutionResult> ended = Wait(8);
        Task<IReadOnlyList<AutomationExecutionResult>?> look = ended.NextAsync(default);
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
        using IPlannrPages<AutomationExecutionResult> ended = Wait(8);
        Task<IReadOnlyList<AutomationExecutionResult>?> look = ended.NextAsync(default);
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
        using IPlannrPages<AutomationExecutionResult> ended = Wait(8);
        using var cancellation = new CancellationTokenSource();
        Task<IReadOnlyList<AutomationExecutionResult>?> look = ended.NextAsync(cancellation.Token);
        await _api.Server.WaitForRequestAsync(1).WaitAsync(Patience);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => look.WaitAsync(Patience));
    }

    private static void AssertTimedOut(IReadOnlyList<AutomationExecutionResult>? results)
    {
        AutomationExecutionResult result = Assert.Single(results!);
        Assert.Equal(ServedApi.Uuid, result.Uuid);
        var error = Assert.IsType<PlannrWaitTimeoutException>(result.Error);
        Assert.Equal($"The execution {ServedApi.Uuid} had not ended after 8 s: its state is not known.", error.Message);
    }

    private IPlannrPages<AutomationExecutionResult> Wait(int seconds) => _api.Client.WaitForAutomationExecutions(
        [ServedApi.Uuid], new AutomationExecutionWaitOptions { Timeout = TimeSpan.FromSeconds(seconds) }, null);
}
