namespace Plannr.PowerShell.Tests.Arguments;

/// <summary>Parameters that identify a record accept its UUID, the record itself, a copy of it or a row with its UUID.</summary>
[Collection(ModuleSession.Collection)]
public sealed class ReferenceTests : IAsyncLifetime
{
    private const string Blueprint = "b1e7c3d4-2a90-5f18-8b6d-7c5a41e0d202";
    private const string Seed = "82f16694-dbe3-4787-bd57-ab9eec12b43f";
    private const string Client = "2066e7c6-feb1-4e00-b55a-8a0f91d47bad";
    private const string SeedPath = "/api/v1/automation-executions/" + Seed;

    private ServedSession _served = null!;

    public async Task InitializeAsync()
    {
        _served = await ServedSession.StartAsync();
        _served.Session.Run($$"""
            $account = Get-PlannrAccount {{Client}}
            $blueprint = Get-PlannrAutomationBlueprint {{Blueprint}}
            $run = Get-PlannrAutomationExecution {{Seed}} -IncludeAccount
            """).ShouldSucceed();
        _served.Server.ClearRequests();
    }

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Theory]
    [InlineData("Get-PlannrTask -ClientUuid $account", "/api/v1/task?filter%5Bclient_uuid%5D=" + Client)]
    [InlineData("Get-PlannrTask -Account $account", "/api/v1/task?filter%5Bclient_uuid%5D=" + Client)]
    [InlineData("Get-PlannrTask -AccountUuid $run", "/api/v1/task?filter%5Bclient_uuid%5D=" + Client)]
    [InlineData("$account | Get-PlannrAccount", "/api/v1/account/" + Client)]
    [InlineData("Get-PlannrAccount $run", "/api/v1/account/" + Client)]
    [InlineData("Get-PlannrAutomationExecution -Account $account", "/api/v1/automation-executions?filter%5Baccount_uuids%5D=" + Client)]
    [InlineData("Get-PlannrAutomationExecution -ClientUuid $account", "/api/v1/automation-executions?filter%5Bclient_uuids%5D=" + Client)]
    [InlineData("Get-PlannrAutomationExecution -Uuid $account", "/api/v1/automation-executions?filter%5Baccount_uuids%5D=" + Client)]
    [InlineData("Get-PlannrAutomationExecution -Blueprint $blueprint", $"/api/v1/automation-blueprints/{Blueprint}/executions")]
    [InlineData("Get-PlannrAutomationExecution -BlueprintUuid $blueprint.Steps[0]", $"/api/v1/automation-blueprints/{Blueprint}/executions")]
    [InlineData("Get-PlannrLog -Account $account", "/api/v1/logs/account/" + Client)]
    [InlineData("Get-PlannrLog -AccountUuid " + Client, "/api/v1/logs/account/" + Client)]
    [InlineData("[pscustomobject]@{ BlueprintUuid = '" + Blueprint + "' } | Get-PlannrAutomationBlueprint", "/api/v1/automation-blueprints/" + Blueprint)]
    public void Record_or_row_is_accepted_in_place_of_a_uuid(string script, string path)
    {
        _served.Session.Run(script).ShouldSucceed();

        Assert.StartsWith(path, Assert.Single(_served.Paths), StringComparison.Ordinal);
    }

    [Fact]
    public void Argument_can_mix_uuids_with_records_and_rows()
    {
        _served.Session.Run($"Get-PlannrAutomationExecution '{Seed}', ([guid]'{Seed}'), $run, $run.Steps[0], ([pscustomobject]@{{ Id = '{Seed}' }})").ShouldSucceed();

        Assert.Equal(Enumerable.Repeat(SeedPath, 5), _served.Paths);
    }

    [Theory]
    [InlineData("Get-PlannrAutomationExecution @PSBoundParameters")]
    [InlineData("$Uuid | Get-PlannrAutomationExecution")]
    public void Proxy_function_can_pass_on_its_bound_parameters(string body)
    {
        _served.Session.Run($"function Get-Run {{ param([Plannr.PowerShell.Automations.ExecutionReference[]] $Uuid) {body} }}; Get-Run -Uuid $run, {Seed}").ShouldSucceed();

        Assert.Equal([SeedPath, SeedPath], _served.Paths);
    }

    [Fact]
    public void Delay_bind_script_block_can_select_the_uuid_property()
    {
        _served.Session.Run($"[pscustomobject]@{{ Run = '{Seed}' }} | Get-PlannrAutomationExecution -Uuid {{ $_.Run }}").ShouldSucceed();

        Assert.Equal([SeedPath], _served.Paths);
    }

    [Fact]
    public void Step_row_from_a_file_can_be_piped_to_create_a_task_for_its_client()
    {
        _served.Session.Run($"[pscustomobject]@{{ ExecutionUuid = '{Seed}'; ExecutionName = 'Welcome'; AccountUuid = '{Client}'; AccountName = 'Gareth'; Position = '1'; Name = 'Send SMS'; Error = 'no number' }} | New-PlannrTask").ShouldSucceed();

        Assert.Contains($"\"taskable_uuid\":\"{Client}\"", Assert.Single(_served.Server.Requests).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-PlannrAutomationExecution " + Seed + " -Oldest")]
    [InlineData("Get-PlannrAutomationExecution " + Seed + " -NoAccount")]
    [InlineData("Get-PlannrAutomationExecution -ClientUuid zzz")]
    [InlineData("Get-PlannrTask -AssignedToUuid $blueprint")]
    [InlineData("New-PlannrTask Call -ParentTaskUuid $run")]
    [InlineData("Switch-PlannrAccount $account")]
    public void Invalid_argument_terminates_the_command_before_any_request(string script)
    {
        _served.Session.Run(script).ShouldTerminate();

        Assert.Empty(_served.Paths);
    }

    [Theory]
    [InlineData("Get-PlannrTask -ClientUuid ''", "Get-PlannrAccount -Name '<name>'")]
    [InlineData("Get-PlannrTask -ClientUuid ' '", "Get-PlannrAccount -Name '<name>'")]
    [InlineData("Get-PlannrAutomationExecution ''", "Get-PlannrAutomationExecution -Name '<name>*'")]
    public void Advice_for_an_empty_uuid_contains_a_placeholder_instead_of_the_value(string script, string advice)
    {
        ErrorRecord error = _served.Session.Run(script).ShouldTerminate();

        Assert.StartsWith("A UUID is required, but the value is empty.", error.ToString(), StringComparison.Ordinal);
        Assert.EndsWith(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$blueprint.Steps | Copy-PlannrAutomationBlueprint")]
    [InlineData("$blueprint.Steps | Add-PlannrAutomationBlueprintStep -Name x -Type y -Configuration @{ a = 1 }")]
    public void Cmdlets_that_make_changes_do_not_accept_a_step_in_place_of_its_blueprint(string script)
    {
        Assert.All(_served.Session.Run(script).Errors, error => Assert.StartsWith("PlannrInvalidInput,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Empty(_served.Paths);
    }
}
