namespace Plannr.PowerShell.Tests.Packaging;

/// <summary>The manifest fields that the PowerShell Gallery shows or validates.</summary>
[Collection(ModuleSession.Collection)]
public class GalleryManifestTests
{
    [Fact]
    public void The_manifest_is_valid_without_warnings()
    {
        PSModuleInfo manifest = Read();

        Assert.Equal("Plannr", manifest.Name);
        Assert.Equal(["Core", "Desktop"], manifest.CompatiblePSEditions);
        Assert.Equal(new Version(5, 1), manifest.PowerShellVersion);
    }

    [Fact]
    public void Each_field_that_the_Gallery_shows_has_a_value()
    {
        PSModuleInfo manifest = Read();

        Assert.All([manifest.Description, manifest.Author, manifest.CompanyName, manifest.Copyright, manifest.ReleaseNotes], text => Assert.False(string.IsNullOrWhiteSpace(text)));
        Assert.NotEqual(Guid.Empty, manifest.Guid);
        Assert.All([manifest.ProjectUri, manifest.LicenseUri], address => Assert.Equal("https", address.Scheme));
        Assert.EndsWith("/main/docs/images/icon.png", manifest.IconUri.AbsoluteUri, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(StagedModule.Metadata("RepositoryRoot"), "docs", "images", "icon.png")));
        Assert.StartsWith(manifest.ProjectUri.AbsoluteUri, manifest.LicenseUri.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public void Tags_name_the_editions_and_platforms_and_contain_only_letters_and_underscores()
    {
        List<string> tags = [.. Read().Tags];

        Assert.Superset(new HashSet<string> { "PSEdition_Core", "PSEdition_Desktop", "Windows", "Linux", "MacOS" }, tags.ToHashSet());
        Assert.All(tags, tag => Assert.Matches("^[A-Za-z_]+$", tag));
        Assert.Equal(tags.Count, tags.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    private static PSModuleInfo Read()
    {
        using var session = new ModuleSession();
        session.Set("Path", StagedModule.Manifest);
        ScriptResult result = session.Run("Test-ModuleManifest $Path").ShouldSucceed();
        Assert.Empty(result.Warnings);
        return result.As<PSModuleInfo>().Single();
    }
}
