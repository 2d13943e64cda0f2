namespace Plannr.Packager;

/// <summary>The parts that make an archive a package by the Open Packaging Conventions.</summary>
public static class PackageParts
{
    private const string Binary = "application/octet";

    private static readonly XNamespace Types = "http://schemas.openxmlformats.org/package/2006/content-types";
    private static readonly XNamespace Relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static readonly XNamespace Properties = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    private static readonly XNamespace Dublin = "http://purl.org/dc/elements/1.1/";

    /// <summary>Which kinds of files the package holds.</summary>
    public static XDocument ContentTypes(IEnumerable<string> files) => new(new XElement(
        Types + "Types",
        Default("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        Default("psmdcp", "application/vnd.openxmlformats-package.core-properties+xml"),
        files.Append("x.nuspec").Select(file => Path.GetExtension(file).TrimStart('.')).Where(ending => ending.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).Select(ending => Default(ending, Binary)),
        files.Where(file => Path.GetExtension(file).Length == 0)
            .Select(file => new XElement(Types + "Override", new XAttribute("PartName", "/" + file), new XAttribute("ContentType", Binary)))));

    /// <summary>Where the package's description and properties are.</summary>
    public static XDocument Relationships(string nuspecName, string propertiesName) => new(new XElement(
        Relations + "Relationships",
        Relationship("R1", "http://schemas.microsoft.com/packaging/2010/07/manifest", nuspecName),
        Relationship("R2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", propertiesName)));

    /// <summary>The package's properties.</summary>
    public static XDocument CoreProperties(ModuleManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return new(new XElement(
            Properties + "coreProperties",
            new XAttribute(XNamespace.Xmlns + "dc", Dublin),
            new XElement(Dublin + "creator", manifest.Author),
            new XElement(Dublin + "description", manifest.Description),
            new XElement(Dublin + "identifier", manifest.Name),
            new XElement(Properties + "version", manifest.Version),
            new XElement(Properties + "keywords", string.Join(' ', manifest.Tags)),
            new XElement(Properties + "lastModifiedBy", "Plannr.Packager")));
    }

    private static XElement Default(string ending, string type) =>
        new(Types + "Default", new XAttribute("Extension", ending), new XAttribute("ContentType", type));

    private static XElement Relationship(string id, string type, string target) =>
        new(Relations + "Relationship", new XAttribute("Type", type), new XAttribute("Target", "/" + target), new XAttribute("Id", id));
}
