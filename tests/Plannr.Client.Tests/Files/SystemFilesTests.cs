namespace Plannr.Client.Tests.Files;

/// <summary>Tests private files on every system, and links and copied file modes on Linux and macOS.</summary>
public sealed class SystemFilesTests : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("plannr-files-");
    private readonly IPlannrFiles _files = new PlannrClientFactory().Files;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Private_file_is_accessible_only_to_its_owner()
    {
        using FileStream stream = _files.CreatePrivate(At("new"));

        stream.WriteByte(1);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(Private, File.GetUnixFileMode(stream.SafeFileHandle));
        }
    }

    [Fact]
    public void Private_file_does_not_replace_an_existing_file()
    {
        File.WriteAllText(At("old"), "old");

        Assert.ThrowsAny<IOException>(() => _files.CreatePrivate(At("old")));
        Assert.Equal("old", File.ReadAllText(At("old")));
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.UserRead)]
    public void Copied_mode_ignores_the_umask(UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.WriteAllText(At("source"), string.Empty);
        File.SetUnixFileMode(At("source"), mode);
        _files.CreatePrivate(At("target")).Dispose();

        _files.CopyMode(At("source"), At("target"));

        Assert.Equal(mode, File.GetUnixFileMode(At("target")));
    }

    [Fact]
    public void Links_resolve_one_step_at_a_time()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.WriteAllText(At("file"), string.Empty);
        File.CreateSymbolicLink(At("second"), "file");
        File.CreateSymbolicLink(At("first"), At("second"));

        Assert.Equal(At("second"), _files.ResolveLink(At("first")));
        Assert.Equal(At("file"), _files.ResolveLink(At("second")));
        Assert.Null(_files.ResolveLink(At("file")));
        Assert.ThrowsAny<IOException>(() => _files.ResolveLink(At("missing")));
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);
}
