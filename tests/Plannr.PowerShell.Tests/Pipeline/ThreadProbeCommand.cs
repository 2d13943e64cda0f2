namespace Plannr.PowerShell.Tests.Pipeline;

/// <summary>Uses the observer for the first time on a background thread, and emits the ID of that thread. The class is internal, because the test
/// runner inspects public classes before the module's assemblies can be resolved.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Thread")]
[OutputType(typeof(int))]
internal sealed class ThreadProbeCommand : PlannrCommand
{
    private protected override void Process()
    {
        IPlannrObserver? observer = null;
        var background = new Thread(() => observer = Observer);
        background.Start();
        background.Join();

        observer!.Verbose("From the background.");
        Emit(background.ManagedThreadId);
    }
}
