using System.Runtime.InteropServices;

namespace Plannr.PowerShell.Tests.Loading;

public class StagedFilesTests
{
    [Fact]
    public void Nothing_for_PowerShell_7_is_what_the_hosts_framework_ships()
    {
        string[] framework = StagedModule.AssembliesOf(RuntimeEnvironment.GetRuntimeDirectory());

        Assert.Contains("System.Diagnostics.DiagnosticSource", framework);
        Assert.Empty(StagedModule.AssembliesOf(StagedModule.Core).Intersect(framework));
        Assert.DoesNotContain(StagedModule.AssembliesOf(StagedModule.Core), name => name.StartsWith("System.", System.StringComparison.Ordinal));
    }

    [Fact]
    public void The_PowerShell_engine_is_not_shipped()
    {
        string[] files = Directory.GetFiles(Path.Combine(StagedModule.Folder, ".."), "*", SearchOption.AllDirectories).Select(file => Path.GetFileName(file)).ToArray();

        Assert.Contains("Plannr.PowerShell.dll", files);
        Assert.DoesNotContain("System.Management.Automation.dll", files);
        Assert.DoesNotContain("Microsoft.PowerShell.Commands.Utility.dll", files);
    }

    [Fact]
    public void The_contract_lies_in_the_root_alone()
    {
        string[] copies = Directory.GetFiles(StagedModule.Folder, "Plannr.dll", SearchOption.AllDirectories);

        Assert.Equal([Path.Combine(StagedModule.Folder, "Plannr.dll")], copies);
    }
}
