namespace Plannr.PowerShell.Tests.Cancellation;

[Collection(ModuleSession.Collection)]
public sealed class DisposeTests : IAsyncLifetime
{
    private ServedSession _served = null!;

    public async Task InitializeAsync() => _served = await ServedSession.StartAsync();

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Fact]
    public async Task Failing_upstream_command_cancels_pending_requests()
    {
        // In this case, PowerShell neither calls StopProcessing nor throws an exception in the cmdlet; it only disposes the cmdlet.
        var disconnects = new Disconnects();
        _served.Server.Faults.Add(disconnects.Hang());
        _served.Session.Set("Uuid", Runs.Uuid(1));
        _served.Session.Set("WaitForRequest", (Action)(() => _served.Server.WaitForRequestAsync(1).OrFail().GetAwaiter().GetResult()));

        ScriptResult result = _served.Session.Run("& { $Uuid; $WaitForRequest.Invoke(); throw 'no more' } | Get-PlannrAutomationExecution");

        Assert.Equal("no more", result.ShouldTerminate().Exception.Message);
        await disconnects.WaitForAsync(1).OrFail();
    }

    [Fact]
    public void Cmdlet_can_be_disposed_before_use_and_more_than_once()
    {
        var cmdlet = new GetPlannrAutomationExecutionCommand();

        cmdlet.Dispose();
        cmdlet.Dispose();
    }
}
