using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;

namespace Plannr.HelpBuilder;

/// <summary>Where the help comes from: the built assembly with its XML documentation, and the manifest.</summary>
public static class HelpSource
{
    /// <summary>Reads all cmdlets.</summary>
    public static IReadOnlyList<CmdletHelp> Read(string assemblyPath, string manifestPath)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(assemblyPath))!;
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            Path.Combine(folder, name.Name + ".dll") is var path && File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
        return Read(AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.GetFullPath(assemblyPath)), assemblyPath, manifestPath);
    }

    /// <summary>Reads all cmdlets of an assembly that is loaded, with the documentation beside the given path.</summary>
    public static IReadOnlyList<CmdletHelp> Read(Assembly assembly, string assemblyPath, string manifestPath) =>
        CmdletReader.Read(assembly, new XmlTexts(TextsOf(assemblyPath), TextsOf(Path.Combine(Path.GetDirectoryName(assemblyPath)!, "Plannr.dll"))), PagesOf(manifestPath));

    private static XDocument TextsOf(string assemblyPath) => XDocument.Load(Path.ChangeExtension(assemblyPath, ".xml"), LoadOptions.PreserveWhitespace);

    /// <summary>The folder of the pages on the web: below the address that the manifest gives for the project.</summary>
    private static Uri PagesOf(string manifestPath)
    {
        Match match = Regex.Match(File.ReadAllText(manifestPath), @"ProjectUri\s*=\s*'([^']+)'");
        return match.Success
            ? new Uri(match.Groups[1].Value + "/blob/main/docs/cmdlets/")
            : throw new InvalidOperationException($"{manifestPath} has no ProjectUri.");
    }
}
