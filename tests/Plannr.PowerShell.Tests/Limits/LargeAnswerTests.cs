namespace Plannr.PowerShell.Tests.Limits;

/// <summary>Answers beyond any measure, as a user meets them: one among others that are well.</summary>
[Collection(ModuleSession.Collection)]
public sealed class LargeAnswerTests : IAsyncLifetime
{
    private const int Odd = 2;

    private ServedSession _served = null!;

    public async Task InitializeAsync() => _served = await ServedSession.StartAsync();

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Fact]
    public void One_that_is_too_large_is_an_error_that_says_so_and_the_others_come()
    {
        _served.Connect(TimeProvider.System, retries: 0, maximumBodySize: 100_000);

        ErrorRecord error = GetThree($"\"name\":\"{new string('x', 100_000)}\"").ShouldHaveOneError();

        AssertRefused(error);
        Assert.Contains($"larger than {100_000:N0} bytes", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void How_large_is_too_large_is_said_with_the_connection()
    {
        _served.Session.Run("Connect-Plannr -AccessToken $Token -BaseUri $Base -SkipAccountResolution -MaximumBodySize 100KB -MaximumRetryCount 0").ShouldSucceed();

        ErrorRecord error = GetThree($"\"name\":\"{new string('x', 200_000)}\"").ShouldHaveOneError();

        AssertRefused(error);
        Assert.Contains($"larger than {102_400:N0} bytes", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("-MaximumBodySize", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_nests_too_deeply_is_an_error_that_says_where_and_the_others_come()
    {
        ErrorRecord error = GetThree($"\"account\":{new string('[', 100_000)}{new string(']', 100_000)}").ShouldHaveOneError();

        AssertRefused(error);
        Assert.Contains("line 1, byte ", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_whose_step_tells_ten_megabytes_comes_with_its_error_message()
    {
        string info = $"{{error: {{ trace: '{new string('x', 10_000_000)}', message: 'No such mailbox' }} }}";

        ScriptResult result = GetThree($"\"steps\":[{{\"name\":\"Send e-mail\",\"status\":\"failed\",\"info\":\"{info}\"}}]", expected: 3).ShouldSucceed();

        AutomationExecution odd = result.As<AutomationExecution>()[Odd - 1];
        Assert.Equal(["No such mailbox"], odd.Errors);
        Assert.Equal(info, odd.Steps[0].Info);
    }

    [Fact]
    public void One_with_a_hundred_thousand_steps_gives_a_row_for_each()
    {
        const int Many = 100_000;
        Serve($"\"steps\":[{string.Join(",", Enumerable.Range(1, Many).Select(step => $"{{\"name\":\"Step {step}\",\"status\":\"completed\"}}"))}]");

        ScriptResult result = _served.Session.Run($"Get-PlannrAutomationStep {Runs.Uuid(Odd)}").ShouldSucceed();

        Assert.Equal(Enumerable.Range(1, Many), result.As<AutomationStepRow>().Select(row => row.Position!.Value));
        Assert.Equal($"Step {Many}", result.As<AutomationStepRow>()[^1].Name);
    }

    private ScriptResult GetThree(string odd, int expected = 2)
    {
        Serve(odd);
        _served.Session.Set("Uuids", Runs.Uuids(3));
        ScriptResult result = _served.Session.Run("$Uuids | Get-PlannrAutomationExecution");
        Assert.Equal(expected == 3 ? Runs.Uuids(3) : [Runs.Uuid(1), Runs.Uuid(3)], result.As<AutomationExecution>().Select(run => run.Uuid!.Value));
        return result;
    }

    private void Serve(string odd) => _served.Server.Override = request => Answer(request, odd);

    private static HttpResponseMessage Answer(RecordedRequest request, string odd) => request.Path == Runs.Path(Odd)
        ? new HttpResponseMessage { Content = new StringContent($"{{\"uuid\":\"{Runs.Uuid(Odd)}\",{odd}}}") }
        : Runs.Answer(request);

    private static void AssertRefused(ErrorRecord error)
    {
        Assert.StartsWith("PlannrInvalidResponse,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(Runs.Uuid(Odd), error.TargetObject);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
    }
}
