namespace Plannr.PowerShell.Tests.Serving;

/// <summary>A session that is connected to the demo, with a clock that the test controls.</summary>
internal sealed class DemoSession : IDisposable
{
    public DemoSession(int width = 120, bool supportsVirtualTerminal = false)
    {
        Session = new ModuleSession(width, supportsVirtualTerminal);
        Tune(Clock);
        Session.Run("Connect-Plannr -Demo").ShouldSucceed();
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 6, 10, 9, 30, 0, TimeSpan.Zero));

    public ModuleSession Session { get; }

    public void Dispose() => Session.Dispose();

    // This is a separate method because the factory's type can be resolved only after the module is imported.
    private static void Tune(TimeProvider clock) => ClientFactory.Replace(new TunedClientFactory(clock, retries: 0));
}
