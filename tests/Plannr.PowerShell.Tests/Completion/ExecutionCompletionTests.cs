namespace Plannr.PowerShell.Tests.Completion;

/// <summary>Completion of execution UUIDs at a prompt: responses are cached for one minute, and after a failure no request is sent for ten seconds.</summary>
[Collection(ModuleSession.Collection)]
public sealed class ExecutionCompletionTests : IAsyncLifetime
{
    private const string Line = "Get-PlannrAutomationExecution -Uuid ";

    private ServedSession _served = null!;
    private TimeSpan _now = TimeSpan.FromHours(1);

    private ModuleSession Session => _served.Session;

    public async Task InitializeAsync()
    {
        // After a 429 response, the connection waits for the rest of the minute; this clock skips the wait.
        _served = await ServedSession.StartAsync(new LeapingClock());
        _served.Server.Override = new RunList(3)
        {
            Describe = number => $$"""
                "name":"Onboarding {{number}}","status":"in_progress","triggered_by":"client.created","steps":[],
                "account":{"uuid":"{{Runs.Uuid(100 + number)}}","name":"Ann {{number}}"}
                """,
        }.Answer;

        // One minute is long enough even on a busy machine; tests with a slow server set their own limits.
        Use(TimeSpan.FromMinutes(1));
    }

    public async Task DisposeAsync()
    {
        Reset();
        await _served.DisposeAsync();
    }

    [Theory]
    [InlineData("Get-PlannrAutomationExecution -Uuid ")]
    [InlineData("Get-PlannrAutomationExecution ")]
    [InlineData("Get-PlannrAutomationExecution -Id ")]
    [InlineData("Get-PlannrAutomationExecution -ExecutionUuid ")]
    [InlineData("Get-PlannrAutomationStep -Uuid ")]
    [InlineData("Wait-PlannrAutomationExecution ")]
    [InlineData("Wait-PlannrAutomationExecution -Connection Default -Uuid ")]
    public void Executions_are_offered_newest_first_after_a_single_request(string line)
    {
        Assert.Equal(Runs.Uuids(3).Select(uuid => uuid.ToString()), Complete(line).Select(match => match.CompletionText));
        Assert.Equal(["/api/v1/automation-executions?include=account&per_page=50&sort=-created_at"], _served.Paths.Select(Uri.UnescapeDataString));
    }

    [Fact]
    public void Execution_name_client_and_status_are_shown_and_matched()
    {
        CompletionResult found = Assert.Single(Complete(Line + "'ann 2"));

        Assert.Equal(Runs.Uuid(2).ToString(), found.CompletionText);
        Assert.Equal("Onboarding 2, Ann 2, in_progress", found.ListItemText);
        Assert.Equal("Onboarding 2, Ann 2, in_progress, client.created, 2026-06-10 08:58", found.ToolTip);
    }

    [Fact]
    public void Leading_space_in_a_suggestion_keeps_the_common_uuid_prefix_from_replacing_a_typed_name()
    {
        CompletionResult[] found = Complete(Line + "ann");

        Assert.Equal([$"{Runs.Uuid(1)}", $"{Runs.Uuid(2)}", $" {Runs.Uuid(3)}"], found.Select(match => match.CompletionText));
        Assert.StartsWith(" Onboarding 3", found[2].ListItemText, StringComparison.Ordinal);
    }

    [Fact]
    public void Response_is_cached_for_one_minute()
    {
        Complete(Line);
        _now += TimeSpan.FromSeconds(59);
        Complete(Line + "0");
        Assert.Single(_served.Paths);

        _now += TimeSpan.FromSeconds(1);
        Complete(Line);
        Assert.Equal(2, _served.Paths.Length);
    }

    [Fact]
    public void Only_one_page_of_a_long_list_is_requested()
    {
        _served.Server.Override = new RunList(500).Answer;

        Assert.Equal(50, Complete(Line).Length);
        Session.Run($"Get-PlannrAutomationExecution {Runs.Uuid(1)}").ShouldSucceed();
        Assert.Equal(2, _served.Paths.Length);
    }

    [Fact]
    public void Response_is_cached_per_connection()
    {
        Complete(Line);
        Session.Run("Connect-Plannr -AccessToken $Token -BaseUri $Base -SkipAccountResolution -Name second").ShouldSucceed();
        _served.Server.ClearRequests();

        Complete("Get-PlannrAutomationExecution -Connection second -Uuid ");
        Complete("Get-PlannrAutomationExecution -Connection Default -Uuid ");

        Assert.Single(_served.Paths);
    }

    [Fact]
    public void Values_of_the_requested_executions_are_offered_for_other_parameters()
    {
        Complete(Line);

        Assert.Equal("'Onboarding 1'", Complete("Get-PlannrAutomationExecution -Name ")[0].CompletionText);
    }

