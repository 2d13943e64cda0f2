#if NET
#endif

namespace Plannr.Client.Files;

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
        // Somebody else may have handled the signal, and the process goes on.
        if (!context.Cancel)
        {
            _action();
        }
    }
#endif
}
