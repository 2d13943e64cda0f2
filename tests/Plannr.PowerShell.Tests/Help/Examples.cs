namespace Plannr.PowerShell.Tests.Help;

/// <summary>The examples in the help sources and in the staged help.</summary>
internal static class Examples
{
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";

    /// <summary>The example files of all features.</summary>
    private static IEnumerable<string> Sources =>
        Directory.GetDirectories(Path.Combine(StagedModule.Metadata("RepositoryRoot"), "src", "Plannr.PowerShell")).SelectMany(feature => Directory.GetFiles(feature, "*-Plannr*.xml"));

    public static IReadOnlyList<XElement> Staged { get; } =
        [.. XDocument.Load(Path.Combine(StagedModule.Folder, "en-US", "Plannr.PowerShell.dll-Help.xml")).Descendants(Command + "command")];

    public static IEnumerable<string> CodeOf(XElement command) => command.Descendants(Dev + "code").Select(code => code.Value);

    public static string NameOf(XElement command) => command.Descendants(Command + "name").First().Value;

    /// <summary>The cmdlet and code of each example that runs against the demo without setup code.</summary>
    public static IEnumerable<(string Cmdlet, string Code)> Runnable =>
        from file in Sources.OrderBy(Path.GetFileName, StringComparer.Ordinal)
        from example in XDocument.Load(file).Root!.Elements("example")
        where (string?)example.Attribute("run") != "no"
        select (Path.GetFileNameWithoutExtension(file), example.Element("code")!.Value);
}
