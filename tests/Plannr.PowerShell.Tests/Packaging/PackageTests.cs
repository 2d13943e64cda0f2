using System.IO.Compression;

namespace Plannr.PowerShell.Tests.Packaging;

/// <summary>The package that is published to the PowerShell Gallery.</summary>
public sealed class PackageTests(PackedModule package) : IClassFixture<PackedModule>
{
    [Fact]
    public async Task Quick_start_runs_with_the_package_in_an_otherwise_empty_module_path()
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
    public void Packing_the_same_files_twice_produces_identical_packages()
    {
        using var again = new PackedModule();

        Assert.Equal(File.ReadAllBytes(package.Nupkg), File.ReadAllBytes(again.Nupkg));
    }

    [Fact]
    public void The_package_contains_only_the_staged_module_and_the_notices_and_the_bill_of_materials()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.Nupkg);
        IEnumerable<string> names = archive.Entries.Select(entry => entry.FullName).Where(name => !PackedModule.IsPackageMetadata(name));

        Assert.Equal([.. ModuleFiles.In(StagedModule.Folder).Append("THIRD-PARTY-NOTICES.txt").Append("sbom.cdx.json").Order(StringComparer.Ordinal)], names);
        Assert.Equal($"Plannr.{Field("version")}.nupkg", Path.GetFileName(package.Nupkg));
        Assert.All(ModuleFiles.In(StagedModule.Folder), file =>
            Assert.Equal(File.ReadAllBytes(Path.Combine(StagedModule.Folder, file)), File.ReadAllBytes(Path.Combine(package.Folder, file))));
    }

    [Fact]
    public void The_nuspec_has_the_fields_and_tags_that_the_Gallery_uses()
    {
        var manifest = new ModuleManifest(StagedModule.Manifest);
        string[] tags = Field("tags").Split(' ');

        Assert.Equal("Plannr", Field("id"));
        Assert.Equal(manifest.Description, Field("description"));
        Assert.All(["authors", "owners", "licenseUrl", "projectUrl", "iconUrl", "releaseNotes", "copyright"], name => Assert.NotEmpty(Field(name)));
        Assert.Superset(new HashSet<string> { "PSModule", "PSIncludes_Cmdlet", "PSEdition_Core", "PSEdition_Desktop" }, tags.ToHashSet());
        Assert.All(manifest.Cmdlets, name => Assert.Superset(new HashSet<string> { "PSCmdlet_" + name, "PSCommand_" + name }, tags.ToHashSet()));

        // The Gallery rejects a package if its tags exceed this total length.
        Assert.True(Field("tags").Length <= 4000);
    }

    [Fact]
    public void Every_file_type_in_the_package_is_declared_in_its_content_types()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.Nupkg);
        using Stream stream = archive.GetEntry("[Content_Types].xml")!.Open();
        XElement[] declared = [.. XDocument.Load(stream).Root!.Elements()];
        HashSet<string> extensions = [.. declared.Where(element => element.Name.LocalName == "Default").Select(element => element.Attribute("Extension")!.Value)];
        HashSet<string> parts = [.. declared.Where(element => element.Name.LocalName == "Override").Select(element => element.Attribute("PartName")!.Value)];

        Assert.All(
            archive.Entries.Select(entry => entry.FullName).Where(name => name != "[Content_Types].xml"),
            name => Assert.True(extensions.Contains(Path.GetExtension(name).TrimStart('.')) || parts.Contains("/" + name), name));
    }

    private string Field(string name) => package.Metadata().Elements().Single(element => element.Name.LocalName == name).Value;
}
