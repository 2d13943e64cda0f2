using System.Management.Automation.Language;

namespace Plannr.PowerShell.Tests.Desktop;

/// <summary>What Windows PowerShell 5.1 reads before it loads anything.</summary>
public class DesktopManifestTests
{
    private static readonly Hashtable Manifest = Read();

    [Fact]
    public void The_manifest_asks_for_what_the_assemblies_need()
    {
        Assert.Equal("5.1", Manifest["PowerShellVersion"]);
        Assert.Equal("4.7.2", Manifest["DotNetFrameworkVersion"]);
        Assert.Equal(["Core", "Desktop"], List("CompatiblePSEditions"));
    }

    [Fact]
    public void It_loads_the_contract_before_the_cmdlets_and_nothing_else()
    {
        // PowerShell 5.1 looks for RootModule's own references in the session alone: the contract has to be there by then.
        Assert.Equal("Plannr.PowerShell.dll", Manifest["RootModule"]);
        Assert.Equal(["Plannr.dll"], List("RequiredAssemblies"));
        Assert.Empty(Manifest.Keys.Cast<string>().Intersect(["NestedModules", "ScriptsToProcess", "RequiredModules"]));
    }

    [Fact]
    public void It_has_no_key_that_5_1_does_not_know()
    {
        string[] known =
        [
            "RootModule", "ModuleVersion", "GUID", "Author", "CompanyName", "Copyright", "Description", "PowerShellVersion", "CompatiblePSEditions",
            "DotNetFrameworkVersion", "CLRVersion", "RequiredAssemblies", "FormatsToProcess", "TypesToProcess", "FunctionsToExport",
            "CmdletsToExport", "VariablesToExport", "AliasesToExport", "FileList", "HelpInfoURI", "PrivateData",
        ];

        Assert.Empty(Manifest.Keys.Cast<string>().Except(known));
    }

    [Fact]
    public void Each_file_that_it_names_is_there_by_that_very_name()
    {
        string[] named = [(string)Manifest["RootModule"]!, .. List("RequiredAssemblies"), .. List("TypesToProcess"), .. List("FormatsToProcess")];
        string[] present = [.. Directory.GetFiles(StagedModule.Folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(StagedModule.Folder, file).Replace('\\', '/'))];

        Assert.Empty(named.Except(present));
    }

    private static string[] List(string key) => [.. ((object[])Manifest[key]!).Cast<string>()];

    private static Hashtable Read()
    {
        ScriptBlockAst script = Parser.ParseFile(StagedModule.Manifest, out _, out ParseError[] errors);
        Assert.Empty(errors);
        return (Hashtable)script.Find(node => node is HashtableAst, searchNestedScriptBlocks: false).SafeGetValue();
    }
}
