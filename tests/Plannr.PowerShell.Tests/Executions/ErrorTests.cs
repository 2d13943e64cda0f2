namespace Plannr.PowerShell.Tests.Executions;

[Collection(ModuleSession.Collection)]
public sealed class ErrorTests : IAsyncLifetime
{
    private const string Command = "Plannr.PowerShell.Automations.GetPlannrAutomationExecutionCommand";

    // After a 429 the connection holds the requests that are not sent yet.
    private readonly LeapingClock _clock = new();
    private ServedSession _served = null!;

    public static TheoryData<string, string, ErrorCategory, Type> Answers => new()
    {
        { "401", "PlannrUnauthorized", ErrorCategory.AuthenticationError, typeof(PlannrUnauthorizedException) },
        { "403", "PlannrForbidden", ErrorCategory.PermissionDenied, typeof(PlannrForbiddenException) },
        { "404", "PlannrNotFound", ErrorCategory.ObjectNotFound, typeof(PlannrNotFoundException) },
        { "422", "PlannrInvalidRequest", ErrorCategory.InvalidArgument, typeof(PlannrInvalidRequestException) },
        { "429", "PlannrRateLimited", ErrorCategory.LimitsExceeded, typeof(PlannrRateLimitedException) },
        { "500", "PlannrServerError", ErrorCategory.ResourceUnavailable, typeof(PlannrServerErrorException) },
        { "page", "PlannrInvalidResponse", ErrorCategory.InvalidData, typeof(PlannrInvalidResponseException) },
        { "redirect", "PlannrInvalidResponse", ErrorCategory.InvalidData, typeof(PlannrInvalidResponseException) },
        { "half", "PlannrInvalidResponse", ErrorCategory.InvalidData, typeof(PlannrInvalidResponseException) },
        { "cut off", "PlannrNetworkError", ErrorCategory.ConnectionError, typeof(PlannrNetworkException) },
        { "reset", "PlannrNetworkError", ErrorCategory.ConnectionError, typeof(PlannrNetworkException) },
    };

