namespace Plannr.PowerShell.Tests.Lists;

[Collection(ModuleSession.Collection)]
public sealed class ProgressTests : IAsyncLifetime
{
    private ServedSession _served = null!;

    public async Task InitializeAsync()
    {
        _served = await ServedSession.StartAsync();
        _served.Session.Set("Uuids", Runs.Uuids(5));
        _served.Server.Override = new RunList(1200).Answer;
    }

    public async Task DisposeAsync()
    {
        RestoreClock();
        await _served.DisposeAsync();
    }

    [Fact]
    public void Slow_command_shows_the_count_and_rate_and_remaining_time_and_completes_its_progress()
    {
        SimulateSlowCommand();

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution").ShouldSucceed();

        ProgressRecord record = result.Progress[0];
        Assert.StartsWith("500 of 1200, ", record.StatusDescription, StringComparison.Ordinal);
        Assert.Equal(41, record.PercentComplete);
        Assert.True(record.SecondsRemaining > 0);
        Assert.Equal(ProgressRecordType.Completed, result.Progress[^1].RecordType);
        Assert.Single(result.Progress.Select(shown => shown.ActivityId).Distinct());
    }

    [Fact]
    public void Progress_for_an_array_of_uuids_shows_a_total_from_the_start()
    {
        SimulateSlowCommand();
        _served.Session.Set("Uuids", Runs.Uuids(100));

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution $Uuids -ThrottleLimit 2").ShouldSucceed();

        Assert.Equal(101, result.ProgressCount);
        Assert.All(result.Progress.Take(100), record => Assert.Contains(" of 100, ", record.StatusDescription, StringComparison.Ordinal));
        Assert.Equal(1, result.Progress[0].PercentComplete);
    }

    [Theory]
    [InlineData("Get-PlannrAutomationExecution")]
    [InlineData("Get-PlannrAccount")]
    public void Progress_for_piped_uuids_shows_a_total_once_the_pipeline_input_ends(string command)
    {
        SimulateSlowCommand();
        _served.Session.Set("Uuids", Runs.Uuids(100));
        Runs.ServeAll(_served.Server);

        ScriptResult result = _served.Session.Run($"$Uuids | {command} -ThrottleLimit 2").ShouldSucceed();

        Assert.StartsWith("1, ", result.Progress[0].StatusDescription, StringComparison.Ordinal);
        Assert.Equal(-1, result.Progress[0].PercentComplete);
        Assert.All(
            result.Progress.Where(record => record.StatusDescription.Contains(" of ", StringComparison.Ordinal)),
            record => Assert.Contains(" of 100, ", record.StatusDescription, StringComparison.Ordinal));
        Assert.StartsWith("100 of 100, ", result.Progress[^2].StatusDescription, StringComparison.Ordinal);
    }

    [Fact]
    public void Wait_cmdlet_shows_the_current_step()
    {
        SimulateSlowCommand();
        int polls = 0;
        _served.Connect(new LeapingClock(), retries: 0);
        _served.Server.Override = new RunList(1)
        {
            BeforePage = (_, _) => polls++,
            Describe = _ => $$"""
                "name":"Onboarding","status":"{{(polls > 2 ? "completed" : "in_progress")}}","steps":[{"name":"Send SMS","status":"completed"},{"name":"Create task","status":"pending"}]
                """,
        }.Answer;

        ScriptResult result = _served.Session.Run("$Uuids[0] | Wait-PlannrAutomationExecution").ShouldSucceed();

        Assert.Contains(result.Progress, record => record.StatusDescription == "Onboarding: step 2 of 2 (Create task)" && record.PercentComplete == 50);
        Assert.Equal(ProgressRecordType.Completed, result.Progress[^1].RecordType);
    }

    [Fact]
    public async Task Progress_is_shown_before_the_first_response()
    {
        SimulateSlowCommandWithTicks();
        _served.Server.Faults.Add(new Disconnects().Hang());
        using RunningScript running = _served.Session.Start("Get-PlannrAutomationExecution");

        Assert.Equal("Waiting for the first response", (await running.ProgressAsync()).StatusDescription);
        await running.StopAsync();
    }

    [Fact]
    public async Task Progress_is_updated_while_waiting_for_a_response()
    {
        SimulateSlowCommandWithTicks();
        _served.Server.Faults.Add(new Disconnects().Hang() with { Skip = 1 });
        using RunningScript running = _served.Session.Start("Get-PlannrAutomationExecution");

        ProgressRecord first = await ReadProgressAfterFirstResponseAsync(running);
        ProgressRecord second = await ReadProgressAfterFirstResponseAsync(running);

        Assert.StartsWith("500 of 1200, ", first.StatusDescription, StringComparison.Ordinal);
        Assert.StartsWith("500 of 1200, ", second.StatusDescription, StringComparison.Ordinal);
        Assert.True(second.SecondsRemaining > first.SecondsRemaining);
        await running.StopAsync();
    }

