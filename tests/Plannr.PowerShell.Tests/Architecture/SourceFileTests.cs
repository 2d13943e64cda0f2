namespace Plannr.PowerShell.Tests.Architecture;

/// <summary>Limits the length of source files.</summary>
public sealed class SourceFileTests
{
    private const int MaximumLines = 400;

    private static readonly string Root = StagedModule.Metadata("RepositoryRoot");

    private static readonly string[] Folders = ["src", "tests"];

    [Fact]
    public void No_file_has_more_than_400_lines()
    {
        string[] files = [.. Folders.SelectMany(folder => SourcesBelow(Path.Combine(Root, folder)))];
        IEnumerable<string> tooLong = files.Where(file => File.ReadLines(file).Count() > MaximumLines).Select(file => Path.GetRelativePath(Root, file));

        Assert.All(Folders, folder => Assert.Contains(files, file => file.StartsWith(Path.Combine(Root, folder), StringComparison.Ordinal)));
        Assert.Empty(tooLong);
    }

    /// <summary>Returns the source files in a folder and its subfolders, except build output.</summary>
    private static IEnumerable<string> SourcesBelow(string folder) => Path.GetFileName(folder) is "bin" or "obj"
        ? []
        : Directory.GetFiles(folder, "*.cs").Concat(Directory.GetDirectories(folder).SelectMany(SourcesBelow));
}