    [Fact]
    public void Execution_that_was_requested_by_uuid_is_offered_after_the_newest_ones()
    {
        Session.Run($"Get-PlannrAutomationExecution {Runs.Uuid(3)}").ShouldSucceed();
        _served.Server.Override = new RunList(2).Answer;

        Assert.Equal(Runs.Uuids(3).Select(uuid => uuid.ToString()), Complete(Line).Select(match => match.CompletionText));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public void After_an_error_response_nothing_is_offered_and_no_request_is_sent_for_ten_seconds(int status)
    {
        _served.Server.Faults.Add(Fault.Status(status, "{}"));

        Assert.Empty(Complete(Line));
        Assert.Empty(Complete(Line));
        Assert.Single(_served.Paths);

        _served.Server.Faults.Clear();
        _now += TimeSpan.FromSeconds(10);
        Assert.Equal(3, Complete(Line).Length);
    }

    [Fact]
    public void Nothing_is_offered_after_a_network_error_or_an_invalid_response()
    {
        _served.Server.Faults.Add(Fault.Reset().Once());
        _served.Server.Faults.Add(Fault.Html().Once());

        Assert.Empty(Complete(Line));
        _now += TimeSpan.FromSeconds(10);
        Assert.Empty(Complete(Line));
        Assert.Equal(2, _served.Paths.Length);
    }

    [Fact]
    public async Task Slow_server_delays_the_prompt_only_up_to_the_time_limit_and_its_response_is_used_next_time()
    {
        var gate = new TaskCompletionSource();
        _served.Server.Faults.Add(Fault.Delay(gate.Task));
        Use(TimeSpan.FromMilliseconds(20));

        Assert.Empty(Complete(Line));

        Use(TimeSpan.FromMinutes(1));
        await _served.Server.WaitForRequestAsync(1).OrFail();
        gate.SetResult();
        Assert.Equal(3, Complete(Line).Length);
        Assert.Single(_served.Paths);
    }

    [Fact]
    public async Task Request_is_cancelled_when_its_time_limit_expires()
    {
        var ended = new TaskCompletionSource();
        _served.Server.Faults.Add(new Fault("hang", async context =>
        {
            context.CancellationToken.Register(ended.SetResult);
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }));
        Use(TimeSpan.FromMinutes(1), longest: TimeSpan.FromMilliseconds(50));

        Assert.Empty(Complete(Line));
        await ended.Task.OrFail();
    }

    /// <summary>A request could use up the refresh token, and if the vault prompts for input, only a later cmdlet can save the new one.</summary>
    [Fact]
    public void With_a_refresh_token_in_a_vault_only_known_values_are_offered_and_no_request_is_sent()
    {
        VaultSecrets.Add(ConnectionRegistry.Default!, VaultSecrets.Get("plannr", null));
        Assert.Empty(Complete(Line));
        Assert.Empty(_served.Paths);

        Session.Run($"Get-PlannrAutomationExecution {Runs.Uuid(2)}").ShouldSucceed();
        Assert.Equal(Runs.Uuid(2).ToString(), Assert.Single(Complete(Line)).CompletionText);
    }

    [Fact]
    public void Nothing_is_offered_or_requested_if_there_is_no_connection()
    {
        Session.Run("$Closed = Get-PlannrConnection; Disconnect-Plannr").ShouldSucceed();

        Assert.Empty(Complete(Line));
        Assert.Empty(Complete("Get-PlannrAutomationExecution -Connection $Closed -Uuid "));
        Assert.Empty(_served.Paths);
    }

    [Fact]
    public void By_default_completion_waits_for_at_most_one_second_and_caches_responses_for_one_minute()
    {
        Reset();
        LookupTiming timing = LookupTiming.Current;

        Assert.Equal(TimeSpan.FromSeconds(1), timing.Patience);
        Assert.Equal(TimeSpan.FromMinutes(1), timing.Freshness);
        TimeSpan first = timing.Now();
        Assert.True(timing.Now() >= first);
    }

    private static void Reset() => LookupTiming.Current = new LookupTiming();

    private void Use(TimeSpan patience, TimeSpan? longest = null) =>
        LookupTiming.Current = new LookupTiming { Patience = patience, LongestRequest = longest ?? TimeSpan.FromMinutes(1), Now = () => _now };

    /// <summary>Completes a line and checks that no stream is written to: even a progress or verbose record would disturb the prompt.</summary>
    private CompletionResult[] Complete(string line)
    {
        Session.Set("Line", line);
        ScriptResult result = Session.Run("$VerbosePreference = 'Continue'; $DebugPreference = 'Continue'; $Error.Clear(); TabExpansion2 -inputScript $Line -cursorColumn $Line.Length; $VerbosePreference = $DebugPreference = 'SilentlyContinue'; if ($Error) { throw $Error[0] }").ShouldSucceed();
        Assert.Empty(result.Verbose.Concat(result.Debug).Concat(result.Warnings));
        Assert.Empty(result.Progress);
        return [.. result.As<CommandCompletion>().Single().CompletionMatches];
    }
}
