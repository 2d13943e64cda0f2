namespace Plannr.Packager;

/// <summary>What the Gallery and the installers read of a package: the manifest's fields under NuGet's names.</summary>
public static class Nuspec
{
    private static readonly XNamespace Space = "http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd";

    /// <summary>The description of a package.</summary>
    public static XDocument Of(ModuleManifest manifest) => new(new XElement(
        Space + "package",
        new XElement(
            Space + "metadata",
            new XElement(Space + "id", manifest.Name),
            new XElement(Space + "version", manifest.Version),
            new XElement(Space + "authors", manifest.Author),
            new XElement(Space + "owners", manifest.CompanyName),
            new XElement(Space + "requireLicenseAcceptance", false),
            new XElement(Space + "licenseUrl", manifest.LicenseUri),
            new XElement(Space + "projectUrl", manifest.ProjectUri),
            manifest.IconUri is { } icon ? new XElement(Space + "iconUrl", icon) : null,
            new XElement(Space + "description", manifest.Description),
            new XElement(Space + "releaseNotes", manifest.ReleaseNotes),
            new XElement(Space + "copyright", manifest.Copyright),
            new XElement(Space + "tags", string.Join(' ', Tags(manifest))))));

    // By these the Gallery lists a module's commands, and finds a module by a command.
    private static IEnumerable<string> Tags(ModuleManifest manifest) =>
    [
        .. manifest.Tags,
        "PSModule",
        "PSIncludes_Cmdlet",
        .. manifest.Cmdlets.Select(name => "PSCmdlet_" + name),
        .. manifest.Cmdlets.Select(name => "PSCommand_" + name),
    ];
}
