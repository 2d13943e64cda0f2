namespace Plannr.Packager;

/// <summary>The files of a module folder.</summary>
public static class ModuleFiles
{
    /// <summary>Their paths relative to the folder, with forward slashes, in an order that is the same everywhere.</summary>
    public static IReadOnlyList<string> In(string folder) =>
    [
        .. Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];
}
