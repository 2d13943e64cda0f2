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
        Restore();
        await _served.DisposeAsync();
    }

    [Fact]
    public void What_takes_long_shows_count_rate_and_time_left_and_ends_completed()
    {
        Slow();

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution").ShouldSucceed();

        ProgressRecord record = result.Progress[0];
        Assert.StartsWith("500 of 1200, ", record.StatusDescription, StringComparison.Ordinal);
        Assert.Equal(41, record.PercentComplete);
        Assert.True(record.SecondsRemaining > 0);
        Assert.Equal(ProgressRecordType.Completed, result.Progress[^1].RecordType);
        Assert.Single(result.Progress.Select(shown => shown.ActivityId).Distinct());
    }

    [Fact]
    public void UUIDs_in_an_array_have_a_total_from_the_start()
    {
        Slow();
        _served.Session.Set("Uuids", Runs.Uuids(100));

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution $Uuids -ThrottleLimit 2").ShouldSucceed();

        Assert.Equal(101, result.ProgressCount);
        Assert.All(result.Progress.Take(100), record => Assert.Contains(" of 100, ", record.StatusDescription, StringComparison.Ordinal));
        Assert.Equal(1, result.Progress[0].PercentComplete);
    }

    [Theory]
    [InlineData("Get-PlannrAutomationExecution")]
    [InlineData("Get-PlannrAccount")]
    public void UUIDs_from_the_pipeline_have_a_total_once_all_have_come(string command)
    {
        Slow();
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
    public void A_wait_shows_the_step_that_is_under_way()
    {
        Slow();
        int looks = 0;
        _served.Connect(new LeapingClock(), retries: 0);
        _served.Server.Override = new RunList(1)
        {
            BeforePage = (_, _) => looks++,
            Describe = _ => $$"""
                "name":"Onboarding","status":"{{(looks > 2 ? "completed" : "in_progress")}}","steps":[{"name":"Send SMS","status":"completed"},{"name":"Create task","status":"pending"}]
                """,
        }.Answer;

        ScriptResult result = _served.Session.Run("$Uuids[0] | Wait-PlannrAutomationExecution").ShouldSucceed();

        Assert.Contains(result.Progress, record => record.StatusDescription == "Onboarding: step 2 of 2 Create task" && record.PercentComplete == 50);
        Assert.Equal(ProgressRecordType.Completed, result.Progress[^1].RecordType);
    }

    [Fact]
    public async Task It_is_shown_before_the_first_answer()
    {
        SlowAndTicking();
        _served.Server.Faults.Add(new Disconnects().Hang());
        using RunningScript running = _served.Session.Start("Get-PlannrAutomationExecution");

        Assert.Equal("No answer yet", (await running.ProgressAsync()).StatusDescription);
        await running.StopAsync();
    }

    [Fact]
    public async Task It_goes_on_while_an_answer_is_awaited()
    {
        SlowAndTicking();
        _served.Server.Faults.Add(new Disconnects().Hang() with { Skip = 1 });
        using RunningScript running = _served.Session.Start("Get-PlannrAutomationExecution");

        ProgressRecord first = await CountedAsync(running);
        ProgressRecord second = await CountedAsync(running);

        Assert.StartsWith("500 of 1200, ", first.StatusDescription, StringComparison.Ordinal);
        Assert.StartsWith("500 of 1200, ", second.StatusDescription, StringComparison.Ordinal);
        Assert.True(second.SecondsRemaining > first.SecondsRemaining);
        await running.StopAsync();
    }

    [Fact]
    public async Task It_says_how_long_the_limit_holds_the_cmdlet_up()
    {
        SlowAndTicking();
        var clock = new StartedClock();
        _served.Connect(clock, retries: 1);
        _served.Server.Faults.Add(Fault.Status(429, "{}", "application/json", ("Retry-After", "42")).ForRequest(1));
        using RunningScript running = _served.Session.Start("Get-PlannrAutomationExecution");

        string status;
        do
        {
            status = (await running.ProgressAsync()).StatusDescription;
        }
        while (status == "No answer yet");

        Assert.Equal("No answer yet; waiting 42 s for the limit of requests", status);
        await running.StopAsync();
    }

    [Fact]
    public async Task A_wait_shows_what_it_saw_while_it_waits_for_its_next_look()
    {
        SlowAndTicking();
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
        while (status == "No answer yet");

        // The first look shows it once by itself.
        Assert.Equal("Onboarding: step 2 of 2 Create task", status);
        Assert.Equal(status, (await running.ProgressAsync()).StatusDescription);
        Assert.Single(_served.Paths);
        await running.StopAsync();
    }

    [Fact]
    public void What_is_quick_shows_none()
    {
        Restore();

        Assert.Empty(_served.Session.Run("Get-PlannrAutomationExecution -First 3").ShouldSucceed().Progress);
    }

    [Fact]
    public void It_is_completed_after_an_error_too()
    {
        Slow();
        _served.Server.Faults.Add(Fault.Status(500).ForRequest(2));

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution");

        result.ShouldTerminate();
        Assert.Equal(ProgressRecordType.Completed, result.Progress[^1].RecordType);
    }

    [Fact]
    public void It_is_completed_when_somebody_further_down_throws()
    {
        Slow();

        ScriptResult result = _served.Session.Run("$Uuids | Get-PlannrAutomationExecution | ForEach-Object { if ($_.Name -eq 'Run 3') { throw 'enough' } }");

        result.ShouldTerminate();
        ProgressRecord[] shown = [.. result.Progress, .. _served.Session.Host.Progress];
        Assert.NotEmpty(shown);
        Assert.Contains(shown, record => record.RecordType == ProgressRecordType.Completed);
    }

    [Fact]
    public async Task It_is_completed_when_the_pipeline_is_stopped()
    {
        Slow();
        var disconnects = new Disconnects();
        _served.Server.Faults.Add(disconnects.Hang() with { Skip = 1 });
        using RunningScript running = _served.Session.Start("Get-PlannrAutomationExecution");
        await running.ProgressAsync();

        await running.StopAsync();

        ScriptResult result = await running.EndAsync();
        Assert.Contains(result.Progress.Concat(_served.Session.Host.Progress), record => record.RecordType == ProgressRecordType.Completed);
    }

    private static async Task<ProgressRecord> CountedAsync(RunningScript running)
    {
        ProgressRecord record;
        do
        {
            record = await running.ProgressAsync();
        }
        while (record.StatusDescription == "No answer yet");

        return record;
    }

    // Not in the test itself: the type is found only after the import.
    private static void Slow()
    {
        int seconds = 0;
        ProgressMeter.Clock = () => TimeSpan.FromSeconds(seconds++);
        PipelineThread.Tick = Timeout.InfiniteTimeSpan;
    }

    private static void SlowAndTicking()
    {
        Slow();
        PipelineThread.Tick = TimeSpan.FromMilliseconds(10);
    }

    private static void Restore()
    {
        ProgressMeter.Clock = ProgressMeter.SystemClock;
        PipelineThread.Tick = PipelineThread.OneSecond;
    }
}
