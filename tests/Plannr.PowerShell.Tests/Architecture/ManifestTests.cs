namespace Plannr.PowerShell.Tests.Architecture;

[Collection(ModuleSession.Collection)]
public class ManifestTests
{
    private readonly Hashtable _manifest = ReadManifest();

    [Fact]
    public void Manifest_exports_exactly_the_cmdlets_of_the_module()
    {
        string[] cmdlets = StagedCmdlets.Types.Select(type => $"{StagedCmdlets.NameOf(type).VerbName}-{StagedCmdlets.NameOf(type).NounName}").Order().ToArray();

        Assert.Equal(cmdlets, Texts("CmdletsToExport").Order());
        Assert.Empty(Texts("FunctionsToExport"));
        Assert.Empty(Texts("VariablesToExport"));
        Assert.Empty(Texts("AliasesToExport"));
    }

    [Fact]
    public void Importing_the_module_defines_exactly_the_exported_cmdlets()
    {
        using var session = new ModuleSession();

        string[] commands = session.Run("(Get-Command -Module Plannr).Name").ShouldSucceed().As<string>().Order().ToArray();

        Assert.Equal(Texts("CmdletsToExport").Order(), commands);
    }

    [Fact]
    public void Module_has_one_format_file_and_the_manifest_lists_it()
    {
        Assert.Equal(["Plannr.Format.ps1xml"], Directory.GetFiles(StagedModule.Folder, "*.Format.ps1xml", SearchOption.AllDirectories).Select(Path.GetFileName));
        Assert.Equal(["Plannr.Format.ps1xml"], Texts("FormatsToProcess"));
    }

    [Fact]
    public void Manifest_version_equals_the_assembly_version()
    {
        Version version = Version.Parse((string)_manifest["ModuleVersion"]!);

        Assert.Equal(version, WithoutRevision(StagedModule.Cmdlets.GetName().Version!));
        Assert.Equal(version, WithoutRevision(StagedModule.Contract.GetName().Version!));
    }

    private static Version WithoutRevision(Version version) => new(version.Major, version.Minor, version.Build);

    private static Hashtable ReadManifest()
    {
        using var session = new ModuleSession();
        session.Set("Text", File.ReadAllText(StagedModule.Manifest));
        return session.Run("[scriptblock]::Create($Text).InvokeReturnAsIs()").ShouldSucceed().As<Hashtable>().Single();
    }

    private string[] Texts(string key) => ((IEnumerable)_manifest[key]!).Cast<string>().ToArray();
}
