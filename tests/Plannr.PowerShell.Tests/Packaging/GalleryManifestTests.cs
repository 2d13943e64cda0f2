namespace Plannr.PowerShell.Tests.Packaging;

/// <summary>What the PowerShell Gallery shows of a module, and refuses one for.</summary>
[Collection(ModuleSession.Collection)]
public class GalleryManifestTests
{
    [Fact]
    public void The_manifest_has_no_fault_and_nothing_to_warn_of()
    {
        PSModuleInfo manifest = Read();

        Assert.Equal("Plannr", manifest.Name);
        Assert.Equal(["Core", "Desktop"], manifest.CompatiblePSEditions);
        Assert.Equal(new Version(5, 1), manifest.PowerShellVersion);
    }

    [Fact]
    public void Each_field_that_a_visitor_sees_is_filled()
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
    public void The_tags_say_where_it_runs_and_are_of_the_form_that_a_search_takes()
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
