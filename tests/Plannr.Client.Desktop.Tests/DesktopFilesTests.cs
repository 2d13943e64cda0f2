namespace Plannr.Client.Desktop.Tests;

/// <summary>Tests file creation in the build that does not resolve links or set file modes.</summary>
public sealed class DesktopFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("plannr-files-");
    private readonly IPlannrFiles _files = new PlannrClientFactory().Files;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Private_file_does_not_replace_an_existing_file()
    {
        string path = Path.Combine(_folder.FullName, "new");

        using (FileStream stream = _files.CreatePrivate(path))
        {
            stream.WriteByte(1);
        }

        Assert.Equal([1], File.ReadAllBytes(path));
        Assert.ThrowsAny<IOException>(() => _files.CreatePrivate(path));
    }

    [Fact]
    public void Links_and_modes_are_ignored()
    {
        _files.CopyMode("missing", "missing too");

        Assert.Null(_files.ResolveLink("missing"));
    }
}
