namespace Plannr.PowerShell.Tests.Executions;

[Collection(ModuleSession.Collection)]
public sealed class ErrorTests : IAsyncLifetime
{
    private const string Command = "Plannr.PowerShell.Automations.GetPlannrAutomationExecutionCommand";

    // After a 429, the connection delays its remaining requests. This clock skips the delay.
    private readonly LeapingClock _clock = new();
    private ServedSession _served = null!;

    public static TheoryData<string, string, ErrorCategory, Type> Failures => new()
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
    [MemberData(nameof(Failures))]
    public void Failed_request_causes_the_matching_error_and_the_other_executions_are_returned(string failure, string errorId, ErrorCategory category, Type exception)
    {
        _served.Server.Faults.Add(CreateFault(failure).ForPath(Runs.Path(2)));
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
    public void Not_found_error_contains_the_server_message_and_a_recommended_action()
    {
        _served.Server.Faults.Add(CreateFault("404").ForPath(Runs.Path(1)));
        _served.Session.Set("Uuid", Runs.Uuid(1));

        ErrorRecord error = _served.Session.Run("Get-PlannrAutomationExecution $Uuid").ShouldHaveOneError();

        Assert.Equal($"GET {Runs.Path(1)}: HTTP 404 Not Found. The server's own words.", error.ErrorDetails.Message);
        Assert.Equal("Check the UUID, and check that the connection's account (Get-PlannrConnection shows it) has permission to see the record.", error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void Field_errors_are_available_on_the_exception()
    {
        _served.Server.Faults.Add(CreateFault("422"));
        _served.Session.Set("Uuid", Runs.Uuid(1));

        ScriptResult result = _served.Session.Run("try { Get-PlannrAutomationExecution $Uuid -ErrorAction Stop } catch [Plannr.PlannrInvalidRequestException] { $_.Exception.FieldErrors['uuid'][0] }");

        Assert.Equal(["The uuid is no good."], result.ShouldSucceed().As<string>());
    }

    [Fact]
    public async Task Unreachable_server_causes_a_network_error()
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
    public async Task Late_response_causes_a_timeout_error_and_the_other_executions_are_returned()
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
    public void Errors_and_executions_are_written_in_input_order()
    {
        _served.Server.Faults.Add(CreateFault("404").ForPath(Runs.Path(1)));
        _served.Server.Faults.Add(CreateFault("403").ForPath(Runs.Path(3)));
        _served.Session.Set("Uuids", Runs.Uuids(4));

        ScriptResult result = _served.Session.Run("$Uuids | Get-PlannrAutomationExecution 2>&1 | ForEach-Object { if ($_ -is [Plannr.AutomationExecution]) { 'found' } else { $_.Exception.ErrorId } }");

        Assert.Equal(["PlannrNotFound", "found", "PlannrForbidden", "found"], result.As<string>());
    }

    [Fact]
    public void ErrorAction_Ignore_suppresses_the_errors()
    {
        _served.Server.Faults.Add(CreateFault("404").ForPath(Runs.Path(1)));
        _served.Session.Set("Uuids", Runs.Uuids(2));

        ScriptResult result = _served.Session.Run("$Uuids | Get-PlannrAutomationExecution -ErrorAction Ignore -ErrorVariable missing; $missing.Count");

        Assert.Empty(result.ShouldSucceed().Errors);
        Assert.Equal(Runs.Uuid(2), ((AutomationExecution)result.Output[0].BaseObject).Uuid);
    }

    [Theory]
    [InlineData("$Uuids | Get-PlannrAutomationExecution -ThrottleLimit 1 -ErrorAction Stop")]
    [InlineData("$ErrorActionPreference = 'Stop'; Get-PlannrAutomationExecution $Uuids -ThrottleLimit 1")]
    public async Task ErrorAction_Stop_terminates_the_command_and_no_further_requests_are_sent(string script)
    {
        _served.Server.Faults.Add(CreateFault("404").ForPath(Runs.Path(2)));
        _served.Server.Faults.Add(Fault.Delay(new TaskCompletionSource().Task).ForPath(Runs.Path(3)));
        _served.Session.Set("Uuids", Runs.Uuids(6));
        _served.Session.Set("Last", Runs.Uuid(99));
        using RunningScript running = _served.Session.Start(script);

        ScriptResult result = await running.EndAsync();

        Assert.Equal("PlannrNotFound," + Command, result.ShouldTerminate().FullyQualifiedErrorId);
        Assert.Equal([Runs.Uuid(1)], result.As<AutomationExecution>().Select(execution => execution.Uuid!.Value));

        // The request after the failed one may have been sent before the error was written. No later request is allowed.
        _served.Session.Run("Get-PlannrAutomationExecution $Last").ShouldSucceed();
        Assert.Equal([Runs.Path(1), Runs.Path(2), Runs.Path(99)], _served.Paths.Where(path => path != Runs.Path(3)));
    }

    [Fact]
    public void Closing_the_connection_downstream_terminates_the_command_with_a_matching_error()
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

    private static Fault CreateFault(string failure) => failure switch
    {
        "422" => Fault.Status(422, """{"message":"The server's own words.","errors":{"uuid":["The uuid is no good."]}}"""),
        "page" => Fault.Html(),
        "redirect" => Fault.Redirect("https://plannr.example/login"),
        "half" => Fault.TruncatedJson(),
        "cut off" => Fault.CutOffBody(),
        "reset" => Fault.Reset(),
        _ => Fault.Status(int.Parse(failure, System.Globalization.CultureInfo.InvariantCulture), """{"message":"The server's own words."}"""),
    };
}
