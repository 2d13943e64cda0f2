namespace Plannr.PowerShell.Tests.Cancellation;

[Collection(ModuleSession.Collection)]
public sealed class DisposeTests : IAsyncLifetime
{
    private ServedSession _served = null!;

    public async Task InitializeAsync() => _served = await ServedSession.StartAsync();

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Fact]
    public async Task A_command_further_up_that_fails_breaks_off_the_requests_under_way()
    {
        // StopProcessing is not called then, nor does anything throw in the cmdlet itself: it is only disposed of.
        var disconnects = new Disconnects();
        _served.Server.Faults.Add(disconnects.Hang());
        _served.Session.Set("Uuid", Runs.Uuid(1));
        _served.Session.Set("UnderWay", (Action)(() => _served.Server.WaitForRequestAsync(1).OrFail().GetAwaiter().GetResult()));

        ScriptResult result = _served.Session.Run("& { $Uuid; $UnderWay.Invoke(); throw 'no more' } | Get-PlannrAutomationExecution");

        Assert.Equal("no more", result.ShouldTerminate().Exception.Message);
        await disconnects.WaitForAsync(1).OrFail();
    }

    [Fact]
    public void A_cmdlet_can_be_disposed_of_twice_and_before_its_use()
    {
        var cmdlet = new GetPlannrAutomationExecutionCommand();

        cmdlet.Dispose();
        cmdlet.Dispose();
    }
}
