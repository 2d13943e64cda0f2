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
    public void Contract_assembly_is_only_in_the_module_root()
    {
        string[] copies = Directory.GetFiles(StagedModule.Folder, "Plannr.dll", SearchOption.AllDirectories);

        Assert.Equal([Path.Combine(StagedModule.Folder, "Plannr.dll")], copies);
    }
}
