namespace Plannr.Client;

/// <summary>Handles links, file modes and owners through the operating system.</summary>
internal sealed class SystemFiles : IPlannrFiles
{
    public IDisposable OnExit(Action action) => new ExitAction(action);

    public IDisposable DeleteOnExit(string path) => OnExit(() =>
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Windows can't delete an open file, so the file remains.
        }
    });

    // On .NET Framework, the following methods ignore links, which it has no API to resolve, and modes and owners: on Windows, files have no mode, and a replaced file keeps its owner.
#if NET
    public string? ResolveLink(string path) => File.ResolveLinkTarget(path, returnFinalTarget: false)?.FullName;
#else
    public string? ResolveLink(string path) => null;
#endif

    public FileStream CreatePrivate(string path)
    {
#if NET
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, UnixCreateMode = Private });
        }
#endif
        return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }

    public void SetDefaultMode(string path)
    {
#if NET
        if (!OperatingSystem.IsWindows())
        {
            // The umask can't be read without changing it for all threads, so use the mode of a new empty file.
            using var probe = new FileStream(path + "0", FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            File.SetUnixFileMode(path, File.GetUnixFileMode(probe.SafeFileHandle));
        }
#endif
    }

    public void CopyMode(string source, string target)
    {
#if NET
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(target, File.GetUnixFileMode(source));
        }
#endif
    }

    public void TrySetOwner(string path, int userId, int groupId)
    {
#if NET
        // Only root may change a file's owner; other users may only change its group to one of their own. The maximum ID means "do not change".
        byte[] native = Encoding.UTF8.GetBytes(path + '\0');
        if (!OperatingSystem.IsWindows() && ChangeOwner(native, (uint)userId, (uint)groupId) != 0)
        {
            _ = ChangeOwner(native, uint.MaxValue, (uint)groupId);
        }
#endif
    }

#if NET
    [DllImport("libc", EntryPoint = "lchown")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ChangeOwner(byte[] path, uint userId, uint groupId);
#endif
}

/// <summary>Runs an action when the process exits or receives a termination signal, and delays the exit until the action is done.</summary>
internal sealed class ExitAction : IDisposable
{
    private readonly Action _action;

#if NET
    // Handle SIGTERM and SIGHUP here, because they no longer raise ProcessExit in .NET 10.
    private readonly PosixSignalRegistration[] _signals;
#endif

    public ExitAction(Action action)
    {
        _action = action;
        AppDomain.CurrentDomain.ProcessExit += OnExit;
#if NET
        _signals = [PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal), PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal)];
#endif
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
#if NET
        Array.ForEach(_signals, signal => signal.Dispose());
#endif
    }

    private void OnExit(object? sender, EventArgs arguments) => _action();

#if NET
    private void OnSignal(PosixSignalContext context)
    {
        // If other code has cancelled the signal, the process continues, so skip the action.
        if (!context.Cancel)
        {
            _action();
        }
    }
#endif
}
