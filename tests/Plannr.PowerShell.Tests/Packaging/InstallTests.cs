namespace Plannr.PowerShell.Tests.Packaging;

/// <summary>The package as users get it: a real PowerShell process publishes, installs, updates and uninstalls it with PSResourceGet, and uses it.</summary>
public sealed class InstallTests : IDisposable
{
    private const string Older = "0.0.1";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("plannr-install-");

    [UnixFact("On Windows, no environment variable changes the folder of the user's modules.")]
    public async Task The_published_package_can_be_installed_and_updated_and_used_and_uninstalled()
    {
        using var package = new PackedModule();
        string version = new ModuleManifest(StagedModule.Manifest).Version;
        string root = StagedModule.Metadata("RepositoryRoot");
        ProcessStartInfo shell = RealShell.Restored();
        shell.Environment["HOME"] = _folder.CreateSubdirectory("home").FullName;
        shell.Environment["NO_COLOR"] = "1";
        shell.Environment.Remove("PSModulePath");
        foreach (string variable in shell.Environment.Keys.Where(key => key.StartsWith("XDG_", StringComparison.Ordinal)).ToArray())
        {
            shell.Environment.Remove(variable);
        }

        ShellRun run = await RealShell.RunAsync(
            shell,
            "-File", Path.Combine(root, "tests", "Plannr.PowerShell.Tests", "Packaging", "Use-Package.ps1"),
            "-OlderPackage", PackOlder(),
            "-Package", package.Nupkg,
            "-Folder", _folder.FullName,
            "-QuickStart", Path.Combine(root, "samples", "Quickstart", "quickstart.ps1"));

        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        Dictionary<string, string[]> steps = JsonDocument.Parse(run.Output).RootElement.EnumerateArray().ToDictionary(
            step => step.GetProperty("Step").GetString()!, step => step.GetProperty("Values").EnumerateArray().Select(value => value.GetString()!).ToArray());
        Assert.Equal([Older], steps["installed"]);
        Assert.Equal([version], steps["found by name"]);
        Assert.Equal(["Plannr"], steps["found by tag"]);
        Assert.Equal([Older, version], steps["updated"]);
        Assert.Equal([version], steps["manifest"]);
        Assert.Equal([version], steps["saved"]);
        Assert.Equal("0", steps["quick start"][0]);
        Assert.Contains("Send client welcome pack to newly created client, for Gareth Thompson:", steps["quick start"]);
        Assert.StartsWith(Path.Combine(_folder.FullName, "home"), steps["loaded from"].Single(), StringComparison.Ordinal);
        Assert.EndsWith(Path.Combine("Plannr", version), steps["loaded from"].Single(), StringComparison.Ordinal);
        Assert.Empty(steps["uninstalled"]);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Packs the staged module with an older version number.</summary>
    private string PackOlder()
    {
        string staged = Path.Combine(_folder.FullName, "older");
        foreach (string file in ModuleFiles.In(StagedModule.Folder))
        {
            string target = Path.Combine(staged, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(StagedModule.Folder, file), target);
        }

        string manifest = Path.Combine(staged, "Plannr.psd1");
        string version = new ModuleManifest(manifest).Version;
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace($"= '{version}'", $"= '{Older}'", StringComparison.Ordinal));
        using var packages = new RestoredPackages(PackedModule.AssetsFile);
        var package = new ModulePackage(Path.Combine(_folder.FullName, "older-package"), packages);
        package.LayOut(staged);
        return package.Pack();
    }
}
