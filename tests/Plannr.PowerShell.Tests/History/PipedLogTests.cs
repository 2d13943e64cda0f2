namespace Plannr.PowerShell.Tests.History;

/// <summary>Tests which record's log Get-PlannrLog reads for piped objects.</summary>
[Collection(ModuleSession.Collection)]
public sealed class PipedLogTests : IAsyncLifetime
{
    private const string Blueprint = "b1e7c3d4-2a90-5f18-8b6d-7c5a41e0d202";
    private const string Seed = "82f16694-dbe3-4787-bd57-ab9eec12b43f";
    private const string SeedClient = "2066e7c6-feb1-4e00-b55a-8a0f91d47bad";
    private const string Client = "4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b311";

    private ServedSession _served = null!;
    private Guid _task;

    public async Task InitializeAsync()
    {
        _served = await ServedSession.StartAsync();
        _task = Run($$"""
            $account = Get-PlannrAccount {{Client}}
            $blueprint = Get-PlannrAutomationBlueprint {{Blueprint}}
            $run = Get-PlannrAutomationExecution {{Seed}} -IncludeAccount
            $task = Get-PlannrTask -ClientUuid {{Client}} -First 1
            filter Store { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($_)) }
            $task
            """).ShouldSucceed().As<PlannrTask>().Single().Uuid!.Value;
        _served.Server.ClearRequests();
    }

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Theory]
    [InlineData("$task | Get-PlannrLog -ModelType task", "task/@")]
    [InlineData("$task | Store | Get-PlannrLog -ModelType Tasks", "Tasks/@")]
    [InlineData("$task | Get-PlannrLog", "account/" + Client)]
    [InlineData("$task | Get-PlannrLog client", "client/" + Client)]
    [InlineData("$run | Get-PlannrLog -ModelType automation-execution", "automation-execution/" + Seed)]
    [InlineData("$run | Store | Get-PlannrLog -ModelType automation_execution", "automation_execution/" + Seed)]
    [InlineData("$run | Get-PlannrLog", "account/" + SeedClient)]
    [InlineData("$run | Store | Get-PlannrLog -ModelType client", "client/" + SeedClient)]
    [InlineData("$run.Steps | Get-PlannrLog -ModelType automation-execution", "automation-execution/" + Seed)]
    [InlineData("$run | Get-PlannrAutomationStep | Get-PlannrLog", "account/" + SeedClient)]
    [InlineData("$blueprint | Get-PlannrLog -ModelType automation-blueprint", "automation-blueprint/" + Blueprint)]
    [InlineData("$blueprint.Steps | Get-PlannrLog -ModelType automation-blueprint", "automation-blueprint/" + Blueprint)]
    [InlineData("$account | Get-PlannrLog -ModelType employee", "employee/" + Client)]
    [InlineData("$account | Store | Get-PlannrLog", "account/" + Client)]
    public void Log_of_a_piped_object_or_of_a_record_it_belongs_to_is_listed(string script, string record)
    {
        Run(script);

        Assert.Equal([$"/api/v1/logs/{record.Replace("@", _task.ToString(), StringComparison.Ordinal)}?per_page=500"], _served.Paths);
    }

    [Theory]
    [InlineData("$account", "task")]
    [InlineData("($account | Store)", "automation-execution")]
    [InlineData("$run", "task")]
    [InlineData("$task", "automation-execution")]
    [InlineData("$task", "plan")]
    [InlineData("$blueprint", "account")]
    [InlineData("$run.Steps[0]", "client")]
    [InlineData("(Get-PlannrLogin)[0]", "task")]
    [InlineData($"[pscustomobject]@{{ Uuid = [guid]::NewGuid(); AccountUuid = '{Client}' }}", "task")]
    public void Object_without_a_record_of_the_requested_model_type_causes_an_error_and_no_request_is_sent(string item, string type)
    {
        Run($"$item = {item}").ShouldSucceed();
        _served.Server.ClearRequests();

        ErrorRecord error = Run($"$item | Get-PlannrLog -ModelType {type}").ShouldHaveOneError();

        Assert.StartsWith("PlannrInvalidInput,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains($"does not identify a record of the type {type}", error.ToString(), StringComparison.Ordinal);
        Assert.Contains($"Get-PlannrLog {type} <uuid>", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(_served.Paths);
    }

    [Fact]
    public void Execution_without_an_account_causes_one_error_and_the_command_continues()
    {
        // The seed execution is unsuitable because it has an account even if the account is not requested.
        ScriptResult result = Run("(Get-PlannrAutomationExecution 0f7cb7d9-64a1-5c0e-9d3b-2b8e5a9f1cff), $task | Get-PlannrLog");

        Assert.StartsWith("PlannrMissingUuid,", result.ShouldHaveOneError().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal($"/api/v1/logs/account/{Client}?per_page=500", _served.Paths[^1]);
        Assert.Equal(2, _served.Paths.Length);
    }

    private ScriptResult Run(string script) => _served.Session.Run(script);
}
