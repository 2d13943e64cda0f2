using System;
using System.IO;
#if NET
using System.Runtime.InteropServices;
#endif

namespace Plannr.Client.Files;

/// <summary>Deletes a file when the process exits or is told to terminate.</summary>
internal sealed class ExitDeletion : IDisposable
{
    private readonly string _path;

#if NET
    // .NET 10 no longer turns these signals into an exit that raises ProcessExit.
    private readonly PosixSignalRegistration _terminate;
    private readonly PosixSignalRegistration _hangUp;
#endif

    public ExitDeletion(string path)
    {
        _path = path;
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

    private void OnExit(object? sender, EventArgs arguments) => Delete();

#if NET
    private void OnSignal(PosixSignalContext context)
    {
        // Somebody else may have handled the signal, and the process goes on.
        if (!context.Cancel)
        {
            Delete();
        }
    }
#endif

    private void Delete()
    {
        try
        {
            File.Delete(_path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Windows does not delete a file that is open.
        }
    }
}
