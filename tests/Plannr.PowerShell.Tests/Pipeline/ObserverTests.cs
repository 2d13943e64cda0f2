namespace Plannr.PowerShell.Tests.Pipeline;

[Collection(ModuleSession.Collection)]
public sealed class ObserverTests
{
    /// <summary>
    /// Background work and the pipeline's thread once made an observer each where both asked at the same time: what the work said then was
    /// never written. And the session's variables are the pipeline's thread's alone.
    /// </summary>
    [Fact]
    public void What_is_said_is_heard_whichever_thread_asks_first()
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
