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
    public async Task Stopping_breaks_off_the_requests_that_wait_for_an_answer_and_sends_no_more(string script, int underWay)
    {
        Disconnects disconnects = HangAll();
        using RunningScript running = _served.Session.Start(script);
        await _served.Server.WaitForRequestAsync(underWay).OrFail();

        await running.StopAsync();

        await disconnects.WaitForAsync(underWay).OrFail();
        await NothingMoreIsSentThan(underWay);
        ScriptResult result = await running.EndAsync();
        Assert.Empty(result.Output);
        Assert.Empty(result.Errors);
    }

    [Fact]
    public async Task What_was_there_before_the_stop_has_come_out()
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
    public async Task Stopping_while_the_pipeline_brings_more_UUIDs_breaks_off_too()
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
    public async Task The_session_and_the_connection_can_be_used_after_a_stop()
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
    public async Task Stopping_ends_the_wait_before_another_attempt()
    {
        // The clock stands still: without the stop the wait would never end.
        var clock = new FakeTimeProvider();
        _served.Connect(clock, retries: 4);
        _served.Server.Faults.Add(Fault.Status(429, "{}", "application/json", ("Retry-After", "30")));
        using RunningScript running = _served.Session.Start("$Uuids | Get-PlannrAutomationExecution -ThrottleLimit 1 -Verbose");
        await running.VerboseAsync("waiting 30 s");

        await running.StopAsync();

        // The server's refusal holds for the whole connection, also after the stop.
        clock.Advance(TimeSpan.FromSeconds(30));
        await NothingMoreIsSentThan(1);
    }

    private Disconnects HangAll(int from = 1)
    {
        var disconnects = new Disconnects();
        IEnumerable<string> answered = Runs.Paths([.. Enumerable.Range(1, from - 1)]);
        _served.Server.Faults.Add(disconnects.Hang() with { Matches = request => !answered.Contains(request.Path) });
        return disconnects;
    }

    /// <summary>Requests of the same connection come after all that went before: one more shows that there was nothing between.</summary>
    private async Task NothingMoreIsSentThan(int requests)
    {
        _served.Server.Faults.Clear();
        _served.Session.Set("Last", Runs.Uuid(99));
        _served.Session.Run("Get-PlannrAutomationExecution $Last").ShouldSucceed();
        Assert.Equal(Runs.Path(99), (await _served.Server.WaitForRequestAsync(requests + 1).OrFail()).Path);
        Assert.Equal(requests + 1, _served.Paths.Length);
    }
}
