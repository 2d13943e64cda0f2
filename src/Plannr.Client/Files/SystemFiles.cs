using System.IO;
#if NET
using System;
#endif

namespace Plannr.Client.Files;

/// <summary>Links and file modes of the operating system.</summary>
internal sealed class SystemFiles : IPlannrFiles
{
#if NET
    public string? ResolveLink(string path) => File.ResolveLinkTarget(path, returnFinalTarget: false)?.FullName;

    public FileStream CreatePrivate(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    public void CopyMode(string source, string target)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(target, File.GetUnixFileMode(source));
        }
    }
#else
    public string? ResolveLink(string path) => null;

    public FileStream CreatePrivate(string path) => new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);

    public void CopyMode(string source, string target)
    {
        // .NET Framework runs on Windows only, where files have no mode.
    }
#endif
}
