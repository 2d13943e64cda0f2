namespace Plannr.PowerShell.Tests.Demo;

[Collection(ModuleSession.Collection)]
public sealed class DemoTests : IDisposable
{
    private const string Completing = "0f7cb7d9-64a1-5c0e-9d3b-2b8e5a9f1c20";
    private const string Failing = "0f7cb7d9-64a1-5c0e-9d3b-2b8e5a9f1c45";

    private static readonly DateTimeOffset SampleTime = new(2026, 5, 19, 18, 31, 18, TimeSpan.FromHours(1));

    private readonly DemoSession _demo = new();

    public void Dispose() => _demo.Dispose();

    [Fact]
    public void Sample_execution_from_the_api_documentation_has_typed_values()
    {
        AutomationExecution execution = Seed();

        Assert.Equal(new Guid("82f16694-dbe3-4787-bd57-ab9eec12b43f"), execution.Uuid);
        Assert.Equal("Send client welcome pack to newly created client", execution.Name);
        Assert.Equal("in_progress", execution.Status);
        Assert.Equal("client.created", execution.TriggeredBy);
        AssertSameTimeAndOffset(SampleTime, execution.CreatedAt);
        AssertSameTimeAndOffset(SampleTime, execution.UpdatedAt);
        Assert.Equal((1, 1, true), (execution.StepCount, execution.CompletedStepCount, execution.HasError));
        Assert.Equal(["the account_uuid field is required"], execution.Errors);
        Assert.Equal(new Guid("2066e7c6-feb1-4e00-b55a-8a0f91d47bad"), execution.AccountUuid);
        Assert.Equal("Gareth Thompson", execution.AccountName);
        Assert.Empty(execution.AdditionalProperties);
    }

    [Fact]
    public void Steps_of_the_sample_execution_refer_to_it()
    {
        AutomationExecution execution = Seed();

        AutomationStep step = Assert.Single(execution.Steps);
        Assert.Equal((new Guid("8434bd65-74d9-4c5b-9db3-9887e056f56f"), 1), (step.Uuid!.Value, step.Position!.Value));
        Assert.Equal(new Guid("909fc0bd-a943-4977-81bc-cb613d4443f9"), execution.NextStep!.Uuid);
        Assert.Equal(new Guid("f790902a-eaaf-4d3a-8a54-ffda93154089"), execution.PreviousStep!.Uuid);
        Assert.All([step, execution.NextStep, execution.PreviousStep], each =>
        {
            Assert.Equal(("Send SMS", "completed"), (each.Name, each.Status));
            Assert.Equal("""
                "[{errors : "the account_uuid field is required" }]"
                """, each.Info);
            Assert.Equal(["the account_uuid field is required"], each.Errors);
            Assert.Equal((execution.Uuid, execution.Name), (each.ExecutionUuid, each.ExecutionName));
            AssertSameTimeAndOffset(SampleTime, each.ExecutedAt);
        });
    }

    [Fact]
    public void Account_of_the_sample_execution_has_typed_values()
    {
        Account account = Seed().Account!;

        Assert.Equal(("client", "client", "Gareth", "Thompson"), (account.Type, account.Role, account.FirstName, account.LastName));
        Assert.Equal("gareth@codepotato.co.uk", account.Email);
        Assert.Equal((true, true, false), (account.WithLogin!.Value, account.HasJointAccount!.Value, account.CanBeDeleted!.Value));
        Assert.Equal(100m, account.OwnershipPercentage);
        Assert.Equal("ABC12345", account.ReferralCode);
        AssertSameTimeAndOffset(SampleTime, account.FirstContactDate);
        AssertSameTimeAndOffset(SampleTime, account.ClientAgreementAt);
        AssertSameTimeAndOffset(new DateTimeOffset(2026, 5, 19, 0, 0, 0, TimeSpan.FromHours(1)), account.InactiveAt);
        AssertSameTimeAndOffset(SampleTime, account.LastInteractionAt);
        Assert.Equal(["firm:read=firm", "network:read=network:uuid"], account.Permissions.Select(entry => $"{entry.Key}={entry.Value}"));
        Assert.Equal(@"App\Http\Resources\FirmResource", account.Firm!.RawText);
        Assert.Equal(string.Empty, account.Firm.ToString());
    }

