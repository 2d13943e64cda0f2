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
        _served.Server.Override = Respond;
    }

    public async Task DisposeAsync()
    {
        await _served.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void First_watch_emits_nothing_and_later_watches_emit_each_execution_once_when_it_ends()
    {
        Set(3, "completed", "in_progress", "waiting");
        Assert.Equal(string.Empty, Watch());

        _states[2] = "completed";
        Assert.Equal("Run 2", Watch());
        Assert.Equal(string.Empty, Watch());

        _states[3] = "failed";
        Assert.Equal("Run 3", Watch());
    }

    [Theory]
    [InlineData("created_at")]
    [InlineData("uuid")]
    public void A_warning_reports_executions_that_can_not_be_watched(string missing)
    {
        Set(2, "completed", "completed");
        _served.Server.Override = request =>
        {
            HttpResponseMessage response = Respond(request);
            using var reader = new StreamReader(response.Content.ReadAsStream());
            response.Content = new StringContent(reader.ReadToEnd().Replace($"\"{missing}\"", "\"other\"", StringComparison.Ordinal), Encoding.UTF8, "application/json");
            return response;
        };

        ScriptResult result = _served.Session.Run("Watch-PlannrAutomationExecution -StatePath $State -Once").ShouldSucceed();

        Assert.Equal(["2 executions have no valid UUID or creation time and can't be watched. To see them, use Get-PlannrAutomationExecution -First 100."], result.Warnings);
    }

    [Fact]
    public void A_later_watch_requests_only_the_newest_pages()
    {
        Set(200);
        Watch();
        _served.Server.ClearRequests();

        Assert.Equal(string.Empty, Watch());
        Assert.Equal(["/api/v1/automation-executions?include=account&per_page=50&sort=-created_at", "/api/v1/automation-executions?include=account&per_page=50&sort=-created_at&page=2"], _served.Paths);
    }

    [Fact]
    public void Each_failure_is_processed_exactly_once_even_if_the_script_stops_midway()
    {
        Set(5, "in_progress", "completed", "in_progress", "in_progress", "in_progress");
        Assert.Equal(string.Empty, Watch("-WithError"));
        Set(5, "failed", "completed", "failed", "failed", "completed");

        ScriptResult stopped = _served.Session.Run("""
            $names = [System.Collections.Generic.List[string]]::new()
            try { Watch-PlannrAutomationExecution -StatePath $State -Once -WithError | ForEach-Object { if ($names.Count -eq 1) { throw 'killed' }; $names.Add($_.Name) } } catch { }
            $names
            """);
        string first = string.Join(' ', stopped.Output);

        Assert.StartsWith("Run ", first, StringComparison.Ordinal);
        Assert.Equal(["Run 1", "Run 3", "Run 4"], new[] { first }.Concat(Watch("-WithError").Split(", ")).Order(StringComparer.Ordinal));
        Assert.Equal(string.Empty, Watch("-WithError"));
    }

    [Fact]
    public void A_watch_with_After_emits_matching_executions_that_have_already_ended()
    {
        Set(6, "completed", "failed", "completed", "in_progress", "completed", "completed");

        Assert.Equal("Run 3, Run 1", Watch("-After $T.AddMinutes(-5) -Status comp* -Name '* 1', '* 3', '* 6'"));
    }

    [Fact]
    public void Name_and_Status_accept_any_collection_of_patterns()
    {
        Set(3, "completed", "failed", "failed");
        _served.Session.Set("Names", new HashSet<string> { "Run 1", "Run 2" });
        _served.Session.Set("Statuses", new HashSet<string> { "failed", "error" });

        Assert.Equal("Run 2", Watch("-After $T.AddDays(-1) -Name $Names -Status $Statuses"));
    }

    [Fact]
    public void WithError_emits_an_execution_as_soon_as_it_has_an_error()
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
    public void Damaged_state_file_causes_an_error_and_is_left_unchanged(string content)
    {
        File.WriteAllText(StatePath, content);

        ErrorRecord error = _served.Session.Run("Watch-PlannrAutomationExecution -StatePath $State -Once").ShouldTerminate();

        Assert.StartsWith("PlannrFileNotRead,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("delete it to start afresh", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(StatePath));
        Assert.Empty(_served.Paths);
    }

    [Fact]
    public void State_file_in_use_by_another_watch_causes_an_error()
    {
        using var other = new FileStream(StatePath + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

        Assert.StartsWith("PlannrFileInUse,", _served.Session.Run("Watch-PlannrAutomationExecution -StatePath $State -Once").ShouldTerminate().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Failed_poll_ends_the_pipeline_and_leaves_the_state_unchanged()
    {
        Set(1, "in_progress");
        Watch();
        string before = File.ReadAllText(StatePath);
        _states[1] = "failed";
        _served.Server.Override = _ => new HttpResponseMessage(HttpStatusCode.Forbidden) { Content = new StringContent("""{"message":"No."}""") };

        Assert.StartsWith("PlannrForbidden,", _served.Session.Run("Watch-PlannrAutomationExecution -StatePath $State -Once").ShouldTerminate().FullyQualifiedErrorId, StringComparison.Ordinal);

        Assert.Equal(before, File.ReadAllText(StatePath));
        _served.Server.Override = Respond;
        Assert.Equal("Run 1", Watch());
    }

    [Fact]
    public void Failed_first_poll_saves_no_state()
    {
        _served.Server.Override = _ => new HttpResponseMessage(HttpStatusCode.Forbidden) { Content = new StringContent("""{"message":"No."}""") };
        _served.Session.Run("Watch-PlannrAutomationExecution -StatePath $State -Once").ShouldTerminate();
        _served.Server.Override = Respond;
        Set(1, "completed");

        Assert.Equal(string.Empty, Watch());
    }

    [Fact]
    public void Deleted_execution_is_removed_from_the_state()
    {
        Set(2, "in_progress", "in_progress");
        Watch();
        Set(1, "completed");

        Assert.Equal("Run 1", Watch());
        Assert.DoesNotContain("\"open\": [\n        \"", File.ReadAllText(StatePath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watch_without_Once_polls_again_after_the_interval()
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

    /// <summary>Watches once and returns the names of the emitted executions.</summary>
    private string Watch(string parameters = "") => string.Join(", ", _served.Session.Run($"(Watch-PlannrAutomationExecution -StatePath $State -Once {parameters}).Name").ShouldSucceed().Output);

    /// <summary>Sets the number of executions and the statuses of the newest ones, newest first.</summary>
    private void Set(int count, params string[] states)
    {
        _count = count;
        for (int i = 0; i < states.Length; i++)
        {
            _states[i + 1] = states[i];
        }
    }

    private HttpResponseMessage Respond(RecordedRequest request) => new RunList(_count)
    {
        Describe = number => $$"""
            "name":"Run {{number}}","status":"{{_states.GetValueOrDefault(number, "completed")}}","triggered_by":"client.created","steps":[]
            """,
    }.Answer(request);
}
