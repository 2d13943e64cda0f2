namespace Plannr.PowerShell.Tests.Loading;

public class FreshProcessTests
{
    private const string Use = "Connect-Plannr -Demo; (Get-PlannrAutomationExecution 82f16694-dbe3-4787-bd57-ab9eec12b43f).Name";
    private const string Name = "Send client welcome pack to newly created client";

    // The tests that inspect which assemblies are loaded after the module was used share one process.
    private static readonly Lazy<Task<ProbeResult>> Used = new(() => LoadProbe.RunAsync("Import-Module $Manifest; " + Use));

    [Fact]
    public async Task Module_works_after_forced_imports()
    {
        ProbeResult result = await LoadProbe.RunAsync(
            $"Import-Module $Manifest; {Use}; Import-Module $Manifest -Force; {Use}; Import-Module $Manifest -Force; {Use}");

        Assert.Empty(result.Errors);
        Assert.Equal([Name, Name, Name], result.Output);
        Assert.Single(result.LoadedInto(ProbeResult.PrivateContext), "Plannr.Client");
    }

    [Theory]
    [InlineData("Remove-Module Plannr; Import-Module $Manifest")]
    [InlineData("Import-Module $Manifest -Force")]
    public async Task Removing_the_module_closes_the_connections_of_the_same_runspace(string removal)
    {
        ProbeResult result = await LoadProbe.RunAsync(
            $"Import-Module $Manifest; $one = Connect-Plannr -Demo -Name one -PassThru; Connect-Plannr -Demo -Name two; {removal}; "
            + "@(Get-PlannrConnection).Count; Get-PlannrAccount -First 1 -Connection $one");

        Assert.Equal(["0"], result.Output);
        Assert.Equal(
            "PlannrNotConnected,Plannr.PowerShell.Accounts.GetPlannrAccountCommand The connection 'one' was closed.", Assert.Single(result.Errors));
    }

    [Theory]
    [InlineData("Remove-Module Plannr")]
    [InlineData("Import-Module $Manifest -Force")]
    public async Task Removing_the_module_does_not_close_the_connections_of_other_runspaces(string removal)
    {
        ProbeResult result = await LoadProbe.RunAsync(
            "Import-Module $Manifest; Connect-Plannr -Demo -Name outer; $shell = [powershell]::Create([initialsessionstate]::CreateDefault2()); "
            + $"$null = $shell.AddScript('param($Manifest) Import-Module $Manifest; Connect-Plannr -Demo -Name inner; {removal}').AddArgument($Manifest).Invoke(); "
            + "@($shell.Streams.Error).Count; (Get-PlannrConnection).Name; @(Get-PlannrAccount -First 1).Count");

        Assert.Empty(result.Errors);
        Assert.Equal(["0", "outer", "1"], result.Output);
    }

    [Fact]
    public async Task Closing_a_runspace_does_not_close_the_connections_of_the_process()
    {
        ProbeResult result = await LoadProbe.RunAsync(
            "Import-Module $Manifest; Connect-Plannr -Demo -Name outer; "
            + "1..2 | ForEach-Object -Parallel { Import-Module $using:Manifest; @(Get-PlannrAccount -First 1).Count }; (Get-PlannrConnection).Name");

        Assert.Empty(result.Errors);
        Assert.Equal(["1", "1", "outer"], result.Output);
    }

    [Fact]
    public async Task Module_can_be_removed_and_imported_again()
    {
        ProbeResult result = await LoadProbe.RunAsync($"Import-Module $Manifest; {Use}; Remove-Module Plannr; Import-Module $Manifest; {Use}");

        Assert.Empty(result.Errors);
        Assert.Equal([Name, Name], result.Output);
    }

    [Fact]
    public async Task Script_can_use_model_types_by_name()
    {
        ProbeResult result = await LoadProbe.RunAsync("Import-Module $Manifest; [Plannr.AutomationExecution].FullName; [Plannr.PlannrNotFoundException].BaseType.Name");

        Assert.Empty(result.Errors);
        Assert.Equal(["Plannr.AutomationExecution", "PlannrRequestException"], result.Output);
    }

    [Fact]
    public async Task Dependencies_are_not_loaded_into_the_default_context()
    {
        ProbeResult result = await Used.Value;

        Assert.Equal([Name], result.Output);
        Assert.Equal(["Plannr.Loader"], StagedModule.AssembliesOf(StagedModule.Core).Intersect(result.LoadedInto(ProbeResult.DefaultContext)));
        Assert.Contains("Plannr.Client", result.LoadedInto(ProbeResult.PrivateContext));
        Assert.Contains("Polly.Core", result.LoadedInto(ProbeResult.PrivateContext));
    }

    [Fact]
    public async Task Importing_the_module_loads_no_core_assembly()
    {
        ProbeResult result = await LoadProbe.RunAsync("Import-Module $Manifest; (Get-Command Connect-Plannr -Module Plannr).Name");

        Assert.Equal(["Connect-Plannr"], result.Output);
        Assert.Empty(StagedModule.AssembliesOf(StagedModule.Core).Intersect(result.LoadedInto(ProbeResult.DefaultContext)));
        Assert.Empty(result.LoadedInto(ProbeResult.PrivateContext));
    }

    [Fact]
    public async Task Contract_and_cmdlet_assemblies_are_loaded_once_and_only_into_the_default_context()
    {
        ProbeResult result = await Used.Value;

        Assert.Single(result.LoadedInto(ProbeResult.DefaultContext), "Plannr");
        Assert.Single(result.LoadedInto(ProbeResult.DefaultContext), "Plannr.PowerShell");
        Assert.DoesNotContain("Plannr", result.LoadedInto(ProbeResult.PrivateContext));
        Assert.DoesNotContain("Plannr.PowerShell", result.LoadedInto(ProbeResult.PrivateContext));
    }
}
