namespace Plannr.PowerShell.Tests.Executions;

[Collection(ModuleSession.Collection)]
public sealed class BindingTests : IAsyncLifetime
{
    private const string Seed = "82f16694-dbe3-4787-bd57-ab9eec12b43f";
    private const string SeedPath = "/api/v1/automation-executions/" + Seed;

    private ServedSession _served = null!;

    public async Task InitializeAsync() => _served = await ServedSession.StartAsync();

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Theory]
    [InlineData($"Get-PlannrAutomationExecution {Seed}")]
    [InlineData($"Get-PlannrAutomationExecution -Uuid {Seed}")]
    [InlineData($"Get-PlannrAutomationExecution -Id {Seed}")]
    [InlineData($"Get-PlannrAutomationExecution -ExecutionUuid {Seed}")]
    [InlineData($"Get-PlannrAutomationExecution ([guid]'{Seed}')")]
    [InlineData($"Get-PlannrAutomationExecution '{{82F16694-DBE3-4787-BD57-AB9EEC12B43F}}'")]
    [InlineData($"'{Seed}' | Get-PlannrAutomationExecution")]
    [InlineData($"[guid]'{Seed}' | Get-PlannrAutomationExecution")]
    [InlineData($"[pscustomobject]@{{ Uuid = '{Seed}' }} | Get-PlannrAutomationExecution")]
    [InlineData($"[pscustomobject]@{{ Id = '{Seed}'; Name = 'x' }} | Get-PlannrAutomationExecution")]
    [InlineData($"[pscustomobject]@{{ ExecutionUuid = [guid]'{Seed}' }} | Get-PlannrAutomationExecution")]
    [InlineData($"[pscustomobject]@{{ Id = 5; ExecutionUuid = '{Seed}' }} | Get-PlannrAutomationExecution")]
    [InlineData($"[pscustomobject]@{{ Id = '5'; Uuid = '{Seed}' }} | Get-PlannrAutomationExecution")]
    public void Uuid_binds_by_position_or_name_and_from_the_pipeline(string script)
    {
        AutomationExecution execution = Assert.Single(_served.Session.Run(script).ShouldSucceed().As<AutomationExecution>());

        Assert.Equal(new Guid(Seed), execution.Uuid);
        Assert.Equal([SeedPath], _served.Paths);
    }

    [Fact]
    public void Piped_execution_is_requested_again()
    {
        _served.Session.Run($"Get-PlannrAutomationExecution {Seed} | Get-PlannrAutomationExecution -IncludeAccount").ShouldSucceed();

        Assert.Equal([SeedPath, SeedPath + "?include=account"], _served.Paths);
    }

    [Theory]
    [InlineData("$execution.Steps[0] | Get-PlannrAutomationExecution")]
    [InlineData("$execution.NextStep | Get-PlannrAutomationExecution")]
    [InlineData("$execution.Steps | Get-PlannrAutomationExecution")]
    public void Piped_step_resolves_to_its_execution(string script)
    {
        _served.Session.Run($"$execution = Get-PlannrAutomationExecution {Seed}").ShouldSucceed();
        _served.Server.ClearRequests();

        AutomationExecution execution = Assert.Single(_served.Session.Run(script).ShouldSucceed().As<AutomationExecution>());

        Assert.Equal(new Guid(Seed), execution.Uuid);
        Assert.Equal([SeedPath], _served.Paths);
    }

    [Fact]
    public void Step_without_its_type_name_resolves_to_its_execution()
    {
        // Import-Csv and ConvertFrom-Json return objects without the type name.
        string step = $"[pscustomobject]@{{ ExecutionUuid = '{Seed}'; ExecutionName = 'x'; Uuid = '8434bd65-74d9-4c5b-9db3-9887e056f56f'; Name = 'Send SMS' }}";

        _served.Session.Run($"{step} | Get-PlannrAutomationExecution").ShouldSucceed();

        Assert.Equal([SeedPath], _served.Paths);
    }

    [Fact]
    public void Step_without_an_execution_causes_an_error_and_no_request_is_sent()
    {
        _served.Session.Set("Step", new AutomationStep { Name = "Send SMS", Uuid = new Guid("8434bd65-74d9-4c5b-9db3-9887e056f56f") });

        ErrorRecord error = _served.Session.Run("$Step | Get-PlannrAutomationExecution").ShouldHaveOneError();

        Assert.Equal(ErrorCategory.InvalidData, error.CategoryInfo.Category);
        Assert.Empty(_served.Paths);
    }

    [Fact]
    public void Account_is_requested_only_with_IncludeAccount()
    {
        _served.Session.Run($"Get-PlannrAutomationExecution {Seed} -IncludeAccount; Get-PlannrAutomationExecution {Seed} -IncludeAccount:$false").ShouldSucceed();

        Assert.Equal([SeedPath + "?include=account", SeedPath], _served.Paths);
    }

    [Theory]
    [InlineData("Get-PlannrAutomationExecution 'not-a-uuid'", "PlannrInvalidInput")]
    [InlineData($"Get-PlannrAutomationExecution {Seed} -ThrottleLimit 0", "ParameterArgumentValidationError")]
    [InlineData($"Get-PlannrAutomationExecution {Seed} -ThrottleLimit 65", "ParameterArgumentValidationError")]
    public void Invalid_argument_is_rejected_before_any_request(string script, string errorId)
    {
        Assert.StartsWith(errorId, _served.Session.Run(script).ShouldTerminate().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(_served.Paths);
    }

    [Fact]
    public void Invalid_piped_string_causes_one_error_and_the_command_continues()
    {
        ScriptResult result = _served.Session.Run($"'not-a-uuid', '{Seed}' | Get-PlannrAutomationExecution");

        Assert.Equal("not-a-uuid", result.ShouldHaveOneError().TargetObject?.ToString());
        Assert.Equal([SeedPath], _served.Paths);
        Assert.Single(result.As<AutomationExecution>());
    }

    [Theory]
    [InlineData("'zzz'", "Get-PlannrAutomationExecution", "'zzz' is not a UUID")]
    [InlineData("'zzz'", "Get-PlannrAutomationStep", "'zzz' is not a UUID")]
    [InlineData("'zzz'", "Wait-PlannrAutomationExecution -Status *", "'zzz' is not a UUID")]
    [InlineData("5", "Get-PlannrAutomationExecution", "'5' is not a UUID")]
    [InlineData("[pscustomobject]@{ Uuid = 'zzz' }", "Get-PlannrAutomationExecution", "'zzz' is not a UUID")]
    [InlineData("[pscustomobject]@{ Id = 'zzz'; Name = 'x' }", "Get-PlannrAutomationStep", "'zzz' is not a UUID")]
    [InlineData("[pscustomobject]@{ ExecutionUuid = 'zzz' }", "Get-PlannrAutomationExecution", "'zzz' is not a UUID")]
    [InlineData("[pscustomobject]@{ Uuid = 'zzz' }", "Wait-PlannrAutomationExecution -Status *", "'zzz' is not a UUID")]
    [InlineData("[pscustomobject]@{ Uuid = '' }", "Get-PlannrAutomationExecution", "the value is empty")]
    [InlineData("$null", "Get-PlannrAutomationExecution", "There is no UUID")]
    [InlineData("$null", "Get-PlannrAutomationStep", "There is no UUID")]
    [InlineData("$null", "Wait-PlannrAutomationExecution -Status *", "There is no UUID")]
    [InlineData("[pscustomobject]@{ Uuid = $null }", "Get-PlannrAutomationExecution", "There is no UUID")]
    [InlineData("[pscustomobject]@{ Uuid = $null }", "Wait-PlannrAutomationExecution -Status *", "There is no UUID")]
    public void Piped_object_without_a_valid_uuid_causes_one_error_and_the_command_continues(string item, string command, string message)
    {
        ScriptResult result = _served.Session.Run($"{item}, '{Seed}' | {command}");

        ErrorRecord error = result.ShouldHaveOneError();
        Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
        Assert.Equal(message.StartsWith("There", StringComparison.Ordinal), error.FullyQualifiedErrorId.StartsWith("PlannrMissingUuid,", StringComparison.Ordinal));
        Assert.Contains(Seed, Assert.Single(_served.Paths), StringComparison.Ordinal);
        Assert.NotEmpty(result.Output);
    }

    [Theory]
    [InlineData("Get-PlannrAutomationExecution $null")]
    [InlineData("Get-PlannrAutomationStep -Uuid $null")]
    [InlineData("Wait-PlannrAutomationExecution $null")]
    public void Null_causes_an_error_instead_of_listing_all_executions(string script)
    {
        Assert.StartsWith("PlannrMissingUuid,", _served.Session.Run(script).ShouldHaveOneError().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(_served.Paths);
    }

    [Theory]
    [InlineData("Get-PlannrAccount")]
    [InlineData("Get-PlannrAutomationBlueprint")]
    [InlineData("Get-PlannrWebhookSubscription")]
    public void Cmdlets_for_other_record_types_report_an_invalid_uuid(string command)
    {
        Assert.Contains("'zzz' is not a UUID", _served.Session.Run($"'zzz' | {command}").ShouldHaveOneError().ToString(), StringComparison.Ordinal);
        Assert.Empty(_served.Paths);
    }

    [Fact]
    public void Pipeline_can_mix_steps_and_uuids()
    {
        _served.Session.Run($"$step = (Get-PlannrAutomationExecution {Seed}).Steps[0]; $other = '0f7cb7d9-64a1-5c0e-9d3b-2b8e5a9f1cff'").ShouldSucceed();
        _served.Server.ClearRequests();

        _served.Session.Run("$other, $step, [guid]$other, $step | Get-PlannrAutomationExecution -ThrottleLimit 1").ShouldSucceed();

        string otherPath = "/api/v1/automation-executions/0f7cb7d9-64a1-5c0e-9d3b-2b8e5a9f1cff";
        Assert.Equal([otherPath, SeedPath, otherPath, SeedPath], _served.Paths);
    }

    [Fact]
    public void No_request_is_sent_for_an_empty_pipeline()
    {
        Assert.Empty(_served.Session.Run("@() | Get-PlannrAutomationExecution").ShouldSucceed().Output);
        Assert.Empty(_served.Paths);
    }

    [Fact]
    public void Execution_is_requested_and_returned_for_each_occurrence_of_its_uuid()
    {
        ScriptResult result = _served.Session.Run($"'{Seed}', '{Seed}' | Get-PlannrAutomationExecution; Get-PlannrAutomationExecution {Seed}, {Seed}").ShouldSucceed();

        Assert.Equal(4, result.As<AutomationExecution>().Count);
        Assert.Equal(Enumerable.Repeat(SeedPath, 4), _served.Paths);
    }
}
