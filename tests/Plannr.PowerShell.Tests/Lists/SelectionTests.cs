namespace Plannr.PowerShell.Tests.Lists;

[Collection(ModuleSession.Collection)]
public sealed class SelectionTests : IAsyncLifetime
{
    private const string Tail = "include=account&per_page=500&sort=-created_at";
    private const string One = "00000000-0000-4000-8000-000000000001";
    private const string Two = "00000000-0000-4000-8000-000000000002";

    private ServedSession _served = null!;

    public async Task InitializeAsync()
    {
        _served = await ServedSession.StartAsync();
        _served.Server.Override = new RunList(20) { Describe = Describe }.Answer;
        _served.Session.Set("Account", new Account { Uuid = Runs.Uuid(1) });
        _served.Session.Set("Other", new Account { Uuid = Runs.Uuid(2) });
        _served.Session.Set("Nobody", new Account { Name = "Nobody" });
        _served.Session.Set("Blueprint", new AutomationBlueprint { Uuid = Runs.Uuid(1) });
        _served.Session.Set("T", RunList.Newest);
    }

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Theory]
    [InlineData("-ClientUuid " + One, "automation-executions?filter%5Bclient_uuids%5D=" + One + "&" + Tail)]
    [InlineData("-ClientUuid " + One + "," + Two, "automation-executions?filter%5Bclient_uuids%5D=" + One + "%2C" + Two + "&" + Tail)]
    [InlineData("-AccountUuid " + One, "automation-executions?filter%5Baccount_uuids%5D=" + One + "&" + Tail)]
    [InlineData("-BlueprintUuid " + One, "automation-blueprints/" + One + "/executions?per_page=500&sort=-created_at")]
    [InlineData("-NoAccount", "automation-executions?per_page=500&sort=-created_at")]
    public void Server_filters_are_used_if_available(string parameters, string expected)
    {
        _served.Session.Run("Get-PlannrAutomationExecution " + parameters).ShouldSucceed();

        Assert.Equal(["/api/v1/" + expected], _served.Paths);
    }

    [Theory]
    [InlineData("$Account", "automation-executions?filter%5Baccount_uuids%5D=" + One + "&" + Tail)]
    [InlineData("$Account, $Other", "automation-executions?filter%5Baccount_uuids%5D=" + One + "%2C" + Two + "&" + Tail)]
    [InlineData("[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($Account))", "automation-executions?filter%5Baccount_uuids%5D=" + One + "&" + Tail)]
    [InlineData("$Blueprint", "automation-blueprints/" + One + "/executions?per_page=500&sort=-created_at")]
    [InlineData("[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($Blueprint))", "automation-blueprints/" + One + "/executions?per_page=500&sort=-created_at")]
    public void Piped_account_or_blueprint_lists_its_executions(string input, string expected)
    {
        _served.Session.Run(input + " | Get-PlannrAutomationExecution").ShouldSucceed();

        Assert.Equal(["/api/v1/" + expected], _served.Paths);
    }

    [Fact]
    public void Pattern_that_matches_only_the_last_of_many_statuses_causes_no_warning()
    {
        _served.Server.Override = new RunList(80) { Describe = number => $"\"name\":\"Run\",\"status\":\"state-{number}\"" }.Answer;

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution -Status state-1, state-80, state-80*, absent").ShouldSucceed();

        Assert.Equal(["state-1", "state-80"], result.As<AutomationExecution>().Select(run => run.Status));
        Assert.StartsWith("-Status 'absent' matches none of the statuses that were found: state-1, ", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Account_without_a_uuid_causes_one_error_and_the_command_continues()
    {
        ScriptResult result = _served.Session.Run("$Nobody, $Account | Get-PlannrAutomationExecution");

        ErrorRecord error = result.ShouldHaveOneError();
        Assert.StartsWith("PlannrMissingUuid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(20, result.Output.Count);
    }

    [Theory]
    [InlineData("-ClientUuid @()")]
    [InlineData("-AccountUuid @()")]
    [InlineData("-Uuid @()")]
    public void Empty_array_returns_nothing_and_never_lists_all_executions(string parameters)
    {
        Assert.Empty(_served.Session.Run("Get-PlannrAutomationExecution " + parameters).ShouldSucceed().Output);
        Assert.Empty(_served.Paths);
    }

    [Theory]
    [InlineData("-Status failed", "4 8 12 16 20")]
    [InlineData("-Status FAIL*, in_progress", "3 4 8 9 12 15 16 20")]
    [InlineData("-TriggeredBy task.*", "2 4 6 8 10 12 14 16 18 20")]
    [InlineData("-Name '*5'", "5 15")]
    [InlineData("-WithError", "4 8 12 16 20")]
    [InlineData("-After $T.AddMinutes(-3)", "1 2 3")]
    [InlineData("-Before $T.AddMinutes(-17)", "18 19 20")]
    [InlineData("-UpdatedAfter $T.AddMinutes(58)", "1 2")]
    [InlineData("-After $T.AddMinutes(-9) -Status failed -TriggeredBy task.*", "4 8")]
    [InlineData("-UpdatedBefore $T.AddMinutes(42)", "19 20")]
    [InlineData("-Running", "3 9 15")]
    [InlineData("-ErrorLike '*NO PHONE*', nothing", "8 20")]
    [InlineData("-FailedAfter $T.AddMinutes(-10)", "4 8 12 16")]
    [InlineData("-FailedAfter $T.AddMinutes(-10) -After $T.AddMinutes(-13)", "4 8 12")]
    public void Local_filters_return_the_matching_executions(string parameters, string numbers)
    {
        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution " + parameters).ShouldSucceed();

        Assert.Equal(numbers.Split(' ').Select(number => Runs.Uuid(int.Parse(number, CultureInfo.InvariantCulture))), result.As<AutomationExecution>().Select(run => run.Uuid!.Value));
    }

    [Fact]
    public void ClientName_finds_the_clients_and_lists_their_executions()
    {
        _served.Server.Override = Respond;

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution -ClientName 'Ada*', grace").ShouldSucceed();

        Assert.Equal(
            [
                "/api/v1/account?filter%5Bname%5D=Ada%2Cgrace&filter%5Btype%5D=client&sort=created_at&per_page=500",
                "/api/v1/automation-executions?filter%5Bclient_uuids%5D=" + One + "%2C" + Two + "&" + Tail,
            ],
            _served.Paths);
        Assert.Equal(20, result.Output.Count);

        static HttpResponseMessage Respond(RecordedRequest request) => request.Path == "/api/v1/account"
            ? new HttpResponseMessage
            {
                Content = new StringContent(
                    $$"""{"data":[{"uuid":"{{One}}","name":"Ada Example"},{"uuid":"{{Two}}","name":"Mrs Grace Example"},{"uuid":"{{Runs.Uuid(3)}}","name":"Mrs Ada Example"}],"links":{"next":null} }"""),
            }
            : new RunList(20) { Describe = Describe }.Answer(request);
    }

    [Fact]
    public void ClientName_without_a_match_causes_a_warning_and_returns_nothing()
    {
        _served.Server.Override = _ => new HttpResponseMessage { Content = new StringContent("""{"data":[],"links":{"next":null}}""") };

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution -ClientName nobody").ShouldSucceed();

        Assert.Empty(result.Output);
        Assert.StartsWith("No client's name matches 'nobody'.", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Single(_served.Paths);
    }

    [Fact]
    public void ClientName_and_ClientUuid_cannot_be_combined()
    {
        Assert.StartsWith(
            "PlannrInvalidInput,", _served.Session.Run($"Get-PlannrAutomationExecution -ClientName a -ClientUuid {One}").ShouldTerminate().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(_served.Paths);
    }

    [Fact]
    public void FailedAfter_and_ErrorLike_filter_step_rows()
    {
        Assert.Equal(["4", "8", "12", "16"], Numbers("-FailedAfter $T.AddMinutes(-10)"));
        Assert.Equal(["8", "20"], Numbers("-ErrorLike '*phone*'"));

        IEnumerable<string> Numbers(string parameters) =>
            _served.Session.Run("Get-PlannrAutomationStep " + parameters).ShouldSucceed().Output.Select(row => row.Properties["ExecutionName"].Value.ToString()!.Split(' ')[1]);
    }

    [Theory]
    [InlineData("Get-PlannrAutomationExecution -Status @()")]
    [InlineData("Get-PlannrAutomationExecution -Name ''")]
    [InlineData("Get-PlannrAutomationExecution -TriggeredBy @()")]
    [InlineData("Get-PlannrAutomationStep -ExecutionStatus @()")]
    [InlineData("Get-PlannrAutomationStep -ExecutionName @()")]
    [InlineData("Wait-PlannrAutomationExecution " + One + " -Status @()")]
    public void Empty_filter_is_rejected_before_any_request_is_sent(string script)
    {
        Assert.StartsWith("ParameterArgumentValidationError", _served.Session.Run(script).ShouldTerminate().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(_served.Paths);
    }

    [Theory]
    [InlineData("Get-PlannrAutomationExecution -Name")]
    [InlineData("Get-PlannrAutomationExecution -Status completed,")]
    [InlineData("Get-PlannrAutomationExecution -TriggeredBy")]
    [InlineData("Get-PlannrAutomationStep -Name")]
    [InlineData("Get-PlannrAutomationStep -Status")]
    [InlineData("Get-PlannrAutomationStep -ExecutionName")]
    [InlineData("Get-PlannrAutomationStep -ExecutionStatus")]
    [InlineData("Wait-PlannrAutomationExecution " + One + " -Status")]
    [InlineData("Get-PlannrAudit -Type")]
    [InlineData("Get-PlannrAudit -Event")]
    [InlineData("Get-PlannrAccount -Name")]
    [InlineData("Get-PlannrTask -Name")]
    [InlineData("Get-PlannrTask -Status")]
    public void Invalid_wildcard_pattern_is_rejected(string parameter)
    {
        ErrorRecord error = _served.Session.Run(parameter + " '[abc'").ShouldTerminate();

        Assert.StartsWith("ParameterArgumentValidationError,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("'[abc' is not a valid wildcard pattern", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(_served.Paths);
    }

    [Fact]
    public void Filters_apply_to_executions_requested_by_uuid()
    {
        _served.Session.Set("Uuids", Runs.Uuids(8));

        ScriptResult result = _served.Session.Run("$Uuids | Get-PlannrAutomationExecution -Status failed").ShouldSucceed();

        Assert.Equal([Runs.Uuid(4), Runs.Uuid(8)], result.As<AutomationExecution>().Select(run => run.Uuid!.Value));
    }

    [Fact]
    public void Steps_can_be_listed_with_the_filters_for_executions()
    {
        ScriptResult result = _served.Session.Run("Get-PlannrAutomationStep -ExecutionStatus failed -After $T.AddMinutes(-9) -WithError").ShouldSucceed();

        Assert.Equal(["4", "8"], result.Output.Select(row => row.Properties["ExecutionName"].Value.ToString()!.Split(' ')[1]));
        Assert.Equal(["/api/v1/automation-executions?" + Tail], _served.Paths);
    }

    [Fact]
    public void Steps_of_piped_accounts_are_requested_by_account()
    {
        _served.Session.Run("$Account | Get-PlannrAutomationStep").ShouldSucceed();

        Assert.Equal(["/api/v1/automation-executions?filter%5Baccount_uuids%5D=" + One + "&" + Tail], _served.Paths);
    }

    private static string Describe(int number)
    {
        string status = number % 4 == 0 ? "failed" : number is 3 or 9 or 15 ? "in_progress" : "completed";
        string info = number % 12 == 8 ? "\"No phone number\"" : "null";
        string executedAt = number == 16 ? $"\"{RunList.Newest:O}\"" : number == 20 ? $"\"{RunList.CreatedAt(20):O}\"" : "null";
        string step = number % 4 == 0
            ? $$"""{"name":"Send","status":"failed","info":{{info}},"executed_at":{{executedAt}}}"""
            : """{"name":"Send","status":"completed","info":null}""";
        return $$"""
            "name":"Run {{number}}","status":"{{status}}","triggered_by":"{{(number % 2 == 0 ? "task.completed" : "client.created")}}","steps":[{{step}}]
            """;
    }
}