    public async Task InitializeAsync()
    {
        _served = await ServedSession.StartAsync(_clock);
        Runs.ServeAll(_served.Server);
    }

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Theory]
    [MemberData(nameof(Answers))]
    public void What_the_server_does_wrong_is_an_error_of_its_own_kind(string answer, string errorId, ErrorCategory category, Type exception)
    {
        _served.Server.Faults.Add(FaultOf(answer).ForPath(Runs.Path(2)));
        _served.Session.Set("Uuids", Runs.Uuids(3));

        ScriptResult result = _served.Session.Run("$Uuids | Get-PlannrAutomationExecution");

        ErrorRecord error = result.ShouldHaveOneError();
        Assert.Equal($"{errorId},{Command}", error.FullyQualifiedErrorId);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.IsType(exception, error.Exception);
        Assert.Equal(Runs.Uuid(2), error.TargetObject);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.Contains(Runs.Path(2), error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal([Runs.Uuid(1), Runs.Uuid(3)], result.As<AutomationExecution>().Select(execution => execution.Uuid!.Value));
        Assert.Equal(Runs.Paths(1, 2, 3), _served.Paths.Order());
    }

    [Fact]
    public void The_error_of_a_missing_execution_says_what_the_server_said_and_what_to_check()
    {
        _served.Server.Faults.Add(FaultOf("404").ForPath(Runs.Path(1)));
        _served.Session.Set("Uuid", Runs.Uuid(1));

        ErrorRecord error = _served.Session.Run("Get-PlannrAutomationExecution $Uuid").ShouldHaveOneError();

        Assert.Equal($"GET {Runs.Path(1)}: HTTP 404 Not Found. The server's own words.", error.ErrorDetails.Message);
        Assert.Equal("Check the UUID, and that the connection's account (Get-PlannrConnection shows it) has permission to see the record.", error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void The_messages_by_field_can_be_read_from_the_error()
    {
        _served.Server.Faults.Add(FaultOf("422"));
        _served.Session.Set("Uuid", Runs.Uuid(1));

        ScriptResult result = _served.Session.Run("try { Get-PlannrAutomationExecution $Uuid -ErrorAction Stop } catch [Plannr.PlannrInvalidRequestException] { $_.Exception.FieldErrors['uuid'][0] }");

        Assert.Equal(["The uuid is no good."], result.ShouldSucceed().As<string>());
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_network_error()
    {
        await _served.Server.DisposeAsync();
        _served.Session.Set("Uuid", Runs.Uuid(1));

        ErrorRecord error = _served.Session.Run("Get-PlannrAutomationExecution $Uuid").ShouldHaveOneError();

        Assert.Equal("PlannrNetworkError," + Command, error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ConnectionError, error.CategoryInfo.Category);
        Assert.Contains("can't be reached", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(ServedSession.Token, error.Exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_in_time_is_a_timeout_and_the_rest_goes_on()
    {
        _served.Server.Faults.Add(Fault.Delay(new TaskCompletionSource().Task).ForPath(Runs.Path(2)));
        _served.Session.Set("Uuids", Runs.Uuids(3));
        using RunningScript running = _served.Session.Start("$Uuids | Get-PlannrAutomationExecution -ThrottleLimit 1");
        await _served.Server.WaitForRequestAsync(2).OrFail();

        _clock.Advance(TimeSpan.FromSeconds(101));

        ScriptResult result = await running.EndAsync();
        ErrorRecord error = result.ShouldHaveOneError();
        Assert.Equal("PlannrNetworkError," + Command, error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.OperationTimeout, error.CategoryInfo.Category);
        Assert.True(Assert.IsType<PlannrNetworkException>(error.Exception).IsTimeout);
        Assert.Equal(Runs.Uuid(2), error.TargetObject);
        Assert.Equal(2, result.Output.Count);
    }

    [Fact]
    public void Each_failing_UUID_gives_one_error_in_its_place()
    {
        _served.Server.Faults.Add(FaultOf("404").ForPath(Runs.Path(1)));
        _served.Server.Faults.Add(FaultOf("403").ForPath(Runs.Path(3)));
        _served.Session.Set("Uuids", Runs.Uuids(4));

        ScriptResult result = _served.Session.Run("$Uuids | Get-PlannrAutomationExecution 2>&1 | ForEach-Object { if ($_ -is [Plannr.AutomationExecution]) { 'found' } else { $_.Exception.ErrorId } }");

        Assert.Equal(["PlannrNotFound", "found", "PlannrForbidden", "found"], result.As<string>());
    }

    [Fact]
    public void A_caller_that_wants_no_errors_sees_none()
    {
        _served.Server.Faults.Add(FaultOf("404").ForPath(Runs.Path(1)));
        _served.Session.Set("Uuids", Runs.Uuids(2));

        ScriptResult result = _served.Session.Run("$Uuids | Get-PlannrAutomationExecution -ErrorAction Ignore -ErrorVariable missing; $missing.Count");

        Assert.Empty(result.ShouldSucceed().Errors);
        Assert.Equal(Runs.Uuid(2), ((AutomationExecution)result.Output[0].BaseObject).Uuid);
    }

    [Theory]
    [InlineData("$Uuids | Get-PlannrAutomationExecution -ThrottleLimit 1 -ErrorAction Stop")]
    [InlineData("$ErrorActionPreference = 'Stop'; Get-PlannrAutomationExecution $Uuids -ThrottleLimit 1")]
    public async Task A_caller_that_stops_at_errors_ends_it_and_nothing_more_is_sent(string script)
    {
        _served.Server.Faults.Add(FaultOf("404").ForPath(Runs.Path(2)));
        _served.Server.Faults.Add(Fault.Delay(new TaskCompletionSource().Task).ForPath(Runs.Path(3)));
        _served.Session.Set("Uuids", Runs.Uuids(6));
        _served.Session.Set("Last", Runs.Uuid(99));
        using RunningScript running = _served.Session.Start(script);

        ScriptResult result = await running.EndAsync();

        Assert.Equal("PlannrNotFound," + Command, result.ShouldTerminate().FullyQualifiedErrorId);
        Assert.Equal([Runs.Uuid(1)], result.As<AutomationExecution>().Select(execution => execution.Uuid!.Value));

        // The request after the failed one may have left before the error was written; those behind it must not.
        _served.Session.Run("Get-PlannrAutomationExecution $Last").ShouldSucceed();
        Assert.Equal([Runs.Path(1), Runs.Path(2), Runs.Path(99)], _served.Paths.Where(path => path != Runs.Path(3)));
    }

    [Fact]
    public void A_connection_closed_further_down_the_pipeline_ends_it_and_the_error_says_so()
    {
        _served.Server.Faults.Add(Fault.Delay(new TaskCompletionSource().Task).ForPath(Runs.Path(2)));
        _served.Session.Set("Uuids", Runs.Uuids(60));

        ScriptResult result = _served.Session.Run("$Uuids | Get-PlannrAutomationExecution -ThrottleLimit 1 | ForEach-Object { Disconnect-Plannr -All }");

        ErrorRecord error = result.ShouldTerminate();
        Assert.Equal("PlannrNotConnected," + Command, error.FullyQualifiedErrorId);
        Assert.Equal("The connection 'Default' was closed.", error.ErrorDetails.Message);
        Assert.Equal(Runs.Uuid(2), error.TargetObject);
        Assert.InRange(_served.Paths.Length, 1, 2);
    }

    private static Fault FaultOf(string answer) => answer switch
    {
        "422" => Fault.Status(422, """{"message":"The server's own words.","errors":{"uuid":["The uuid is no good."]}}"""),
        "page" => Fault.Html(),
        "redirect" => Fault.Redirect("https://plannr.example/login"),
        "half" => Fault.TruncatedJson(),
        "cut off" => Fault.CutOffBody(),
        "reset" => Fault.Reset(),
        _ => Fault.Status(int.Parse(answer, System.Globalization.CultureInfo.InvariantCulture), """{"message":"The server's own words."}"""),
    };
}
