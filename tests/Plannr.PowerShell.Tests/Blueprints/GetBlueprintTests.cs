namespace Plannr.PowerShell.Tests.Blueprints;

[Collection(ModuleSession.Collection)]
public sealed class GetBlueprintTests : IAsyncLifetime
{
    private const string Uuid = "b1e7c3d4-2a90-5f18-8b6d-7c5a41e0d202";
    private const string Path = "/api/v1/automation-blueprints/" + Uuid;

    private ServedSession _served = null!;

    public async Task InitializeAsync() => _served = await ServedSession.StartAsync();

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Theory]
    [InlineData($"Get-PlannrAutomationBlueprint {Uuid}")]
    [InlineData($"Get-PlannrAutomationBlueprint -Uuid {Uuid}")]
    [InlineData($"Get-PlannrAutomationBlueprint -Id {Uuid}")]
    [InlineData($"'{Uuid}' | Get-PlannrAutomationBlueprint")]
    [InlineData($"[guid]'{Uuid}' | Get-PlannrAutomationBlueprint")]
    public void Uuid_binds_by_position_or_name_and_from_the_pipeline(string script)
    {
        AutomationBlueprint blueprint = Assert.Single(_served.Session.Run(script).ShouldSucceed().As<AutomationBlueprint>());

        Assert.Equal(new Guid(Uuid), blueprint.Uuid);
        Assert.Equal(["GET"], _served.Server.Requests.Select(request => request.Method));
        Assert.Equal([Path], _served.Paths);
    }

    [Theory]
    [InlineData("$blueprint | Get-PlannrAutomationBlueprint")]
    [InlineData("Get-PlannrAutomationBlueprint $blueprint")]
    [InlineData("$blueprint.Steps[3] | Get-PlannrAutomationBlueprint")]
    [InlineData("[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($blueprint)) | Get-PlannrAutomationBlueprint")]
    public void Blueprint_is_requested_again_for_a_blueprint_or_step_object(string script)
    {
        _served.Session.Run($"$blueprint = Get-PlannrAutomationBlueprint {Uuid}").ShouldSucceed();
        _served.Server.ClearRequests();

        Assert.Single(_served.Session.Run(script).ShouldSucceed().As<AutomationBlueprint>());

        Assert.Equal([Path], _served.Paths);
    }

    [Theory]
    [InlineData("Get-PlannrAutomationExecution 82f16694-dbe3-4787-bd57-ab9eec12b43f")]
    [InlineData("[pscustomobject]@{ Uuid = [guid]::NewGuid() }")]
    public void Uuid_of_an_object_of_another_type_is_not_used_as_a_blueprint_uuid(string other)
    {
        _served.Session.Run($"$other = {other}").ShouldSucceed();
        _served.Server.ClearRequests();

        _served.Session.Run("$other | Get-PlannrAutomationBlueprint").ShouldHaveOneError();

        Assert.Empty(_served.Paths);
    }

    [Fact]
    public void Step_without_a_blueprint_uuid_writes_one_error_and_continues()
    {
        _served.Session.Set("Step", new BlueprintStep { Name = "Send SMS", Uuid = Guid.NewGuid() });

        ScriptResult result = _served.Session.Run($"$Step, '{Uuid}' | Get-PlannrAutomationBlueprint");

        Assert.Contains("BlueprintUuid", result.ShouldHaveOneError().ToString(), StringComparison.Ordinal);
        Assert.Single(result.Output);
        Assert.Equal([Path], _served.Paths);
    }

    [Fact]
    public void Failed_request_for_one_uuid_causes_an_error_and_the_other_records_are_returned_in_order()
    {
        Guid[] uuids = [SandboxData.BranchingBlueprintUuid, Guid.NewGuid(), SandboxData.WelcomeBlueprintUuid];
        _served.Session.Set("Uuids", uuids);

        ScriptResult result = _served.Session.Run("$Uuids | Get-PlannrAutomationBlueprint");

        ErrorRecord error = result.ShouldHaveOneError();
        Assert.Equal("PlannrNotFound,Plannr.PowerShell.Blueprints.GetPlannrAutomationBlueprintCommand", error.FullyQualifiedErrorId);
        Assert.Equal(uuids[1], error.TargetObject);
        Assert.Equal([uuids[0], uuids[2]], result.As<AutomationBlueprint>().Select(blueprint => blueprint.Uuid!.Value));
        Assert.Equal(uuids.Select(uuid => "/api/v1/automation-blueprints/" + uuid).Order(), _served.Paths.Order());
    }

    [Fact]
    public void Piped_blueprint_lists_its_executions()
    {
        ScriptResult result = _served.Session.Run($"Get-PlannrAutomationBlueprint {Uuid} | Get-PlannrAutomationExecution -First 2").ShouldSucceed();

        Assert.All(result.As<AutomationExecution>(), execution => Assert.Equal("Annual review reminder", execution.Name));
        // Whether the next page is prefetched depends on how fast the first one is written.
        Assert.Equal([Path, Path + "/executions?per_page=2&sort=-created_at"], _served.Paths.Take(2));
    }

    [Fact]
    public void Demo_blueprint_is_a_tree_of_steps()
    {
        AutomationBlueprint blueprint = Assert.Single(_served.Session.Run($"$blueprint = Get-PlannrAutomationBlueprint {Uuid}; $blueprint").ShouldSucceed().As<AutomationBlueprint>());

        Assert.Equal(
            [
                (0, null, "Send e-mail"), (1, null, "Wait 3 days"), (2, null, "Condition: has booked a meeting"),
                (3, "yes", "Update client"), (4, null, "Request fact find"), (5, null, "Send e-mail"),
                (3, "no", "Send SMS"), (4, null, "Create task"),
            ],
            blueprint.Steps.Select(step => (step.Depth, step.Branch, step.Name)));
        Assert.Equal(8, blueprint.StepCount);
        Assert.Same(blueprint.Steps[0], Assert.Single(blueprint.RootSteps));
        Assert.Equal(["Update client", "Send SMS"], blueprint.Steps[2].Children.Select(step => step.Name));
        Assert.Equal([true, false], blueprint.Steps[2].Children.Select(step => step.ConditionState));
        Assert.All(blueprint.Steps, step => Assert.Equal((blueprint.Uuid, blueprint.Name), (step.BlueprintUuid, step.BlueprintName)));
        Assert.All(blueprint.Steps, step => Assert.NotNull(step.UpdatedAt));
        Assert.Equal("account_uuid=ref trigger.account.uuid; template=Standard letter", blueprint.Steps[0].Parameters.ToString());
        Assert.Equal("Adminder Fileworthy", blueprint.Account!.ToString());
        Assert.Equal("Wait 3 days", _served.Session.Run("$blueprint.Steps[3].Parent.Parent.Name").ShouldSucceed().As<string>().Single());
        Assert.Equal(["Update client", "Send SMS"], _served.Session.Run("$blueprint.Steps | Where-Object { $_.Parent.Type -eq 'condition' } | ForEach-Object Name").ShouldSucceed().As<string>());
    }

    [Fact]
    public void Truncated_response_causes_an_error()
    {
        _served.Server.Faults.Add(Fault.TruncatedJson());

        Assert.StartsWith("PlannrInvalidResponse", _served.Session.Run($"Get-PlannrAutomationBlueprint {Uuid}").ShouldHaveOneError().FullyQualifiedErrorId, StringComparison.Ordinal);
    }
}
