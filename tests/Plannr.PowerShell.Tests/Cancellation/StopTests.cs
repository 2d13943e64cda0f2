namespace Plannr.PowerShell.Tests.Cancellation;

[Collection(ModuleSession.Collection)]
public sealed class StopTests : IAsyncLifetime
{
    private ServedSession _served = null!;

    public async Task InitializeAsync()
    {
        _served = await ServedSession.StartAsync();
        Runs.ServeAll(_served.Server);
        _served.Session.Set("Uuids", Runs.Uuids(20));
    }

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Theory]
    [InlineData("$Uuids | Get-PlannrAutomationExecution -ThrottleLimit 3", 3)]
    [InlineData("Get-PlannrAutomationExecution $Uuids -ThrottleLimit 3", 3)]
    [InlineData("Get-PlannrAutomationExecution $Uuids[0]", 1)]
    public async Task Stopping_the_cmdlet_cancels_pending_requests_and_no_more_are_sent(string script, int pending)
    {
        Disconnects disconnects = HangAll();
        using RunningScript running = _served.Session.Start(script);
        await _served.Server.WaitForRequestAsync(pending).OrFail();

        await running.StopAsync();

        await disconnects.WaitForAsync(pending).OrFail();
        await AssertNothingMoreIsSentAsync(pending);
        ScriptResult result = await running.EndAsync();
        Assert.Empty(result.Output);
        Assert.Empty(result.Errors);
    }

    [Fact]
    public async Task Objects_received_before_the_cmdlet_is_stopped_are_written()
    {
        Disconnects disconnects = HangAll(from: 3);
        using RunningScript running = _served.Session.Start("$Uuids | Get-PlannrAutomationExecution -ThrottleLimit 1");
        await _served.Server.WaitForRequestAsync(3).OrFail();
        await running.NextAsync<AutomationExecution>();
        await running.NextAsync<AutomationExecution>();

        await running.StopAsync();

        await disconnects.WaitForAsync(1).OrFail();
        Assert.Equal(2, (await running.EndAsync()).Output.Count);
    }

    [Fact]
    public async Task Stopping_the_cmdlet_cancels_pending_requests_while_the_pipeline_is_waiting_for_input()
    {
        Disconnects disconnects = HangAll();
        using var never = new ManualResetEventSlim();
        using var stopping = new CancellationTokenSource();
        _served.Session.Set("Never", never);
        _served.Session.Set("Stopping", stopping.Token);
        using RunningScript running = _served.Session.Start("& { $Uuids[0]; $Never.Wait($Stopping) } | Get-PlannrAutomationExecution");
        await _served.Server.WaitForRequestAsync(1).OrFail();

        Task stopped = running.StopAsync();

        await disconnects.WaitForAsync(1).OrFail();
        await stopping.CancelAsync();
        await stopped;
    }

    [Fact]
    public async Task Session_and_connection_can_be_used_after_a_cmdlet_is_stopped()
    {
        HangAll();
        using (RunningScript running = _served.Session.Start("$Uuids | Get-PlannrAutomationExecution"))
        {
            await _served.Server.WaitForRequestAsync(1).OrFail();
            await running.StopAsync();
        }

        _served.Server.Faults.Clear();

        Assert.Equal(20, _served.Session.Run("$Uuids | Get-PlannrAutomationExecution").ShouldSucceed().Output.Count);
    }

    [Fact]
    public async Task Stopping_the_cmdlet_ends_the_delay_before_a_retry()
    {
        // The clock does not advance, so only stopping the cmdlet can end the delay.
        var clock = new FakeTimeProvider();
        _served.Connect(clock, retries: 4);
        _served.Server.Faults.Add(Fault.Status(429, "{}", "application/json", ("Retry-After", "30")));
        using RunningScript running = _served.Session.Start("$Uuids | Get-PlannrAutomationExecution -ThrottleLimit 1 -Verbose");
        await running.VerboseAsync("waiting 30 s");

        await running.StopAsync();

        // The rate limit applies to the whole connection, even after the cmdlet is stopped.
        clock.Advance(TimeSpan.FromSeconds(30));
        await AssertNothingMoreIsSentAsync(1);
    }

    private Disconnects HangAll(int from = 1)
    {
        var disconnects = new Disconnects();
        IEnumerable<string> answered = Runs.Paths([.. Enumerable.Range(1, from - 1)]);
        _served.Server.Faults.Add(disconnects.Hang() with { Matches = request => !answered.Contains(request.Path) });
        return disconnects;
    }

    /// <summary>Sends one more request and checks that it is the only new one. An unwanted request would normally arrive first.</summary>
    private async Task AssertNothingMoreIsSentAsync(int requests)
    {
        _served.Server.Faults.Clear();
        _served.Session.Set("Last", Runs.Uuid(99));
        _served.Session.Run("Get-PlannrAutomationExecution $Last").ShouldSucceed();
        Assert.Equal(Runs.Path(99), (await _served.Server.WaitForRequestAsync(requests + 1).OrFail()).Path);
        Assert.Equal(requests + 1, _served.Paths.Length);
    }
}
