namespace Plannr.PowerShell.Tests.Limits;

/// <summary>Tests extremely large or deeply nested responses among normal ones.</summary>
[Collection(ModuleSession.Collection)]
public sealed class LargeResponseTests : IAsyncLifetime
{
    private const int LargeExecution = 2;

    private ServedSession _served = null!;

    public async Task InitializeAsync() => _served = await ServedSession.StartAsync();

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Fact]
    public void Response_over_the_size_limit_causes_one_error_and_the_command_continues()
    {
        _served.Connect(TimeProvider.System, retries: 0, maximumBodySize: 100_000);

        ErrorRecord error = GetThree($"\"name\":\"{new string('x', 100_000)}\"").ShouldHaveOneError();

        AssertRejected(error);
        Assert.Contains($"larger than {100_000:N0} bytes", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MaximumBodySize_of_the_connection_sets_the_size_limit()
    {
        _served.Session.Run("Connect-Plannr -AccessToken $Token -BaseUri $Base -SkipAccountResolution -MaximumBodySize 100KB -MaximumRetryCount 0").ShouldSucceed();

        ErrorRecord error = GetThree($"\"name\":\"{new string('x', 200_000)}\"").ShouldHaveOneError();

        AssertRejected(error);
        Assert.Contains($"larger than {102_400:N0} bytes", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("-MaximumBodySize", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Response_that_is_nested_too_deeply_causes_an_error_with_the_position_and_the_command_continues()
    {
        ErrorRecord error = GetThree($"\"account\":{new string('[', 100_000)}{new string(']', 100_000)}").ShouldHaveOneError();

        AssertRejected(error);
        Assert.Contains("line 1, byte ", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Error_message_is_found_in_ten_megabytes_of_step_info()
    {
        string info = $"{{error: {{ trace: '{new string('x', 10_000_000)}', message: 'No such mailbox' }} }}";

        ScriptResult result = GetThree($"\"steps\":[{{\"name\":\"Send e-mail\",\"status\":\"failed\",\"info\":\"{info}\"}}]", expected: 3).ShouldSucceed();

        AutomationExecution large = result.As<AutomationExecution>()[LargeExecution - 1];
        Assert.Equal(["No such mailbox"], large.Errors);
        Assert.Equal(info, large.Steps[0].Info);
    }

    [Fact]
    public void Every_step_of_an_execution_with_a_hundred_thousand_steps_is_returned_as_a_row()
    {
        const int StepCount = 100_000;
        Serve($"\"steps\":[{string.Join(",", Enumerable.Range(1, StepCount).Select(step => $"{{\"name\":\"Step {step}\",\"status\":\"completed\"}}"))}]");

        ScriptResult result = _served.Session.Run($"Get-PlannrAutomationStep {Runs.Uuid(LargeExecution)}").ShouldSucceed();

        Assert.Equal(Enumerable.Range(1, StepCount), result.As<AutomationStepRow>().Select(row => row.Position!.Value));
        Assert.Equal($"Step {StepCount}", result.As<AutomationStepRow>()[^1].Name);
    }

    private ScriptResult GetThree(string fields, int expected = 2)
    {
        Serve(fields);
        _served.Session.Set("Uuids", Runs.Uuids(3));
        ScriptResult result = _served.Session.Run("$Uuids | Get-PlannrAutomationExecution");
        Assert.Equal(expected == 3 ? Runs.Uuids(3) : [Runs.Uuid(1), Runs.Uuid(3)], result.As<AutomationExecution>().Select(run => run.Uuid!.Value));
        return result;
    }

    private void Serve(string fields) => _served.Server.Override = request => Respond(request, fields);

    private static HttpResponseMessage Respond(RecordedRequest request, string fields) => request.Path == Runs.Path(LargeExecution)
        ? new HttpResponseMessage { Content = new StringContent($"{{\"uuid\":\"{Runs.Uuid(LargeExecution)}\",{fields}}}") }
        : Runs.Answer(request);

    private static void AssertRejected(ErrorRecord error)
    {
        Assert.StartsWith("PlannrInvalidResponse,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(Runs.Uuid(LargeExecution), error.TargetObject);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
    }
}
