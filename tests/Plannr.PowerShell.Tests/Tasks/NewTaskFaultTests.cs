namespace Plannr.PowerShell.Tests.Tasks;

/// <summary>Counts the requests and the tasks on the server to check that no fault causes a task to be created twice.</summary>
[Collection(ModuleSession.Collection)]
public sealed class NewTaskFaultTests : IAsyncLifetime
{
    private const string Client = "4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b311";
    private const string Script = $"New-PlannrTask Once -TaskableType client -TaskableUuid {Client}";

    private ServedSession _served = null!;

    private static readonly string[] Unreadable = ["truncated JSON", "HTML", "no content", "list", "damaged gzip", "unknown encoding", "partial content"];

    public static TheoryData<string> FaultNames => [.. Unreadable, "408", "500", "502", "503", "504", "reset", "cut-off body", "cut-off chunks"];

    public async Task InitializeAsync()
    {
        _served = await ServedSession.StartAsync(new LeapingClock());
        _served.Connect(new LeapingClock(), retries: 4);
    }

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Theory]
    [MemberData(nameof(FaultNames))]
    public void A_fault_with_an_unknown_outcome_causes_an_UnknownOutcome_error_and_no_retry(string faultName)
    {
        _served.Server.Faults.Add(CreateFault(faultName) with { Matches = request => request.Method == "POST" });

        ErrorRecord error = _served.Session.Run(Script).ShouldHaveOneError();

        Assert.Equal("PlannrUnknownOutcome,Plannr.PowerShell.Tasks.NewPlannrTaskCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidResult, error.CategoryInfo.Category);
        Assert.Contains(Unreadable.Contains(faultName) ? "It is likely that the task was created" : "It is not known whether the task was created.", error.ToString(), StringComparison.Ordinal);
        Assert.Contains($"Get-PlannrTask -Sort created_at -Descending -First 10 -TaskableUuid {Client}", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(["POST /api/v1/task"], _served.Server.Requests.Select(request => request.ToString()));
    }

    [Fact]
    public void The_recommended_action_finds_the_created_task()
    {
        _served.Server.Faults.Add(Fault.CutOffBody() with { Matches = request => request.Method == "POST" });
        _served.Session.Run(Script).ShouldHaveOneError();

        Assert.Contains("Once", _served.Session.Run($"Get-PlannrTask -Sort created_at -Descending -First 10 -TaskableUuid {Client}").ShouldSucceed().As<PlannrTask>().Select(task => task.Name));
    }

    [Fact]
    public async Task A_request_that_times_out_is_not_retried()
    {
        var clock = new StartedClock();
        _served.Connect(clock, retries: 4);
        var gate = new TaskCompletionSource();
        _served.Server.Faults.Add(Fault.Delay(gate.Task) with { Matches = request => request.Method == "POST" });

        using RunningScript running = _served.Session.Start(Script);
        await _served.Server.WaitForRequestAsync(1).OrFail();
        clock.Advance(TimeSpan.FromMinutes(10));
        ScriptResult result = await running.EndAsync();

        ErrorRecord error = result.ShouldHaveOneError();
        Assert.StartsWith("PlannrUnknownOutcome,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("did not respond within", error.ToString(), StringComparison.Ordinal);
        Assert.Single(_served.Server.Requests);
        gate.SetResult();
    }

    [Fact]
    public void A_rate_limited_request_is_retried_and_creates_one_task()
    {
        _served.Server.Faults.Add(Fault.Status(429, "{}") with { Matches = request => request.Method == "POST", Times = 2 });

        Assert.Single(_served.Session.Run(Script).ShouldSucceed().As<PlannrTask>());

        Assert.Equal(3, _served.Server.Requests.Count);
        Assert.Single(_served.Session.Run("Get-PlannrTask -Name Once").ShouldSucceed().Output);
    }

    [Theory]
    [InlineData(401, "PlannrUnauthorized")]
    [InlineData(403, "PlannrForbidden")]
    [InlineData(404, "PlannrNotFound")]
    [InlineData(422, "PlannrInvalidRequest")]
    [InlineData(302, "PlannrInvalidResponse")]
    public void A_client_error_or_a_redirect_is_reported_and_not_retried(int status, string id)
    {
        _served.Server.Faults.Add(Fault.Status(status, "{}") with { Matches = request => request.Method == "POST" });

        Assert.StartsWith(id + ",", _served.Session.Run(Script).ShouldHaveOneError().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(_served.Server.Requests);
    }

    [Fact]
    public void The_other_tasks_are_created_after_a_fault()
    {
        _served.Server.Faults.Add(Fault.Status(500, "{}") with { Matches = request => request.Method == "POST", Times = 1 });

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution -WithError -First 3 | New-PlannrTask");

        result.ShouldHaveOneError();
        Assert.Equal(2, result.As<PlannrTask>().Count);
        Assert.Equal(3, _served.Server.Requests.Count(request => request.Method == "POST"));
    }

    private static Fault CreateFault(string faultName) => faultName switch
    {
        "reset" => Fault.Reset(),
        "cut-off body" => Fault.CutOffBody(),
        "cut-off chunks" => Fault.CutOffChunks(),
        "truncated JSON" => Fault.TruncatedJson(),
        "HTML" => Fault.Html(),
        "no content" => Fault.NoContent(),
        "damaged gzip" => Fault.RewriteBytes(body => body, "gzip"),
        "unknown encoding" => Fault.RewriteBytes(body => body, "zstd"),
        "partial content" => Fault.RewriteBytes(body => body, status: 206),
        "list" => Fault.RewriteBody(_ => "[]"),
        _ => Fault.Status(int.Parse(faultName, System.Globalization.CultureInfo.InvariantCulture), "{}"),
    };
}
