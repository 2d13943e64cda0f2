namespace Plannr.PowerShell.Tests.Architecture;

[Collection(ModuleSession.Collection)]
public class ManifestTests
{
    private readonly Hashtable _manifest = ReadManifest();

    [Fact]
    public void It_exports_the_cmdlets_that_there_are_and_nothing_else()
    {
        string[] cmdlets = StagedCmdlets.Types.Select(type => $"{StagedCmdlets.NameOf(type).VerbName}-{StagedCmdlets.NameOf(type).NounName}").Order().ToArray();

        Assert.Equal(cmdlets, Texts("CmdletsToExport").Order());
        Assert.Empty(Texts("FunctionsToExport"));
        Assert.Empty(Texts("VariablesToExport"));
        Assert.Empty(Texts("AliasesToExport"));
    }

    [Fact]
    public void What_it_exports_is_what_an_import_gives()
    {
        using var session = new ModuleSession();

        string[] commands = session.Run("(Get-Command -Module Plannr).Name").ShouldSucceed().As<string>().Order().ToArray();

        Assert.Equal(Texts("CmdletsToExport").Order(), commands);
    }

    [Fact]
    public void It_lists_the_one_file_of_views()
    {
        Assert.Equal(["Plannr.Format.ps1xml"], Directory.GetFiles(StagedModule.Folder, "*.Format.ps1xml", SearchOption.AllDirectories).Select(Path.GetFileName));
        Assert.Equal(["Plannr.Format.ps1xml"], Texts("FormatsToProcess"));
    }

    [Fact]
    public void Its_version_is_the_version_of_the_assemblies()
    {
        Version version = Version.Parse((string)_manifest["ModuleVersion"]!);

        Assert.Equal(version, Shortened(StagedModule.Cmdlets.GetName().Version!));
        Assert.Equal(version, Shortened(StagedModule.Contract.GetName().Version!));
    }

    private static Version Shortened(Version version) => new(version.Major, version.Minor, version.Build);

    private static Hashtable ReadManifest()
    {
        using var session = new ModuleSession();
        session.Set("Text", File.ReadAllText(StagedModule.Manifest));
        return session.Run("[scriptblock]::Create($Text).InvokeReturnAsIs()").ShouldSucceed().As<Hashtable>().Single();
    }

    private string[] Texts(string key) => ((IEnumerable)_manifest[key]!).Cast<string>().ToArray();
}
