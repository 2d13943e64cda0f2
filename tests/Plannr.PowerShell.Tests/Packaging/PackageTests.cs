using System.IO.Compression;

namespace Plannr.PowerShell.Tests.Packaging;

/// <summary>The package that goes to the PowerShell Gallery.</summary>
public sealed class PackageTests(PackedModule package) : IClassFixture<PackedModule>
{
    [Fact]
    public async Task Installed_into_an_empty_module_path_it_runs_the_quick_start()
    {
        string modules = package.Install();
        string script = Path.Combine(StagedModule.Metadata("RepositoryRoot"), "samples", "Quickstart", "quickstart.ps1");

        ProbeResult result = await LoadProbe.RunAsync(
            $"$env:PSModulePath = '{modules}'; & ([scriptblock]::Create([IO.File]::ReadAllText('{script}'))); (Get-Module Plannr).ModuleBase");

        Assert.Empty(result.Errors);
        Assert.Equal(package.Folder.Replace(package.Repository, modules, StringComparison.Ordinal), result.Output[^1]);
        Assert.Contains("Send client welcome pack to newly created client, for Gareth Thompson:", result.Output);
    }

    [Fact]
    public void The_same_files_give_the_same_bytes()
    {
        using var again = new PackedModule();

        Assert.Equal(File.ReadAllBytes(package.Nupkg), File.ReadAllBytes(again.Nupkg));
    }

    [Fact]
    public void It_holds_the_staged_module_the_notices_and_the_bill_of_materials_and_nothing_else()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.Nupkg);
        IEnumerable<string> names = archive.Entries.Select(entry => entry.FullName).Where(name => !PackedModule.IsOfThePackageAlone(name));

        Assert.Equal([.. ModuleFiles.In(StagedModule.Folder).Append("THIRD-PARTY-NOTICES.txt").Append("sbom.cdx.json").Order(StringComparer.Ordinal)], names);
        Assert.Equal($"Plannr.{Field("version")}.nupkg", Path.GetFileName(package.Nupkg));
        Assert.All(ModuleFiles.In(StagedModule.Folder), file =>
            Assert.Equal(File.ReadAllBytes(Path.Combine(StagedModule.Folder, file)), File.ReadAllBytes(Path.Combine(package.Folder, file))));
    }

    [Fact]
    public void Its_description_has_what_the_Gallery_shows_and_searches()
    {
        var manifest = new ModuleManifest(StagedModule.Manifest);
        string[] tags = Field("tags").Split(' ');

        Assert.Equal("Plannr", Field("id"));
        Assert.Equal(manifest.Description, Field("description"));
        Assert.All(["authors", "owners", "licenseUrl", "projectUrl", "iconUrl", "releaseNotes", "copyright"], name => Assert.NotEmpty(Field(name)));
        Assert.Superset(new HashSet<string> { "PSModule", "PSIncludes_Cmdlet", "PSEdition_Core", "PSEdition_Desktop" }, tags.ToHashSet());
        Assert.All(manifest.Cmdlets, name => Assert.Superset(new HashSet<string> { "PSCmdlet_" + name, "PSCommand_" + name }, tags.ToHashSet()));

        // The Gallery refuses more.
        Assert.True(Field("tags").Length <= 4000);
    }

    [Fact]
    public void Each_kind_of_file_is_declared_as_the_packaging_conventions_demand()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.Nupkg);
        using Stream stream = archive.GetEntry("[Content_Types].xml")!.Open();
        XElement[] declared = [.. XDocument.Load(stream).Root!.Elements()];
        HashSet<string> endings = [.. declared.Where(element => element.Name.LocalName == "Default").Select(element => element.Attribute("Extension")!.Value)];
        HashSet<string> parts = [.. declared.Where(element => element.Name.LocalName == "Override").Select(element => element.Attribute("PartName")!.Value)];

        Assert.All(
            archive.Entries.Select(entry => entry.FullName).Where(name => name != "[Content_Types].xml"),
            name => Assert.True(endings.Contains(Path.GetExtension(name).TrimStart('.')) || parts.Contains("/" + name), name));
    }

    private string Field(string name) => package.Metadata().Elements().Single(element => element.Name.LocalName == name).Value;
}
