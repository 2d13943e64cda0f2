using System.Management.Automation.Language;

namespace Plannr.PowerShell.Tests.Desktop;

/// <summary>Checks the manifest keys that Windows PowerShell 5.1 reads before it loads anything.</summary>
public class DesktopManifestTests
{
    private static readonly Hashtable Manifest = Read();

    [Fact]
    public void Manifest_requires_the_versions_that_the_assemblies_need()
    {
        Assert.Equal("5.1", Manifest["PowerShellVersion"]);
        Assert.Equal("4.7.2", Manifest["DotNetFrameworkVersion"]);
        Assert.Equal(["Core", "Desktop"], List("CompatiblePSEditions"));
    }

    [Fact]
    public void Only_the_contract_is_loaded_before_the_cmdlets()
    {
        // PowerShell 5.1 resolves RootModule's references only from loaded assemblies, so the contract must already be loaded.
        Assert.Equal("Plannr.PowerShell.dll", Manifest["RootModule"]);
        Assert.Equal(["Plannr.dll"], List("RequiredAssemblies"));
        Assert.Empty(Manifest.Keys.Cast<string>().Intersect(["NestedModules", "ScriptsToProcess", "RequiredModules"]));
    }

    [Fact]
    public void Manifest_has_only_keys_that_PowerShell_5_1_supports()
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
    public void Every_path_in_the_manifest_matches_the_path_of_an_existing_file_including_case()
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
