using NuGet.Packaging;
using NuGet.Versioning;

namespace Plannr.Build.Package;

/// <summary>Creates the package in two steps: first the folder, then the bill of materials and the nupkg. Between the steps, the files can be signed.</summary>
internal sealed class ModulePackage(string output, RestoredPackages packages)
{
    private const string ModuleName = "Plannr";

    /// <summary>Creates the package folder, <c>Plannr/&lt;version&gt;</c>, from the staged module and returns the folder's path.</summary>
    public string LayOut(string stagedModule)
    {
        var manifest = new ModuleManifest(Path.Combine(stagedModule, ModuleName + ".psd1"));
        string module = Path.Combine(output, ModuleName);
        if (Directory.Exists(module))
        {
            Directory.Delete(module, recursive: true);
        }

        string folder = Path.Combine(module, manifest.ModuleVersion);
        foreach (string file in ModuleFiles.In(stagedModule))
        {
            string target = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(stagedModule, file), target);
        }

        IEnumerable<ThirdPartyPackage> shipped = ModuleFiles.In(folder).Select(file => packages.Find(folder, file)).OfType<ThirdPartyPackage>()
            .Concat(packages.CompiledIn()).Distinct();
        File.WriteAllText(Path.Combine(folder, NoticesFile.Name), NoticesFile.TextOf(shipped));
        return folder;
    }

    /// <summary>Writes the bill of materials and the package, and returns the package's path.</summary>
    public string Pack()
    {
        string module = Path.Combine(output, ModuleName);
        string[] folders = Directory.Exists(module) ? Directory.GetDirectories(module) : [];
        if (folders is not [string folder])
        {
            throw new InvalidDataException($"Expected one package folder in '{module}', but found {folders.Length}. Run the 'layout' step first.");
        }

        var manifest = new ModuleManifest(Path.Combine(folder, ModuleName + ".psd1"));
        File.WriteAllText(Path.Combine(folder, SbomFile.Name), SbomFile.TextOf(folder, manifest, packages));
        foreach (string stale in Directory.GetFiles(output, ModuleName + ".*.nupkg"))
        {
            File.Delete(stale);
        }

        string path = Path.Combine(output, $"{manifest.Name}.{manifest.Version}.nupkg");
        // The Gallery uses these tags to list a module's commands and to find a module by command. Compress-PSResource is not used: it omits these tags, and its output is not reproducible.
        string[] tags = [.. manifest.Tags, "PSModule", "PSIncludes_Cmdlet", .. manifest.Cmdlets.Select(name => "PSCmdlet_" + name), .. manifest.Cmdlets.Select(name => "PSCommand_" + name)];
        var package = new PackageBuilder(deterministic: true)
        {
            // The earliest timestamp that a zip archive can contain.
            DeterministicTimestamp = "1980-01-01T00:00:00Z",
            Id = manifest.Name,
            Version = NuGetVersion.Parse(manifest.Version),
            Description = manifest.Description,
            ReleaseNotes = manifest.ReleaseNotes,
            Copyright = manifest.Copyright,
            LicenseUrl = new Uri(manifest.LicenseUri),
            ProjectUrl = new Uri(manifest.ProjectUri),
            IconUrl = manifest.IconUri is { } icon ? new Uri(icon) : null,
        };
        package.Authors.Add(manifest.Author);
        package.Owners.Add(manifest.CompanyName);
        package.Tags.AddRange(tags);
        package.Files.AddRange(ModuleFiles.In(folder).Select(file => new PhysicalPackageFile { SourcePath = Path.Combine(folder, file), TargetPath = file }));
        using FileStream stream = File.Create(path);
        package.Save(stream);
        return path;
    }
}

/// <summary>Lists the files in a module folder as relative paths with forward slashes, in the same order on every system.</summary>
internal static class ModuleFiles
{
    public static IReadOnlyList<string> In(string folder) =>
    [
        .. Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];
}
