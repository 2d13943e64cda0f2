namespace Plannr.PowerShell.Tests.Lists;

/// <summary>Tests -First, -Skip and -IncludeTotalCount, mostly with UUIDs.</summary>
[Collection(ModuleSession.Collection)]
public sealed class FirstTests : IAsyncLifetime
{
    private ServedSession _served = null!;

    public async Task InitializeAsync()
    {
        _served = await ServedSession.StartAsync();
        _served.Server.Override = new RunList(1000).Answer;
        _served.Session.Set("Uuids", Runs.Uuids(1000));
        _served.Session.Set("Missing", Enumerable.Range(2001, 40).Select(Runs.Uuid).ToArray());
    }

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Theory]
    [InlineData("Get-PlannrAutomationExecution $Uuids -First 1", "1", 1)]
    [InlineData("$Uuids | Get-PlannrAutomationExecution -First 1", "1", 1)]
    [InlineData("$Uuids | Get-PlannrAutomationExecution -First 3 -Skip 2", "3 4 5", 5)]
    [InlineData("$Uuids | Get-PlannrAutomationExecution -First 3 -Bulk", "1 2 3", 1)]
    [InlineData("Get-PlannrAutomationExecution $Uuids -First 0", "", 0)]
    public void First_limits_the_number_of_requests(string script, string numbers, int requests)
    {
        ScriptResult result = _served.Session.Run(script).ShouldSucceed();

        Assert.Equal(numbers, Numbers(result));
        Assert.Equal(requests, _served.Paths.Length);
    }

    [Theory]
    [InlineData("Get-PlannrAutomationExecution (@($Uuids[0]) + $Missing) -First 1")]
    [InlineData("$Uuids[0], $Missing | ForEach-Object { $_ } | Get-PlannrAutomationExecution -First 1")]
    [InlineData("Get-PlannrAutomationExecution (@($Uuids[0]) + $Missing) -First 1 -Status completed")]
    [InlineData("$Uuids[0], $Missing | ForEach-Object { $_ } | Get-PlannrAutomationExecution -First 1 -Status completed -Bulk")]
    public void Unknown_uuid_beyond_First_causes_no_error(string script) => Assert.Equal("1", Numbers(_served.Session.Run(script).ShouldSucceed()));

    [Theory]
    [InlineData("")]
    [InlineData("-Bulk")]
    public void Unknown_uuid_causes_an_error_and_does_not_count_toward_First(string parameter)
    {
        ScriptResult result = _served.Session.Run($"$Missing[0], $Uuids[1], $Uuids[2], $Missing[1] | Get-PlannrAutomationExecution -First 2 {parameter}");

        Assert.Equal(Runs.Uuid(2001), result.ShouldHaveOneError().TargetObject);
        Assert.Equal("2 3", Numbers(result));
    }

    [Fact]
    public void No_requests_are_started_after_First_has_enough_matches_for_a_filter()
    {
        _served.Session.Run("$Uuids | Get-PlannrAutomationExecution -First 1 -Status completed -ThrottleLimit 2").ShouldSucceed();

        Assert.InRange(_served.Paths.Length, 1, 9);
    }

    [Theory]
    [InlineData("-First 3", "per_page=3")]
    [InlineData("-First 3 -Skip 2", "per_page=5")]
    [InlineData("-First 3 -Name Send*", "per_page=500")]
    [InlineData("-First 3 -Status completed", "per_page=500")]
    public void Page_size_for_steps_is_limited_by_First_unless_rows_are_filtered(string parameters, string size)
    {
        _served.Server.Override = null;

        Assert.Equal(3, _served.Session.Run($"Get-PlannrAutomationStep {parameters}").ShouldSucceed().As<AutomationStepRow>().Count);
        Assert.Contains(size, _served.Paths[0], StringComparison.Ordinal);
    }

    [Fact]
    public void First_and_Skip_apply_to_accounts_requested_by_uuid()
    {
        Runs.ServeAll(_served.Server);

        ScriptResult result = _served.Session.Run("$Uuids | Get-PlannrAccount -First 2 -Skip 1").ShouldSucceed();

        Assert.Equal([Runs.Uuid(2), Runs.Uuid(3)], result.As<Account>().Select(account => account.Uuid!.Value));
        Assert.Equal(3, _served.Paths.Length);
    }

    [Theory]
    [InlineData("Get-PlannrAutomationExecution $Uuids[0], $Uuids[1] -IncludeTotalCount")]
    [InlineData("$Uuids[0], $Uuids[1] | Get-PlannrAutomationExecution -IncludeTotalCount")]
    [InlineData("$Uuids[0], $Uuids[1] | Get-PlannrAccount -IncludeTotalCount")]
    public void Total_count_for_uuids_has_an_accuracy_of_zero(string script)
    {
        Runs.ServeAll(_served.Server);

        ScriptResult result = _served.Session.Run(script).ShouldSucceed();

        Assert.Equal(0.0, result.Output[0].Properties["Accuracy"].Value);
        Assert.Equal(3, result.Output.Count);
    }

    private static string Numbers(ScriptResult result) => string.Join(" ", result.As<AutomationExecution>().Select(run => run.Name!.Split(' ')[1]));
}