    [Theory]
    [InlineData("$e.CreatedAt -is [System.DateTimeOffset]")]
    [InlineData("$e.Uuid -is [guid]")]
    [InlineData("$e.Uuid -eq '82f16694-dbe3-4787-bd57-ab9eec12b43f'")]
    [InlineData("$e.Account.CanBeDeleted -eq $false -and $e.Account.CanBeDeleted -is [bool]")]
    [InlineData("$e.Account.Permissions['firm:read'][0] -eq 'firm'")]
    [InlineData("$e.Account.Permissions.'network:read' -contains 'network:uuid'")]
    [InlineData("$e.Steps.Count -eq 1 -and $e.Steps[0].Name -eq 'Send SMS'")]
    [InlineData("$e.CreatedAt.Offset -eq [timespan]'01:00:00'")]
    [InlineData("\"$e\" -eq 'Send client welcome pack to newly created client'")]
    [InlineData("\"$($e.Steps)\" -eq 'Send SMS (completed)'")]
    [InlineData("@($e | Where-Object HasError).Count -eq 1")]
    [InlineData("@($e | Where-Object CreatedAt -gt '2026-05-19').Count -eq 1")]
    [InlineData("@($e.Steps | Where-Object Status -eq 'completed' | ForEach-Object Errors) -join '' -eq 'the account_uuid field is required'")]
    public void Sample_execution_works_in_typical_script_expressions(string expression)
    {
        ScriptResult result = _demo.Session.Run($"$e = Get-PlannrAutomationExecution 82f16694-dbe3-4787-bd57-ab9eec12b43f; {expression}");

        Assert.Equal([true], result.ShouldSucceed().As<bool>());
    }

    [Fact]
    public void Execution_in_progress_advances_until_it_completes()
    {
        Assert.Equal(["in_progress 2/5", "in_progress 3/5", "in_progress 4/5", "completed 5/5", "completed 5/5"], Poll(Completing, TimeSpan.FromSeconds(20)));
        Assert.Null(Get(Completing).NextStep);
    }

    [Fact]
    public void Execution_in_progress_advances_until_it_fails()
    {
        Assert.Equal(["in_progress 3/5", "in_progress 4/5", "failed 4/5"], Poll(Failing, TimeSpan.FromSeconds(45)).Take(3));
        Assert.True(Get(Failing).HasError);
        Assert.NotEmpty(Get(Failing).Errors);
    }

    [Fact]
    public void Sample_execution_does_not_change_over_time()
    {
        _demo.Clock.Advance(TimeSpan.FromDays(3));

        Assert.Equal(("in_progress", 1), (Seed().Status, Seed().CompletedStepCount));
    }

    [Fact]
    public void Unknown_execution_causes_a_not_found_error()
    {
        ErrorRecord error = _demo.Session.Run("Get-PlannrAutomationExecution 11111111-2222-4333-8444-555555555555").ShouldHaveOneError();

        Assert.StartsWith("PlannrNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(404, Assert.IsType<PlannrNotFoundException>(error.Exception).StatusCode);
    }

    [Fact]
    public void Account_is_included_only_with_IncludeAccount_except_in_the_sample_execution()
    {
        Assert.Null(Get(Completing).Account);
        Assert.Equal("Nova Newcombe-Prospect", Get(Completing, "-IncludeAccount").AccountName);
    }

    [Fact]
    public void New_demo_connection_starts_with_fresh_data()
    {
        _demo.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("completed", Get(Completing).Status);

        _demo.Session.Run("Connect-Plannr -Demo -Name fresh").ShouldSucceed();

        Assert.Equal("in_progress", Get(Completing).Status);
        Assert.Equal("completed", Get(Completing, "-Connection Default").Status);
    }

    private AutomationExecution Seed() => Get("82f16694-dbe3-4787-bd57-ab9eec12b43f");

    private AutomationExecution Get(string uuid, string parameters = "") =>
        Assert.Single(_demo.Session.Run($"Get-PlannrAutomationExecution {uuid} {parameters}").ShouldSucceed().As<AutomationExecution>());

    private List<string> Poll(string uuid, TimeSpan interval)
    {
        var states = new List<string>();
        for (int i = 0; i < 5; i++)
        {
            AutomationExecution execution = Get(uuid);
            states.Add($"{execution.Status} {execution.CompletedStepCount}/{execution.StepCount}");
            _demo.Clock.Advance(interval);
        }

        return states;
    }

    /// <summary>Checks that a time and its offset are as the API sent them.</summary>
    private static void AssertSameTimeAndOffset(DateTimeOffset expected, DateTimeOffset? actual)
    {
        Assert.Equal(expected, actual);
        Assert.Equal(expected.Offset, actual!.Value.Offset);
    }
}
