namespace Plannr.Client;

/// <summary>Links, file modes and owners of the operating system.</summary>
internal sealed class SystemFiles : IPlannrFiles
{
    public IDisposable OnExit(Action action) => new ExitAction(action);

    public IDisposable DeleteOnExit(string path) => OnExit(() => TryDelete(path));

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Windows does not delete a file that is open.
        }
    }

#if NET
    // chown leaves this ID as it is.
    private const uint Unchanged = uint.MaxValue;

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

    public void SetDefaultMode(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            // Reading the umask would need to change it, for all threads: an empty file shows the mode.
            using var probe = new FileStream(path + "0", FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            File.SetUnixFileMode(path, File.GetUnixFileMode(probe.SafeFileHandle));
        }
    }

    public void CopyMode(string source, string target)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(target, File.GetUnixFileMode(source));
        }
    }

    public void TrySetOwner(string path, int userId, int groupId)
    {
        // Only root may give a file away, but a user may choose among their own groups.
        byte[] native = Encoding.UTF8.GetBytes(path + '\0');
        if (!OperatingSystem.IsWindows() && ChangeOwner(native, (uint)userId, (uint)groupId) != 0)
        {
            _ = ChangeOwner(native, Unchanged, (uint)groupId);
        }
    }

    [DllImport("libc", EntryPoint = "lchown")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ChangeOwner(byte[] path, uint userId, uint groupId);
#else
    // .NET Framework runs on Windows only, where files have no mode and a replaced file keeps its owner.
    public string? ResolveLink(string path) => null;

    public FileStream CreatePrivate(string path) => new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);

    public void SetDefaultMode(string path)
    {
    }

    public void CopyMode(string source, string target)
    {
    }

    public void TrySetOwner(string path, int userId, int groupId)
    {
    }
#endif
}

/// <summary>Runs an action when the process exits or is told to terminate. The process waits for it.</summary>
internal sealed class ExitAction : IDisposable
{
    private readonly Action _action;

#if NET
    // .NET 10 no longer turns these signals into an exit that raises ProcessExit.
    private readonly PosixSignalRegistration _terminate;
    private readonly PosixSignalRegistration _hangUp;
#endif

    public ExitAction(Action action)
    {
        _action = action;
        AppDomain.CurrentDomain.ProcessExit += OnExit;
#if NET
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        _hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal);
#endif
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
#if NET
        _terminate.Dispose();
        _hangUp.Dispose();
#endif
    }

    private void OnExit(object? sender, EventArgs arguments) => _action();

#if NET
    private void OnSignal(PosixSignalContext context)
    {
        // Other code may have handled the signal, and the process continues.
        if (!context.Cancel)
        {
            _action();
        }
    }
#endif
}
