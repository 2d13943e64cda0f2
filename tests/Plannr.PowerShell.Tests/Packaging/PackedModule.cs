using System.IO.Compression;

namespace Plannr.PowerShell.Tests.Packaging;

/// <summary>The staged module, packed into a temporary folder that serves as a local repository.</summary>
public sealed class PackedModule : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("plannr-package-");
    private readonly RestoredPackages _packages = new(AssetsFile);

    public PackedModule()
    {
        var package = new ModulePackage(Repository, _packages);
        Folder = package.LayOut(StagedModule.Folder);
        Nupkg = package.Pack();
    }

    public static string AssetsFile { get; } = Path.Combine(StagedModule.Metadata("RepositoryRoot"), "src", "Plannr.Client", "obj", "project.assets.json");

    public string Repository => Path.Combine(_folder.FullName, "repository");

    /// <summary>The packed folder, laid out like an installed module.</summary>
    public string Folder { get; }

    public string Nupkg { get; }

    public XElement Metadata()
    {
        using ZipArchive archive = ZipFile.OpenRead(Nupkg);
        using Stream stream = archive.Entries.Single(entry => entry.FullName == "Plannr.nuspec").Open();
        return XDocument.Load(stream).Root!.Elements().Single();
    }

    /// <summary>Unpacks the package, as an installer does, into an otherwise empty module path and returns that path.</summary>
    public string Install()
    {
        string modules = Path.Combine(_folder.FullName, "modules");
        string version = Metadata().Elements().Single(element => element.Name.LocalName == "version").Value;
        using ZipArchive archive = ZipFile.OpenRead(Directory.GetFiles(Repository, "Plannr.*.nupkg").Single());
        foreach (ZipArchiveEntry entry in archive.Entries.Where(entry => !IsPackageMetadata(entry.FullName)))
        {
            string target = Path.Combine(modules, "Plannr", version, entry.FullName);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            entry.ExtractToFile(target);
        }

        return modules;
    }

    public static bool IsPackageMetadata(string name) =>
        name is "[Content_Types].xml" or "Plannr.nuspec" || name.StartsWith("_rels/", StringComparison.Ordinal) || name.StartsWith("package/", StringComparison.Ordinal);

    public void Dispose()
    {
        _packages.Dispose();
        _folder.Delete(recursive: true);
    }
}
