namespace Plannr.PowerShell.Tests.Architecture;

/// <summary>The code is in files that can be read in one go.</summary>
public sealed class SourceFileTests
{
    private const int MostLines = 400;

    private static readonly string Root = StagedModule.Metadata("RepositoryRoot");

    private static readonly string[] Folders = ["src", "tests"];

    [Fact]
    public void No_file_has_more_than_400_lines()
    {
        string[] files = [.. Folders.SelectMany(folder => SourcesBelow(Path.Combine(Root, folder)))];
        IEnumerable<string> tooLong = files.Where(file => File.ReadLines(file).Count() > MostLines).Select(file => Path.GetRelativePath(Root, file));

        Assert.All(Folders, folder => Assert.Contains(files, file => file.StartsWith(Path.Combine(Root, folder), StringComparison.Ordinal)));
        Assert.Empty(tooLong);
    }

    /// <summary>Without what a build has made.</summary>
    private static IEnumerable<string> SourcesBelow(string folder) => Path.GetFileName(folder) is "bin" or "obj"
        ? []
        : Directory.GetFiles(folder, "*.cs").Concat(Directory.GetDirectories(folder).SelectMany(SourcesBelow));
}
