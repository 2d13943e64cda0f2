namespace Plannr.PowerShell.Tests.Executions;

/// <summary>Tests that the UUID of a record is never used as the UUID of a record of another type.</summary>
[Collection(ModuleSession.Collection)]
public sealed class OtherRecordTypeTests : IAsyncLifetime
{
    private const string Blueprint = "b1e7c3d4-2a90-5f18-8b6d-7c5a41e0d202";
    private const string Seed = "82f16694-dbe3-4787-bd57-ab9eec12b43f";
    private const string Client = "2066e7c6-feb1-4e00-b55a-8a0f91d47bad";
    private const string Runs = "/api/v1/automation-executions";
    private const string List = $"{Runs}?filter%5Baccount_uuids%5D={Client}&include=account&";

    private ServedSession _served = null!;

    public async Task InitializeAsync()
    {
        _served = await ServedSession.StartAsync();
        Run($$"""
            # Works like Select-Object, which is not available in the test engine.
            filter Cut([string[]] $Names) {
                $cut = [pscustomobject]@{}
                foreach ($name in $Names) { $cut.PSObject.Properties.Add([psnoteproperty]::new($name, $_.$name)) }
                $cut.PSTypeNames.Insert(0, 'Selected.' + $_.PSTypeNames[0])
                $cut
            }
            $account = Get-PlannrAccount {{Client}}
            $blueprint = Get-PlannrAutomationBlueprint {{Blueprint}}
            $run = Get-PlannrAutomationExecution {{Seed}} -IncludeAccount
            $task = Get-PlannrTask -First 1
            $webhook = New-PlannrWebhookSubscription https://hooks.example.com/x account.created
            $audit = Get-PlannrAudit -First 1
            $entry = Get-PlannrLog client 4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b311 -First 1
            $stored = @{}
            foreach ($name in 'account', 'blueprint', 'run', 'task') {
                $stored[$name] = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($ExecutionContext.SessionState.PSVariable.GetValue($name), 2))
            }
            """).ShouldSucceed();
        _served.Server.ClearRequests();
    }

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Theory]
    [InlineData("$account | Get-PlannrAutomationExecution -IncludeAccount")]
    [InlineData("$account | Get-PlannrAutomationExecution -ThrottleLimit 2")]
    [InlineData("$account | Get-PlannrAutomationExecution -Bulk")]
    [InlineData("$stored.account | Get-PlannrAutomationExecution -IncludeAccount")]
    [InlineData("$account | Cut Uuid, Name | Get-PlannrAutomationExecution")]
    [InlineData("$stored.account | Cut Uuid | Get-PlannrAutomationExecution -ThrottleLimit 2")]
    [InlineData("$account | Get-PlannrAutomationStep -ThrottleLimit 2 -Bulk")]
    public void Executions_of_a_piped_account_are_listed_regardless_of_other_parameters(string script)
    {
        Run(script).ShouldSucceed();

        Assert.StartsWith(List, Assert.Single(_served.Paths), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$blueprint | Get-PlannrAutomationExecution -ThrottleLimit 2")]
    [InlineData("$stored.blueprint | Get-PlannrAutomationExecution -Bulk")]
    [InlineData("$blueprint | Cut Uuid | Get-PlannrAutomationExecution")]
    public void Executions_of_a_piped_blueprint_are_listed_regardless_of_other_parameters(string script)
    {
        Run(script).ShouldSucceed();

        Assert.StartsWith($"/api/v1/automation-blueprints/{Blueprint}/executions", Assert.Single(_served.Paths), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($"$blueprint | Get-PlannrAutomationExecution -IncludeAccount -First 2")]
    [InlineData($"$stored.blueprint | Get-PlannrAutomationExecution -IncludeAccount -First 2 -ThrottleLimit 1")]
    [InlineData($"Get-PlannrAutomationExecution -BlueprintUuid {Blueprint} -IncludeAccount -First 2")]
    public void With_IncludeAccount_the_executions_of_a_blueprint_are_listed_and_then_requested_individually(string script)
    {
        AutomationExecution[] runs = [.. Run(script).ShouldSucceed().As<AutomationExecution>()];

        Assert.Equal(2, runs.Length);
        Assert.All(runs, run => Assert.NotNull(run.AccountUuid));
        Assert.StartsWith($"/api/v1/automation-blueprints/{Blueprint}/executions", _served.Paths[0], StringComparison.Ordinal);
        Assert.Equal(runs.Select(run => $"{Runs}/{run.Uuid}?include=account").Order(), _served.Paths[1..].Order());
    }

    [Fact]
    public void With_Bulk_and_IncludeAccount_the_executions_of_a_blueprint_are_requested_together()
    {
        AutomationExecution[] runs = [.. Run("$blueprint | Get-PlannrAutomationExecution -IncludeAccount -Bulk").ShouldSucceed().As<AutomationExecution>()];

        Assert.NotEmpty(runs);
        Assert.All(runs, run => Assert.NotNull(run.AccountUuid));
        Assert.Equal(2, _served.Paths.Length);
    }

    [Theory]
    [InlineData("$task", "PlannrTask", "Get-PlannrAutomationExecution")]
    [InlineData("$stored.task", "PlannrTask", "Get-PlannrAutomationExecution")]
    [InlineData("$webhook", "WebhookSubscription", "Get-PlannrAutomationExecution")]
    [InlineData("$audit", "Audit", "Get-PlannrAutomationExecution -IncludeAccount")]
    [InlineData("$entry", "LogEntry", "Get-PlannrAutomationExecution")]
    [InlineData("$blueprint.Steps[0]", "BlueprintStep", "Get-PlannrAutomationExecution")]
    [InlineData("($task | Cut Uuid)", "PlannrTask", "Get-PlannrAutomationStep")]
    [InlineData("$account", "Account", "Wait-PlannrAutomationExecution")]
    [InlineData("$stored.account", "Account", "Wait-PlannrAutomationExecution")]
    [InlineData("$blueprint", "AutomationBlueprint", "Wait-PlannrAutomationExecution -IncludeAccount")]
    [InlineData("$run", "AutomationExecution", $"Remove-PlannrAutomationBlueprintStep {Blueprint} -WhatIf")]
    [InlineData("$account", "Account", $"Remove-PlannrAutomationBlueprintStep {Blueprint} -WhatIf")]
    [InlineData("$stored.run", "AutomationExecution", $"Set-PlannrAutomationBlueprintStep {Blueprint} -Name x")]
    [InlineData("$run", "AutomationExecution", "Copy-PlannrAutomationBlueprint -WhatIf")]
    [InlineData("$account", "Account", "Get-PlannrAutomationBlueprint")]
    [InlineData("$account", "Account", "Add-PlannrAutomationBlueprintStep -Name x -Type y -Configuration @{} -WhatIf")]
    public void Object_of_another_type_causes_one_error_and_no_request_is_sent(string other, string kind, string command)
    {
        ErrorRecord error = Run($"{other} | {command}").ShouldHaveOneError();

        Assert.StartsWith("PlannrInvalidInput,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains($"is of type {kind}, which this parameter does not accept", error.ToString(), StringComparison.Ordinal);
        Assert.NotNull(error.TargetObject);
        Assert.Empty(_served.Paths);
        Assert.DoesNotContain("What if", _served.Session.Host.TakeText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Objects_of_other_types_cause_errors_and_valid_objects_are_processed()
    {
        ScriptResult result = Run($"$task, $run, [pscustomobject]@{{ Uuid = '{Seed}' }}, $webhook, '{Seed}' | Get-PlannrAutomationExecution");

        Assert.Equal(2, result.Errors.Count);
        Assert.Equal(3, result.As<AutomationExecution>().Count);
        Assert.Equal(Enumerable.Repeat($"{Runs}/{Seed}", 3), _served.Paths);
    }

    [Theory]
    [InlineData("$run.Steps[0]")]
    [InlineData("$stored.run.Steps[0]")]
    [InlineData("($run | Get-PlannrAutomationStep)[0]")]
    [InlineData("($run.Steps[0] | Cut ExecutionUuid, Uuid)")]
    [InlineData($"[pscustomobject]@{{ Uuid = [guid]::NewGuid(); ExecutionUuid = '{Seed}' }}")]
    [InlineData("$stored.run")]
    [InlineData("($run | Cut Uuid)")]
    public void Step_or_copy_of_an_execution_resolves_to_the_execution(string item)
    {
        Run($"{item} | Wait-PlannrAutomationExecution -Status *").ShouldSucceed();
        Assert.Contains(Seed, Assert.Single(_served.Paths), StringComparison.Ordinal);

        Run($"{item} | Get-PlannrAutomationExecution").ShouldSucceed();
        Assert.Equal($"{Runs}/{Seed}", _served.Paths[^1]);
    }

    [Fact]
    public void Step_that_has_only_its_own_uuid_causes_an_error()
    {
        foreach (string command in new[] { "Get-PlannrAutomationExecution", "Wait-PlannrAutomationExecution" })
        {
            Assert.Contains("has no ExecutionUuid", Run($"$run.Steps[0] | Cut Uuid | {command}").ShouldHaveOneError().ToString(), StringComparison.Ordinal);
        }

        Assert.Empty(_served.Paths);
    }

    private ScriptResult Run(string script) => _served.Session.Run(script);
}
