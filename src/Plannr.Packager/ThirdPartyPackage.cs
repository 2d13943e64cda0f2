using System.Reflection;

namespace Plannr.Packager;

/// <summary>A NuGet package whose code ships with the module, as its own files describe it.</summary>
public sealed class ThirdPartyPackage
{
    private readonly string _folder;
    private readonly XElement _metadata;

    internal ThirdPartyPackage(string id, string version, string folder, IReadOnlyList<string> dependencies)
    {
        Id = id;
        Version = version;
        _folder = folder;
        _metadata = XDocument.Load(Directory.GetFiles(folder, "*.nuspec").Single()).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
        Dependencies = dependencies;
    }

    /// <summary>The package's id.</summary>
    public string Id { get; }

    /// <summary>The version that NuGet restored. The package's own metadata may add build metadata, which is not part of the version.</summary>
    public string Version { get; }

    /// <summary>The package URL, by which tools know it.</summary>
    public string Purl => $"pkg:nuget/{Id}@{Version}";

    /// <summary>The ids of the packages that it lists as needed.</summary>
    public IReadOnlyList<string> Dependencies { get; }

    /// <summary>Who made it.</summary>
    public string Authors => Field("authors") ?? string.Empty;

    /// <summary>Its copyright notice.</summary>
    public string Copyright => (Field("copyright") ?? $"Copyright (c) {Authors}").Replace("  ", " ", StringComparison.Ordinal);

    /// <summary>Its home page, null where it has none.</summary>
    public string? ProjectUrl => Field("projectUrl");

    /// <summary>The SPDX expression of its licence, null for an old package that has an address instead.</summary>
    public string? LicenceExpression => Element("license") is { } licence && (string?)licence.Attribute("type") == "expression" ? licence.Value : null;

    /// <summary>The name of its licence; for an old package, what its text is.</summary>
    public string? LicenceName =>
        LicenceExpression ?? (LicenceText.Contains("Permission is hereby granted, free of charge", StringComparison.Ordinal) ? "MIT" : null);

    /// <summary>The address of its licence.</summary>
    public string? LicenceUrl => Field("licenseUrl");

    /// <summary>The text of its licence: its own file, else the wording of the licence that it names, with its copyright notice.</summary>
    public string LicenceText => ReadFile("LICENSE.TXT") ?? ReadFile("LICENSE") ?? ReadFile("LICENSE.md") ?? $"{Copyright}\n\n{Wording()}";

    /// <summary>The notices that it passes on for code of others, null where it has none.</summary>
    public string? Notices => ReadFile("THIRD-PARTY-NOTICES.TXT");

    private string Wording()
    {
        string name = LicenceExpression ?? throw new PackagingException($"{Id} {Version} has neither a licence file nor the name of a licence.");
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new PackagingException($"{Id} {Version} is under {name} and brings no text of it. Add src/Plannr.Packager/Licences/{name}.txt.");
        using var reader = new StreamReader(stream);
        return Tidy(reader.ReadToEnd());
    }

    private string? ReadFile(string name) => Directory.GetFiles(_folder)
        .Where(file => Path.GetFileName(file).Equals(name, StringComparison.OrdinalIgnoreCase))
        .Select(file => Tidy(File.ReadAllText(file)))
        .SingleOrDefault();

    private static string Tidy(string text) => text.ReplaceLineEndings("\n").Trim('\n', ' ', '\uFEFF');

    private string? Field(string name) => Element(name) is { } element && element.Value.Trim() is { Length: > 0 } text ? text : null;

    private XElement? Element(string name) => _metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name);
}
