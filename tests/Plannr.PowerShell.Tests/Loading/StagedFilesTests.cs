using System.Runtime.InteropServices;

namespace Plannr.PowerShell.Tests.Loading;

public class StagedFilesTests
{
    [Fact]
    public void Core_folder_contains_no_assembly_that_the_framework_includes()
    {
        string[] framework = StagedModule.AssembliesOf(RuntimeEnvironment.GetRuntimeDirectory());

        Assert.Contains("System.Diagnostics.DiagnosticSource", framework);
        Assert.Empty(StagedModule.AssembliesOf(StagedModule.Core).Intersect(framework));
        Assert.DoesNotContain(StagedModule.AssembliesOf(StagedModule.Core), name => name.StartsWith("System.", System.StringComparison.Ordinal));
    }

    [Fact]
    public void Staged_files_do_not_include_the_PowerShell_engine()
    {
        string[] files = Directory.GetFiles(Path.Combine(StagedModule.Folder, ".."), "*", SearchOption.AllDirectories).Select(file => Path.GetFileName(file)).ToArray();

        Assert.Contains("Plannr.PowerShell.dll", files);
        Assert.DoesNotContain("System.Management.Automation.dll", files);
        Assert.DoesNotContain("Microsoft.PowerShell.Commands.Utility.dll", files);
    }

    [Fact]
    public void Relative_links_in_the_staged_readme_of_the_samples_point_to_staged_files()
    {
        string folder = Path.Combine(StagedModule.Folder, "samples");
        string[] targets = [.. Regex.Matches(File.ReadAllText(Path.Combine(folder, "README.md")), @"\]\(([^)\s:]+)\)").Select(match => match.Groups[1].Value)];

        Assert.Contains("New-FailureMail.ps1", targets);
        Assert.All(targets, target => Assert.True(Path.Exists(Path.Combine(folder, target)), target));
    }

    [Fact]
    public void Contract_assembly_is_only_in_the_module_root()
    {
        string[] copies = Directory.GetFiles(StagedModule.Folder, "Plannr.dll", SearchOption.AllDirectories);

        Assert.Equal([Path.Combine(StagedModule.Folder, "Plannr.dll")], copies);
    }
}