    [Fact]
    public async Task Progress_shows_the_delay_caused_by_the_rate_limit()
    {
        SimulateSlowCommandWithTicks();
        var clock = new StartedClock();
        _served.Connect(clock, retries: 1);
        _served.Server.Faults.Add(Fault.Status(429, "{}", "application/json", ("Retry-After", "42")).ForRequest(1));
        using RunningScript running = _served.Session.Start("Get-PlannrAutomationExecution");

        string status;
        do
        {
            status = (await running.ProgressAsync()).StatusDescription;
        }
        while (status == "Waiting for the first response");

        Assert.Equal("Waiting for the first response; waiting 42 s for the rate limit", status);
        await running.StopAsync();
    }

    [Fact]
    public async Task Wait_cmdlet_shows_the_last_result_until_the_next_poll()
    {
        SimulateSlowCommandWithTicks();
        _served.Connect(new StartedClock(), retries: 0);
        _served.Server.Override = new RunList(1)
        {
            Describe = _ => """
                "name":"Onboarding","status":"in_progress","steps":[{"name":"Send SMS","status":"completed"},{"name":"Create task","status":"pending"}]
                """,
        }.Answer;
        using RunningScript running = _served.Session.Start("$Uuids[0] | Wait-PlannrAutomationExecution");

        string status;
        do
        {
            status = (await running.ProgressAsync()).StatusDescription;
        }
        while (status == "Waiting for the first response");

        // The only poll writes the first progress record with this status; a timer tick writes the second.
        Assert.Equal("Onboarding: step 2 of 2 (Create task)", status);
        Assert.Equal(status, (await running.ProgressAsync()).StatusDescription);
        Assert.Single(_served.Paths);
        await running.StopAsync();
    }

    [Fact]
    public void Quick_command_shows_no_progress()
    {
        RestoreClock();

        Assert.Empty(_served.Session.Run("Get-PlannrAutomationExecution -First 3").ShouldSucceed().Progress);
    }

    [Fact]
    public void Progress_is_completed_after_an_error()
    {
        SimulateSlowCommand();
        _served.Server.Faults.Add(Fault.Status(500).ForRequest(2));

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution");

        result.ShouldTerminate();
        Assert.Equal(ProgressRecordType.Completed, result.Progress[^1].RecordType);
    }

    [Fact]
    public void Progress_is_completed_when_a_downstream_command_throws()
    {
        SimulateSlowCommand();

        ScriptResult result = _served.Session.Run("$Uuids | Get-PlannrAutomationExecution | ForEach-Object { if ($_.Name -eq 'Run 3') { throw 'enough' } }");

        result.ShouldTerminate();
        ProgressRecord[] shown = [.. result.Progress, .. _served.Session.Host.Progress];
        Assert.NotEmpty(shown);
        Assert.Contains(shown, record => record.RecordType == ProgressRecordType.Completed);
    }

    [Fact]
    public async Task Progress_is_completed_when_the_pipeline_is_stopped()
    {
        SimulateSlowCommand();
        var disconnects = new Disconnects();
        _served.Server.Faults.Add(disconnects.Hang() with { Skip = 1 });
        using RunningScript running = _served.Session.Start("Get-PlannrAutomationExecution");
        await running.ProgressAsync();

        await running.StopAsync();

        ScriptResult result = await running.EndAsync();
        Assert.Contains(result.Progress.Concat(_served.Session.Host.Progress), record => record.RecordType == ProgressRecordType.Completed);
    }

    private static async Task<ProgressRecord> ReadProgressAfterFirstResponseAsync(RunningScript running)
    {
        ProgressRecord record;
        do
        {
            record = await running.ProgressAsync();
        }
        while (record.StatusDescription == "Waiting for the first response");

        return record;
    }

    // These are separate methods because ProgressMeter can be loaded only after the module is imported.
    private static void SimulateSlowCommand()
    {
        int seconds = 0;
        ProgressMeter.Clock = () => TimeSpan.FromSeconds(seconds++);
        PipelineThread.Tick = Timeout.InfiniteTimeSpan;
    }

    private static void SimulateSlowCommandWithTicks()
    {
        SimulateSlowCommand();
        PipelineThread.Tick = TimeSpan.FromMilliseconds(10);
    }

    private static void RestoreClock()
    {
        ProgressMeter.Clock = ProgressMeter.SystemClock;
        PipelineThread.Tick = PipelineThread.OneSecond;
    }
}
