namespace Plannr.PowerShell.Tests.Pipeline;

/// <summary>Has background work be the first to ask whom to tell what happens, and writes the number of the thread it ran on. Not
/// public: a class that stands on the module cannot be found by the test runner, which looks before the module is there.</summary>
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
