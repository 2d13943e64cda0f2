namespace Plannr.PowerShell.Tests.Loading;

/// <summary>Tests the module in a session that has loaded other versions of the module's private dependencies.</summary>
public class OtherVersionTests
{
    private const string Name = "Send client welcome pack to newly created client";
    private const string Use = "Connect-Plannr -Demo; (Get-PlannrAutomationExecution 82f16694-dbe3-4787-bd57-ab9eec12b43f).Name";

    private static readonly string[] Packages = StagedModule.Metadata("OtherPackages").Split(';');

    public static TheoryData<string> Versions => [.. StagedModule.Metadata("OtherVersions").Split(';')];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Module_works_and_can_be_imported_again_if_other_versions_of_its_dependencies_are_loaded(string version)
    {
        string load = string.Concat(Packages.Select(package => $"$null = [Reflection.Assembly]::LoadFrom('{PathTo(package, version)}'); "));

        ProbeResult result = await LoadProbe.RunAsync($"{load}Import-Module $Manifest; {Use}; Import-Module $Manifest -Force; {Use}");

        Assert.Empty(result.Errors);
        Assert.Equal([Name, Name], result.Output);
        Assert.All(Packages, package => Assert.Equal(Version.Parse(version).Major, result.VersionIn(ProbeResult.DefaultContext, package).Major));
        Assert.All(Packages, package => Assert.Equal(10, result.VersionIn(ProbeResult.PrivateContext, package).Major));
    }

    [Fact]
    public void Tested_versions_include_major_versions_8_to_11() =>
        Assert.Equal(["8", "9", "10", "11"], StagedModule.Metadata("OtherVersions").Split(';').Select(version => version.Split('.')[0]));

    /// <summary>Returns the path of the assembly that another module for .NET 10 would include.</summary>
    private static string PathTo(string package, string version)
    {
        string folder = Path.Combine(StagedModule.Metadata("PackageRoot"), package.ToLowerInvariant(), version, "lib");
        int newest = Enumerable.Range(5, 6).Last(major => Directory.Exists(Path.Combine(folder, $"net{major}.0")));
        return Path.Combine(folder, $"net{newest}.0", package + ".dll");
    }
}
