using System.Text.Json;

namespace Plannr.Build.Package;

/// <summary>Finds the package that a file in <c>lib</c> came from, using the <c>project.assets.json</c> that NuGet wrote for the HTTP core.</summary>
internal sealed class RestoredPackages : IDisposable
{
    // The folders of the module, and the restored targets that their files come from.
    private static readonly (string Folder, string Target)[] Folders = [("lib/core/", "net10.0"), ("lib/desktop/", "net472")];

    private readonly JsonDocument _assets;
    private readonly Dictionary<string, ThirdPartyPackage> _packages = [];

    public RestoredPackages(string assetsFile) => _assets = JsonDocument.Parse(File.ReadAllBytes(assetsFile));

    /// <summary>Returns the package that a file came from, or null for the module's own files. The file must be identical to the one in the package.</summary>
    public ThirdPartyPackage? Find(string folder, string file)
    {
        string name = Path.GetFileName(file);
        if (!file.StartsWith("lib/", StringComparison.Ordinal) || name.StartsWith("Plannr.", StringComparison.Ordinal))
        {
            return null;
        }

        string target = Folders.FirstOrDefault(pair => file == pair.Folder + name).Target
            ?? throw new InvalidDataException($"'{file}' is in an unexpected folder.");
        foreach (JsonProperty package in PackagesOf(target))
        {
            string? asset = package.Value.TryGetProperty("runtime", out JsonElement runtime)
                ? runtime.EnumerateObject().Select(entry => entry.Name).FirstOrDefault(entry => Path.GetFileName(entry) == name)
                : null;
            if (asset is not null)
            {
                return Same(Path.Combine(folder, file), Path.Combine(FolderOf(package.Name), asset))
                    ? Read(package)
                    : throw new InvalidDataException($"'{file}' differs from the file in {package.Name}. Build the module again.");
            }
        }

        // Not a runtime asset of its package: the project includes this file by path.
        foreach (JsonProperty package in PackagesOf(target))
        {
            if (_assets.RootElement.GetProperty("libraries").GetProperty(package.Name).GetProperty("files").EnumerateArray().Select(entry => entry.GetString()!)
                .Any(entry => Path.GetFileName(entry) == name && Same(Path.Combine(folder, file), Path.Combine(FolderOf(package.Name), entry))))
            {
                return Read(package);
            }
        }

        throw new InvalidDataException($"'{file}' does not come from a restored package. Build the module again.");
    }

    /// <summary>Returns the packages whose source is compiled into the module's own assemblies.</summary>
    public IEnumerable<ThirdPartyPackage> CompiledIn() => PackagesOf("net10.0").Where(package => package.Name.StartsWith("PolySharp/", StringComparison.Ordinal)).Select(Read);

    /// <inheritdoc/>
    public void Dispose() => _assets.Dispose();

    private IEnumerable<JsonProperty> PackagesOf(string target) => _assets.RootElement.GetProperty("targets").GetProperty(target).EnumerateObject()
        .Where(package => package.Value.GetProperty("type").GetString() == "package");

    private ThirdPartyPackage Read(JsonProperty package)
    {
        if (!_packages.TryGetValue(package.Name, out ThirdPartyPackage? read))
        {
            // Combine the dependencies for both frameworks, because the lists differ.
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

/// <summary>A NuGet package whose code ships with the module. Its metadata comes from the files in the package.</summary>
internal sealed class ThirdPartyPackage(string id, string version, string folder, IReadOnlyList<string> dependencies)
{
    private readonly XElement _metadata = XDocument.Load(Directory.GetFiles(folder, "*.nuspec").Single()).Root!.Elements().Single(element => element.Name.LocalName == "metadata");

    public string Id => id;

    /// <summary>The version that NuGet restored. Unlike the version in the package's nuspec, it contains no build metadata.</summary>
    public string Version => version;

    /// <summary>The package URL.</summary>
    public string Purl => $"pkg:nuget/{Id}@{Version}";

    public IReadOnlyList<string> Dependencies => dependencies;

    public string Authors => Field("authors") ?? string.Empty;

    public string Copyright => (Field("copyright") ?? $"Copyright (c) {Authors}").Replace("  ", " ", StringComparison.Ordinal);

    public string? ProjectUrl => Field("projectUrl");

    /// <summary>The SPDX expression of the licence, or null if the package has a licence file or URL instead.</summary>
    public string? LicenceExpression => Element("license") is { } licence && (string?)licence.Attribute("type") == "expression" ? licence.Value : null;

    /// <summary>The SPDX expression or, if there is none, a name derived from the licence text; null if the licence is not recognised.</summary>
    public string? LicenceName =>
        LicenceExpression ?? (LicenceText.Contains("Permission is hereby granted, free of charge", StringComparison.Ordinal) ? "MIT" : null);

    public string? LicenceUrl => Field("licenseUrl");

    /// <summary>The text of the package's licence file or, if there is none, the copyright notice and the text of the named licence.</summary>
    public string LicenceText => ReadFile("LICENSE.TXT") ?? ReadFile("LICENSE") ?? ReadFile("LICENSE.md") ?? $"{Copyright}\n\n{LicenceWording()}";

    /// <summary>The package's own third-party notices, if any.</summary>
    public string? Notices => ReadFile("THIRD-PARTY-NOTICES.TXT");

    private string LicenceWording()
    {
        string name = LicenceExpression ?? throw new InvalidDataException($"{Id} {Version} has neither a licence file nor the name of a licence.");
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidDataException($"{Id} {Version} has the licence {name} but does not include its text. Add build/Plannr.Build/Licences/{name}.txt.");
        using var reader = new StreamReader(stream);
        return Tidy(reader.ReadToEnd());
    }

    private string? ReadFile(string name) => Directory.GetFiles(folder)
        .Where(file => Path.GetFileName(file).Equals(name, StringComparison.OrdinalIgnoreCase))
        .Select(file => Tidy(File.ReadAllText(file)))
        .SingleOrDefault();

    private static string Tidy(string text) => text.ReplaceLineEndings("\n").Trim('\n', ' ', '\uFEFF');

    private string? Field(string name) => Element(name) is { } element && element.Value.Trim() is { Length: > 0 } text ? text : null;

    private XElement? Element(string name) => _metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name);
}
