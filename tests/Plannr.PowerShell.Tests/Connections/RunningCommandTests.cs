namespace Plannr.PowerShell.Tests.Connections;

/// <summary>Commands whose connection is closed, replaced or switched to another account while they run.</summary>
[Collection(ModuleSession.Collection)]
public sealed class RunningCommandTests : IAsyncLifetime
{
    private const string First = "11111111-0000-4000-8000-000000000001";
    private const string Second = "22222222-0000-4000-8000-000000000002";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("plannr-running-");
    private readonly ModuleSession _other = new();
    private ServedSession _served = null!;

    public async Task InitializeAsync()
    {
        _served = await ServedSession.StartAsync(new LeapingClock());
        _served.Session.Set("Uuids", Runs.Uuids(250));
        Serve(new RunList(250) { FixedSize = 100 });
        _served.Session.Run($"Switch-PlannrAccount {First}").ShouldSucceed();
    }

    public async Task DisposeAsync()
    {
        _other.Dispose();
        await _served.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Closing_the_connection_cancels_a_download_and_keeps_the_old_file()
    {
        string file = Path.Combine(_folder.FullName, "letter.docx");
        await File.WriteAllTextAsync(file, "old");
        _served.Session.Set("File", file);
        _served.Server.Override = _ => Requests.RequestSession.Json("the whole document", type: "application/octet-stream");
        _served.Server.Faults.Add(Fault.SlowBody(new TaskCompletionSource().Task));
        using RunningScript running = _served.Session.Start("Invoke-PlannrRequest v1/document -OutFile $File -Verbose");
        await running.VerboseAsync(": 200");

        _other.Run("Get-PlannrConnection | Disconnect-Plannr").ShouldSucceed();

        AssertClosed((await running.EndAsync()).ShouldTerminate());
        Assert.Equal(["letter.docx"], _folder.GetFiles().Select(each => each.Name));
        Assert.Equal("old", await File.ReadAllTextAsync(file));
    }

    [Theory]
    [InlineData("Get-PlannrAutomationExecution -Oldest")]
    [InlineData("$Uuids | Get-PlannrAutomationExecution -Bulk")]
    [InlineData("Invoke-PlannrRequest v1/automation-executions -Paginate")]
    public async Task Closing_the_connection_cancels_a_list(string script)
    {
        _served.Server.Faults.Add(Fault.Delay(new TaskCompletionSource().Task) with { Skip = 1 });
        using RunningScript running = _served.Session.Start(script);
        await _served.Server.WaitForRequestAsync(2).OrFail();

        _other.Run("Get-PlannrConnection | Disconnect-Plannr").ShouldSucceed();

        AssertClosed((await running.EndAsync()).ShouldTerminate());
    }

    [Fact]
    public async Task Closing_the_connection_cancels_the_delay_between_two_polls()
    {
        // The clock does not advance, so only disconnecting can end the delay.
        var clock = new StartedClock();
        _served.Server.Override = null;
        _served.Connect(clock, retries: 0);
        Serve(new RunList(1) { Describe = _ => "\"status\":\"in_progress\",\"steps\":[]" });
        using RunningScript running = _served.Session.Start("$Uuids[0] | Wait-PlannrAutomationExecution -PollIntervalSec 23");
        await clock.WaitForTimerAsync(TimeSpan.FromSeconds(23)).OrFail();

        _other.Run("Get-PlannrConnection | Disconnect-Plannr").ShouldSucceed();

        AssertClosed((await running.EndAsync()).ShouldTerminate());
    }

    [Fact]
    public void List_on_a_replaced_connection_continues_and_the_connection_is_closed_when_the_list_ends()
    {
        PlannrConnection old = _served.Session.Run("Get-PlannrConnection").ShouldSucceed().As<PlannrConnection>().Single();

        ScriptResult result = _served.Session.Run($$"""
            Get-PlannrAutomationExecution | ForEach-Object {
                if (-not $isDone) { $isDone = $true; Connect-Plannr -AccessToken $Token -BaseUri $Base -AccountUuid {{Second}} }
                $_
            }
            """).ShouldSucceed();

        Assert.Equal(250, result.Output.Count);
        Assert.All(ListRequests(), request => Assert.Equal(First, AccountOf(request)));
        Assert.Throws<ObjectDisposedException>(() => old.Client.GetAsync(Endpoints.GetMe, null, default).GetAwaiter().GetResult());
        _served.Session.Run("Get-PlannrAutomationExecution -First 1").ShouldSucceed();
        Assert.Equal(Second, AccountOf(_served.Server.Requests[^1]));
    }

    [Fact]
    public void A_replaced_connection_that_is_still_in_use_rejects_new_commands()
    {
        _served.Session.Set("Old", _served.Session.Run("Get-PlannrConnection").Output.Single());

        ScriptResult result = _served.Session.Run("""
            Get-PlannrAutomationExecution | ForEach-Object {
                if (-not $isDone) { $isDone = $true; Connect-Plannr -AccessToken $Token -BaseUri $Base -SkipAccountResolution; Get-PlannrTask -Connection $Old }
            }
            """);

        Assert.Contains("was closed", result.ShouldTerminate().Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Closing_all_connections_cancels_a_list_on_a_replaced_connection()
    {
        ScriptResult result = _served.Session.Run("""
            Get-PlannrAutomationExecution -Oldest | ForEach-Object {
                if (-not $isDone) { $isDone = $true; Connect-Plannr -AccessToken $Token -BaseUri $Base -SkipAccountResolution; Disconnect-Plannr -All }
            }
            """);

        AssertClosed(result.ShouldTerminate());
    }

    [Theory]
    [InlineData("Get-PlannrAutomationExecution", 250)]
    [InlineData("Get-PlannrAutomationExecution -Oldest", 250)]
    [InlineData("$Uuids | Get-PlannrAutomationExecution -Bulk", 250)]
    [InlineData("$Uuids | Get-PlannrAutomationExecution -ThrottleLimit 2", 250)]
    [InlineData("Invoke-PlannrRequest v1/automation-executions -Paginate", 250)]
    public void Switching_accounts_does_not_affect_a_running_command(string script, int count)
    {
        ScriptResult result = _served.Session.Run($$"""
            {{script}} | ForEach-Object { if (-not $isDone) { $isDone = $true; Switch-PlannrAccount {{Second}} }; $_ }
            $null = Get-PlannrAutomationExecution -First 1
            """).ShouldSucceed();

        Assert.Equal(count, result.Output.Count);
        RecordedRequest[] requests = ListRequests();
        Assert.True(requests.Length > 2);
        Assert.All(requests[..^1], request => Assert.Equal(First, AccountOf(request)));
        Assert.Equal(Second, AccountOf(requests[^1]));
    }

    [Fact]
    public void Switching_accounts_does_not_affect_a_running_wait()
    {
        int polls = 0;
        Serve(new RunList(2)
        {
            BeforePage = (_, _) => polls++,
            Describe = number => $"\"status\":\"{(number == 1 || polls > 1 ? "completed" : "in_progress")}\",\"steps\":[]",
        });

        ScriptResult result = _served.Session.Run($"$Uuids[0..1] | Wait-PlannrAutomationExecution | ForEach-Object {{ Switch-PlannrAccount {Second}; $_ }}").ShouldSucceed();

        Assert.Equal(2, result.Output.Count);
        Assert.Equal([First, First], ListRequests().Select(AccountOf));
    }

    [Fact]
    public void Completion_does_not_offer_values_read_under_the_previous_account()
    {
        // The documented trigger is always offered; firm.own is offered only after it has been read from an execution.
        Serve(new RunList(10) { Describe = _ => "\"status\":\"completed\",\"triggered_by\":\"firm.own\",\"steps\":[]" });
        _served.Session.Run("$Uuids[0..9] | Get-PlannrAutomationExecution").ShouldSucceed();
        Assert.Contains("firm.own", OfferedTriggers());

        _served.Session.Run($"$Uuids[0..9] | Get-PlannrAutomationExecution -ThrottleLimit 1 | ForEach-Object {{ Switch-PlannrAccount {Second} }}").ShouldSucceed();

        Assert.DoesNotContain("firm.own", OfferedTriggers());
    }

    private IEnumerable<string> OfferedTriggers() => _served.Session
        .Run("$line = 'Get-PlannrAutomationExecution -Trigger '; [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches")
        .ShouldSucceed().As<CompletionResult>().Select(match => match.CompletionText);

    private static void AssertClosed(ErrorRecord error)
    {
        Assert.StartsWith("PlannrNotConnected,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("The connection 'Default' was closed.", error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    private static string? AccountOf(RecordedRequest request) => request.Header("X-PLANNR-ACCOUNT-UUID");

    private RecordedRequest[] ListRequests() => [.. _served.Server.Requests.Where(request => request.Path.Contains("automation-executions", StringComparison.Ordinal))];

    /// <summary>Serves the list; the sandbox responds to other requests, such as connection checks.</summary>
    private void Serve(RunList list) =>
        _served.Server.Override = request => request.Path.Contains("automation-executions", StringComparison.Ordinal) ? list.Answer(request) : null;
}
