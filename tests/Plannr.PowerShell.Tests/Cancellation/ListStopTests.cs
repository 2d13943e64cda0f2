namespace Plannr.PowerShell.Tests.Cancellation;

[Collection(ModuleSession.Collection)]
public sealed class ListStopTests : IAsyncLifetime
{
    private readonly Disconnects _disconnects = new();
    private ServedSession _served = null!;

    public async Task InitializeAsync()
    {
        _served = await ServedSession.StartAsync();
        _served.Server.Override = new RunList(5000) { Describe = number => $"\"name\":\"Run {number}\",\"status\":\"in_progress\",\"steps\":[]" }.Answer;
        _served.Session.Set("Uuids", Runs.Uuids(1000));
    }

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Theory]
    [InlineData("Get-PlannrAutomationExecution", 2)]
    [InlineData("Get-PlannrAutomationStep", 2)]
    [InlineData("$Uuids | Get-PlannrAutomationExecution -Bulk", 3)]
    [InlineData("$Uuids | Wait-PlannrAutomationExecution", 3)]
    public async Task Stopping_the_cmdlet_cancels_pending_requests_and_no_more_are_sent(string script, int hangsAt)
    {
        _served.Server.Faults.Add(_disconnects.Hang() with { Matches = request => request.Number >= hangsAt });
        using RunningScript running = _served.Session.Start(script);
        await _served.Server.WaitForRequestAsync(hangsAt).OrFail();

        await running.StopAsync();

        await _disconnects.WaitForAsync(1).OrFail();
        await running.EndAsync();
        int sent = _served.Paths.Length;
        AssertNothingMoreIsSent(sent);
    }

    [Theory]
    [InlineData("Get-PlannrAutomationExecution")]
    [InlineData("Get-PlannrAutomationExecution -Oldest")]
    public async Task Exception_in_a_downstream_script_cancels_the_prefetched_page(string script)
    {
        _served.Server.Faults.Add(_disconnects.Hang() with { Skip = 1, Matches = request => request.Path != Runs.Path(99) });
        _served.Session.Set("Server", _served.Server);

        // There is nothing to cancel until the next page has been requested.
        ScriptResult result = _served.Session.Run(script + " | ForEach-Object { $null = $Server.WaitForRequestAsync(2).Result; throw 'enough' }");

        Assert.Equal("enough", result.ShouldTerminate().Exception.Message);
        await _disconnects.WaitForAsync(1).OrFail();
        AssertNothingMoreIsSent(2);
    }

    /// <summary>Sends one more request and checks that it is the only new one. An unwanted request would normally arrive first.</summary>
    private void AssertNothingMoreIsSent(int requests)
    {
        _served.Server.Faults.Clear();
        _served.Session.Set("Last", Runs.Uuid(99));
        _served.Session.Run("Get-PlannrAutomationExecution $Last").ShouldSucceed();
        Assert.Equal(requests + 1, _served.Paths.Length);
        Assert.Equal(Runs.Path(99), _served.Paths.Last());
    }
}
