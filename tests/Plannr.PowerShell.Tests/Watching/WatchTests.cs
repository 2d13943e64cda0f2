namespace Plannr.PowerShell.Tests.Watching;

[Collection(ModuleSession.Collection)]
public sealed class WatchTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("plannr-watch-");
    private readonly Dictionary<int, string> _states = [];
    private ServedSession _served = null!;
    private int _count;

    private string StatePath => Path.Combine(_folder.FullName, "state.json");

    public async Task InitializeAsync()
    {
        _served = await ServedSession.StartAsync();
        _served.Connect(new StartedClock(), retries: 0);
        _served.Session.Set("State", StatePath);
        _served.Session.Set("T", RunList.Newest);
        _served.Server.Override = Answer;
    }

    public async Task DisposeAsync()
    {
        await _served.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void First_watch_returns_nothing_and_later_ones_each_run_once_when_it_ends()
    {
        Set(3, "completed", "in_progress", "waiting");
        Assert.Equal(string.Empty, Watch());

        _states[2] = "completed";
        Assert.Equal("Run 2", Watch());
        Assert.Equal(string.Empty, Watch());

        _states[3] = "failed";
        Assert.Equal("Run 3", Watch());
    }

    [Fact]
    public void New_runs_are_found_oldest_first_with_as_many_requests_as_is_new()
    {
        Set(200);
        Watch();
        _served.Server.ClearRequests();

        Assert.Equal(string.Empty, Watch());
        Assert.Equal(["/api/v1/automation-executions?include=account&per_page=50&sort=-created_at", "/api/v1/automation-executions?include=account&per_page=50&sort=-created_at&page=2"], _served.Paths);
    }

    [Fact]
    public void Each_failure_is_returned_exactly_once_although_the_script_is_stopped_in_the_middle()
    {
        Set(5, "in_progress", "completed", "in_progress", "in_progress", "in_progress");
        Assert.Equal(string.Empty, Watch("-WithError"));
        Set(5, "failed", "completed", "failed", "failed", "completed");

        ScriptResult stopped = _served.Session.Run("""
            $told = [System.Collections.Generic.List[string]]::new()
            try { Watch-PlannrAutomationExecution -StatePath $State -Once -WithError | ForEach-Object { if ($told.Count -eq 1) { throw 'killed' }; $told.Add($_.Name) } } catch { }
            $told
            """);
        string first = string.Join(' ', stopped.Output);

        Assert.StartsWith("Run ", first, StringComparison.Ordinal);
        Assert.Equal(["Run 1", "Run 3", "Run 4"], new[] { first }.Concat(Watch("-WithError").Split(", ")).Order(StringComparer.Ordinal));
        Assert.Equal(string.Empty, Watch("-WithError"));
    }

    [Fact]
    public void After_returns_what_has_ended_already_and_filters_hold()
    {
        Set(6, "completed", "failed", "completed", "in_progress", "completed", "completed");

        Assert.Equal("Run 3, Run 1", Watch("-After $T.AddMinutes(-5) -Status comp* -Name '* 1', '* 3', '* 6'"));
    }

    [Fact]
    public void Error_in_a_run_that_is_still_running_is_returned_at_once()
    {
        Set(1, "in_progress");
        Watch("-WithError");
        _states[1] = "failed";

        Assert.Equal("Run 1", Watch("-WithError"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"version":2,"watches":{}}""")]
    [InlineData("""{"version":1,"watches":{"x":{}}}""")]
    [InlineData("""{"version":1,"watches":{"x":{"newest":"now","open":[],"recent":{}}}}""")]
    public void Damaged_state_is_an_error_and_stays(string content)
    {
        File.WriteAllText(StatePath, content);

        ErrorRecord error = _served.Session.Run("Watch-PlannrAutomationExecution -StatePath $State -Once").ShouldTerminate();

        Assert.StartsWith("PlannrFileNotRead,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("delete it to start from now", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(StatePath));
        Assert.Empty(_served.Paths);
    }

    [Fact]
    public void State_that_another_watch_uses_is_an_error()
    {
        using var other = new FileStream(StatePath + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

        Assert.StartsWith("PlannrFileInUse,", _served.Session.Run("Watch-PlannrAutomationExecution -StatePath $State -Once").ShouldTerminate().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Look_that_fails_ends_the_script_and_leaves_the_state()
    {
        Set(1, "in_progress");
        Watch();
        string before = File.ReadAllText(StatePath);
        _states[1] = "failed";
        _served.Server.Override = _ => new HttpResponseMessage(HttpStatusCode.Forbidden) { Content = new StringContent("""{"message":"No."}""") };

        Assert.StartsWith("PlannrForbidden,", _served.Session.Run("Watch-PlannrAutomationExecution -StatePath $State -Once").ShouldTerminate().FullyQualifiedErrorId, StringComparison.Ordinal);

        Assert.Equal(before, File.ReadAllText(StatePath));
        _served.Server.Override = Answer;
        Assert.Equal("Run 1", Watch());
    }

    [Fact]
    public void First_look_that_fails_remembers_nothing()
    {
        _served.Server.Override = _ => new HttpResponseMessage(HttpStatusCode.Forbidden) { Content = new StringContent("""{"message":"No."}""") };
        _served.Session.Run("Watch-PlannrAutomationExecution -StatePath $State -Once").ShouldTerminate();
        _served.Server.Override = Answer;
        Set(1, "completed");

        Assert.Equal(string.Empty, Watch());
    }

    [Fact]
    public void Run_that_was_deleted_is_forgotten()
    {
        Set(2, "in_progress", "in_progress");
        Watch();
        Set(1, "completed");

        Assert.Equal("Run 1", Watch());
        Assert.DoesNotContain("\"open\": [\n        \"", File.ReadAllText(StatePath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_without_Once_looks_again_after_the_interval()
    {
        var clock = new StartedClock();
        _served.Connect(clock, retries: 0);
        Set(1, "in_progress");
        using RunningScript running = _served.Session.Start("Watch-PlannrAutomationExecution -PollIntervalSec 47");
        await clock.WaitForTimerAsync(TimeSpan.FromSeconds(47)).OrFail();
        Assert.Single(_served.Paths);

        _states[1] = "failed";
        clock.Advance(TimeSpan.FromSeconds(47));

        Assert.Equal("Run 1", (await running.NextAsync<AutomationExecution>()).Name);
        await running.StopAsync();
    }

    /// <summary>Watches once, and returns the names.</summary>
    private string Watch(string parameters = "") => string.Join(", ", _served.Session.Run($"(Watch-PlannrAutomationExecution -StatePath $State -Once {parameters}).Name").ShouldSucceed().Output);

    /// <summary>Sets the number of runs and the states of the first ones. Number 1 is the newest.</summary>
    private void Set(int count, params string[] states)
    {
        _count = count;
        for (int i = 0; i < states.Length; i++)
        {
            _states[i + 1] = states[i];
        }
    }

    private HttpResponseMessage Answer(RecordedRequest request) => new RunList(_count)
    {
        Describe = number => $$"""
            "name":"Run {{number}}","status":"{{_states.GetValueOrDefault(number, "completed")}}","triggered_by":"client.created","steps":[]
            """,
    }.Answer(request);
}
