namespace Plannr.PowerShell.Tests.Views;

/// <summary>The views of the staged module, read from their files.</summary>
internal static class ViewFiles
{
    /// <summary>The source files that are combined into the staged file.</summary>
    public static IReadOnlyList<string> Sources { get; } =
        [.. Directory.GetFiles(Path.Combine(StagedModule.Metadata("RepositoryRoot"), "src", "Plannr.PowerShell"), "*.Format.ps1xml", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 }).OrderBy(Path.GetFileName, StringComparer.Ordinal)];

    public static string Staged { get; } = Path.Combine(StagedModule.Folder, "Plannr.Format.ps1xml");

    public static IReadOnlyList<XElement> Views { get; } = [.. XDocument.Load(Staged).Descendants("View")];

    public static string NameOf(XElement view) => view.Element("Name")!.Value;

    public static XElement Named(string name) => Views.Single(view => NameOf(view) == name);

    public static Type TypeOf(XElement view) =>
        StagedModule.Contract.GetType(view.Element("ViewSelectedBy")!.Element("TypeName")!.Value, throwOnError: true)!;

    public static IEnumerable<string> ScriptsOf(XElement view) => view.Descendants("ScriptBlock").Select(script => script.Value);
}
