namespace Plannr.PowerShell.Tests.Demo;

[Collection(ModuleSession.Collection)]
public sealed class DemoTests : IDisposable
{
    private const string Moving = "0f7cb7d9-64a1-5c0e-9d3b-2b8e5a9f1c20";
    private const string Failing = "0f7cb7d9-64a1-5c0e-9d3b-2b8e5a9f1c45";

    private static readonly DateTimeOffset Moment = new(2026, 5, 19, 18, 31, 18, TimeSpan.FromHours(1));

    private readonly DemoSession _demo = new();

    public void Dispose() => _demo.Dispose();

    [Fact]
    public void The_sample_of_the_APIs_page_has_its_values_in_their_types()
    {
        AutomationExecution execution = Seed();

        Assert.Equal(new Guid("82f16694-dbe3-4787-bd57-ab9eec12b43f"), execution.Uuid);
        Assert.Equal("Send client welcome pack to newly created client", execution.Name);
        Assert.Equal("in_progress", execution.Status);
        Assert.Equal("client.created", execution.TriggeredBy);
        SameMoment(Moment, execution.CreatedAt);
        SameMoment(Moment, execution.UpdatedAt);
        Assert.Equal((1, 1, true), (execution.StepCount, execution.CompletedStepCount, execution.HasError));
        Assert.Equal(["the account_uuid field is required"], execution.Errors);
        Assert.Equal(new Guid("2066e7c6-feb1-4e00-b55a-8a0f91d47bad"), execution.AccountUuid);
        Assert.Equal("Gareth Thompson", execution.AccountName);
        Assert.Empty(execution.AdditionalProperties);
    }

    [Fact]
    public void The_samples_steps_know_their_execution()
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
            SameMoment(Moment, each.ExecutedAt);
        });
    }

    [Fact]
    public void The_samples_account_has_its_values_in_their_types()
    {
        Account account = Seed().Account!;

        Assert.Equal(("client", "client", "Gareth", "Thompson"), (account.Type, account.Role, account.FirstName, account.LastName));
        Assert.Equal("gareth@codepotato.co.uk", account.Email);
        Assert.Equal((true, true, false), (account.WithLogin!.Value, account.HasJointAccount!.Value, account.CanBeDeleted!.Value));
        Assert.Equal(100m, account.OwnershipPercentage);
        Assert.Equal("ABC12345", account.ReferralCode);
        SameMoment(Moment, account.FirstContactDate);
        SameMoment(Moment, account.ClientAgreementAt);
        SameMoment(new DateTimeOffset(2026, 5, 19, 0, 0, 0, TimeSpan.FromHours(1)), account.InactiveAt);
        SameMoment(Moment, account.LastInteractionAt);
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
    public void The_sample_can_be_asked_in_a_script_as_people_do(string question)
    {
        ScriptResult result = _demo.Session.Run($"$e = Get-PlannrAutomationExecution 82f16694-dbe3-4787-bd57-ab9eec12b43f; {question}");

        Assert.Equal([true], result.ShouldSucceed().As<bool>());
    }

    [Fact]
    public void A_run_in_progress_moves_on_with_time_until_it_is_completed()
    {
        Assert.Equal(["in_progress 2/5", "in_progress 3/5", "in_progress 4/5", "completed 5/5", "completed 5/5"], Watch(Moving, TimeSpan.FromSeconds(20)));
        Assert.Null(Get(Moving).NextStep);
    }

    [Fact]
    public void Another_moves_on_until_it_fails()
    {
        Assert.Equal(["in_progress 3/5", "in_progress 4/5", "failed 4/5"], Watch(Failing, TimeSpan.FromSeconds(45)).Take(3));
        Assert.True(Get(Failing).HasError);
        Assert.NotEmpty(Get(Failing).Errors);
    }

    [Fact]
    public void The_sample_stays_as_it_is()
    {
        _demo.Clock.Advance(TimeSpan.FromDays(3));

        Assert.Equal(("in_progress", 1), (Seed().Status, Seed().CompletedStepCount));
    }

    [Fact]
    public void An_execution_that_there_is_not_is_not_found()
    {
        ErrorRecord error = _demo.Session.Run("Get-PlannrAutomationExecution 11111111-2222-4333-8444-555555555555").ShouldHaveOneError();

        Assert.StartsWith("PlannrNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(404, Assert.IsType<PlannrNotFoundException>(error.Exception).StatusCode);
    }

    [Fact]
    public void The_account_comes_with_other_executions_only_when_asked_for()
    {
        Assert.Null(Get(Moving).Account);
        Assert.Equal("Nova Newcombe-Prospect", Get(Moving, "-IncludeAccount").AccountName);
    }

    [Fact]
    public void Each_connection_to_the_demo_starts_anew()
    {
        _demo.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("completed", Get(Moving).Status);

        _demo.Session.Run("Connect-Plannr -Demo -Name fresh").ShouldSucceed();

        Assert.Equal("in_progress", Get(Moving).Status);
        Assert.Equal("completed", Get(Moving, "-Connection Default").Status);
    }

    private AutomationExecution Seed() => Get("82f16694-dbe3-4787-bd57-ab9eec12b43f");

    private AutomationExecution Get(string uuid, string parameters = "") =>
        Assert.Single(_demo.Session.Run($"Get-PlannrAutomationExecution {uuid} {parameters}").ShouldSucceed().As<AutomationExecution>());

    private List<string> Watch(string uuid, TimeSpan interval)
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

    /// <summary>The same moment with the same offset, as the API wrote it.</summary>
    private static void SameMoment(DateTimeOffset expected, DateTimeOffset? actual)
    {
        Assert.Equal(expected, actual);
        Assert.Equal(expected.Offset, actual!.Value.Offset);
    }
}
