namespace Plannr.PowerShell.Tests.Loading;

/// <summary>Tests the module in a session that has loaded another copy of one of the module's private dependencies.</summary>
public class OtherVersionTests
{
    private const string Package = "Polly.Core";
    private const string Name = "Send client welcome pack to newly created client";
    private const string Use = "Connect-Plannr -Demo; (Get-PlannrAutomationExecution 82f16694-dbe3-4787-bd57-ab9eec12b43f).Name";

    public static TheoryData<string> Versions => [.. StagedModule.Metadata("OtherVersions").Split(';')];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Module_works_and_can_be_imported_again_if_another_copy_of_a_dependency_is_loaded(string version)
    {
        string other = PathTo(version);

        ProbeResult result = await LoadProbe.RunAsync($"$null = [Reflection.Assembly]::LoadFrom('{other}'); Import-Module $Manifest; {Use}; Import-Module $Manifest -Force; {Use}");

        Assert.Empty(result.Errors);
        Assert.Equal([Name, Name], result.Output);
        Assert.Equal(other, result.PathIn(ProbeResult.DefaultContext, Package));
        Assert.Equal(Path.Combine(StagedModule.Core, Package + ".dll"), result.PathIn(ProbeResult.PrivateContext, Package));
    }

    /// <summary>Returns the path of the assembly that another module for .NET 10 would include.</summary>
    private static string PathTo(string version)
    {
        string folder = Path.Combine(StagedModule.Metadata("PackageRoot"), Package.ToLowerInvariant(), version, "lib");
        int newest = Enumerable.Range(5, 6).Last(major => Directory.Exists(Path.Combine(folder, $"net{major}.0")));
        return Path.Combine(folder, $"net{newest}.0", Package + ".dll");
    }
}
