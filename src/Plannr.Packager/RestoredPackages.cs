using System.Text.Json;

namespace Plannr.Packager;

/// <summary>What NuGet restored for the HTTP core, from its <c>project.assets.json</c>: which package each file of <c>lib</c> came from.</summary>
public sealed class RestoredPackages : IDisposable
{
    // The folders of the module and the targets of the restore that they are filled from.
    private static readonly (string Folder, string Target)[] Folders = [("lib/core/", "net10.0"), ("lib/desktop/", "net472")];

    private readonly JsonDocument _assets;
    private readonly Dictionary<string, ThirdPartyPackage> _packages = [];

    /// <summary>Reads the assets file.</summary>
    public RestoredPackages(string assetsFile) => _assets = JsonDocument.Parse(File.ReadAllBytes(assetsFile));

    /// <summary>
    /// The package that a file of the module came from; null for the module's own files. The file has to be the package's, byte for byte.
    /// </summary>
    /// <param name="folder">The module folder.</param>
    /// <param name="file">The file, relative to it, with forward slashes.</param>
    public ThirdPartyPackage? Find(string folder, string file)
    {
        string name = Path.GetFileName(file);
        if (!file.StartsWith("lib/", StringComparison.Ordinal) || name.StartsWith("Plannr.", StringComparison.Ordinal))
        {
            return null;
        }

        string target = Folders.FirstOrDefault(pair => file == pair.Folder + name).Target
            ?? throw new PackagingException($"'{file}' lies where nothing is to lie.");
        foreach (JsonProperty package in PackagesOf(target))
        {
            string? asset = package.Value.TryGetProperty("runtime", out JsonElement runtime)
                ? runtime.EnumerateObject().Select(entry => entry.Name).FirstOrDefault(entry => Path.GetFileName(entry) == name)
                : null;
            if (asset is not null)
            {
                return Same(Path.Combine(folder, file), Path.Combine(FolderOf(package.Name), asset))
                    ? Read(package)
                    : throw new PackagingException($"'{file}' is not the file of {package.Name}. Build the module again.");
            }
        }

        // A file that the build takes out of a package by its path.
        foreach (JsonProperty package in PackagesOf(target))
        {
            if (_assets.RootElement.GetProperty("libraries").GetProperty(package.Name).GetProperty("files").EnumerateArray().Select(entry => entry.GetString()!)
                .Any(entry => Path.GetFileName(entry) == name && Same(Path.Combine(folder, file), Path.Combine(FolderOf(package.Name), entry))))
            {
                return Read(package);
            }
        }

        throw new PackagingException($"'{file}' came from no package that was restored. Build the module again.");
    }

    /// <summary>The packages whose source is compiled into the module's own assemblies.</summary>
    public IEnumerable<ThirdPartyPackage> CompiledIn() => PackagesOf("net10.0").Where(package => package.Name.StartsWith("PolySharp/", StringComparison.Ordinal)).Select(Read);

    /// <inheritdoc/>
    public void Dispose() => _assets.Dispose();

    private IEnumerable<JsonProperty> PackagesOf(string target) => _assets.RootElement.GetProperty("targets").GetProperty(target).EnumerateObject()
        .Where(package => package.Value.GetProperty("type").GetString() == "package");

    private ThirdPartyPackage Read(JsonProperty package)
    {
        if (!_packages.TryGetValue(package.Name, out ThirdPartyPackage? read))
        {
            // The two frameworks' lists differ; what a package needs under either is told.
            string[] dependencies = [.. Folders.SelectMany(pair => PackagesOf(pair.Target))
                .Where(other => other.Name == package.Name && other.Value.TryGetProperty("dependencies", out _))
                .SelectMany(other => other.Value.GetProperty("dependencies").EnumerateObject().Select(entry => entry.Name))
                .Distinct().Order(StringComparer.Ordinal)];
            string[] name = package.Name.Split('/');
            _packages.Add(package.Name, read = new ThirdPartyPackage(name[0], name[1], FolderOf(package.Name), dependencies));
        }

        return read;
    }

    private string FolderOf(string package)
    {
        string path = _assets.RootElement.GetProperty("libraries").GetProperty(package).GetProperty("path").GetString()!;
        return _assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(root => Path.Combine(root.Name, path)).First(Directory.Exists);
    }

    private static bool Same(string one, string other) => File.ReadAllBytes(one).AsSpan().SequenceEqual(File.ReadAllBytes(other));
}
