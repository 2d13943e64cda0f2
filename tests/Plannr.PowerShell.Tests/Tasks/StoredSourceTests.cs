namespace Plannr.PowerShell.Tests.Tasks;

/// <summary>Tasks created from deserialized records and from step rows.</summary>
[Collection(ModuleSession.Collection)]
public sealed class StoredSourceTests : IAsyncLifetime
{
    private const string Seed = "82f16694-dbe3-4787-bd57-ab9eec12b43f";
    private const string SeedClient = "2066e7c6-feb1-4e00-b55a-8a0f91d47bad";

    private ServedSession _served = null!;

    private string[] Bodies => [.. _served.Server.Requests.Where(request => request.Method == "POST").Select(request => request.Body)];

    public async Task InitializeAsync()
    {
        _served = await ServedSession.StartAsync();
        Run($$"""
            filter Store { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($_, 3)) }
            $run = Get-PlannrAutomationExecution {{Seed}} -IncludeAccount
            $account = Get-PlannrAccount {{SeedClient}}
            $row = $run | Get-PlannrAutomationStep -WithError
            """).ShouldSucceed();
        _served.Server.ClearRequests();
    }

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Fact]
    public void A_deserialized_execution_creates_the_same_task_as_the_original()
    {
        Run("$run | New-PlannrTask; $run | Store | New-PlannrTask").ShouldSucceed();

        Assert.Equal(2, Bodies.Length);
        Assert.Equal(Bodies[0], Bodies[1]);
    }

    [Fact]
    public void An_execution_that_lost_its_steps_causes_one_error_and_the_command_continues()
    {
        ScriptResult result = Run("""
            $lost = [psobject]::new()
            $lost.PSObject.TypeNames.Insert(0, 'Deserialized.Plannr.AutomationExecution')
            foreach ($property in $run.PSObject.Properties) { $lost.PSObject.Properties.Add([psnoteproperty]::new($property.Name, $property.Value)) }
            $lost.Steps = 'Send SMS (completed)'
            $lost, $run | New-PlannrTask
            """);

        Assert.StartsWith("PlannrInvalidInput,", result.ShouldHaveOneError().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(Bodies);
    }

    [Theory]
    [InlineData("$row | New-PlannrTask")]
    [InlineData("$row | Store | New-PlannrTask")]
    public void The_task_for_a_step_row_lists_its_error_and_belongs_to_its_client(string script)
    {
        Run(script).ShouldSucceed();

        Assert.Equal(
            $$"""{"name":"Automation failed: Send client welcome pack to newly created client","description":"The automation \"Send client welcome pack to newly created client\" failed for Gareth Thompson.\nStatus: in_progress. Triggered by: client.created.\n\nErrors:\n- Step 1, Send SMS (completed): the account_uuid field is required\n\nExecution: {{Seed}}","taskable_type":"client","taskable_uuid":"{{SeedClient}}"}""",
            Assert.Single(Bodies));
    }

    [Fact]
    public void Step_rows_of_the_same_execution_create_one_task_that_lists_all_errors()
    {
        Run(
            $$"""
            $steps = 2, 3, 1 | ForEach-Object {
                [pscustomobject]@{ ExecutionUuid = '{{Seed}}'; ExecutionName = 'Pack'; ExecutionStatus = 'failed'; AccountUuid = '{{SeedClient}}'; AccountName = 'Mabel'; Position = $_; Name = "Step$_"; Status = 'failed'; Error = "error $_" }
            }
            $other = $steps[0].PSObject.Copy()
            $other.ExecutionUuid = '00000000-0000-4000-8000-000000000001'
            $steps[0], $other, $steps[1], $steps[2] | New-PlannrTask
            """).ShouldSucceed();

        Assert.Equal(2, Bodies.Length);
        Assert.Contains("Errors:\\n- Step 1, Step1 (failed): error 1\\n- Step 2, Step2 (failed): error 2\\n- Step 3, Step3 (failed): error 3\\n\\nExecution: " + Seed, Bodies[0], StringComparison.Ordinal);
        Assert.Contains("Errors:\\n- Step 2, Step2 (failed): error 2\\n\\nExecution: 00000000-0000-4000-8000-000000000001", Bodies[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$row, $row | New-PlannrTask Look")]
    [InlineData("($run | Store), ($run | Store) | New-PlannrTask Look")]
    [InlineData("$account, ($account | Store) | New-PlannrTask Look")]
    public void A_repeated_object_creates_one_task_and_causes_a_warning(string script)
    {
        ScriptResult result = Run(script).ShouldSucceed();

        Assert.Contains("occurs more than once", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Contains("\"name\":\"Look\"", Assert.Single(Bodies), StringComparison.Ordinal);
    }

    [Fact]
    public void A_deserialized_account_creates_a_task()
    {
        Run("$account | Store | New-PlannrTask 'Call about it'").ShouldSucceed();

        Assert.Equal($$"""{"name":"Call about it","taskable_type":"client","taskable_uuid":"{{SeedClient}}"}""", Assert.Single(Bodies));
    }

    [Theory]
    [InlineData("$run.Steps[0] | New-PlannrTask Look", "PlannrMissingUuid")]
    [InlineData("$run.Steps[0] | Store | New-PlannrTask", "PlannrMissingUuid")]
    [InlineData("[pscustomobject]@{ Uuid = [guid]::NewGuid() } | New-PlannrTask Look", "PlannrMissingUuid")]
    [InlineData("Get-PlannrAutomationBlueprint b1e7c3d4-2a90-5f18-8b6d-7c5a41e0d202 | New-PlannrTask Look", "PlannrInvalidInput")]
    public void An_object_without_a_client_causes_one_error(string script, string errorId)
    {
        ErrorRecord error = Run(script).ShouldHaveOneError();

        Assert.StartsWith(errorId, error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(Bodies);
    }

    private ScriptResult Run(string script) => _served.Session.Run(script);
}
