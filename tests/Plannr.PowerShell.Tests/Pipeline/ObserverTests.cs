namespace Plannr.PowerShell.Tests.Pipeline;

[Collection(ModuleSession.Collection)]
public sealed class ObserverTests
{
    /// <summary>
    /// Guards against a race: when background work and the pipeline thread needed the observer at the same time, each created one, and
    /// the messages of the background work were lost. Also checks that session variables are read only on the pipeline thread.
    /// </summary>
    [Fact]
    public void Messages_are_written_even_if_a_background_thread_uses_the_observer_first()
    {
        using var session = new ModuleSession();
        var spy = new PreferenceSpy("VerbosePreference", ActionPreference.Continue);
        session.Set("Spy", spy);
        session.Set("Probe", new CmdletInfo("Test-Thread", typeof(ThreadProbeCommand)));

        ScriptResult result = session.Run("$variables = $ExecutionContext.SessionState.PSVariable; $variables.Remove($Spy.Name); $variables.Set($Spy); & $Probe").ShouldSucceed();

        Assert.DoesNotContain(Assert.Single(result.As<int>()), spy.Readers);
        Assert.NotEmpty(spy.Readers);
        Assert.Equal(["From the background."], result.Verbose);
    }
}
