namespace Plannr.PowerShell.Tests.Executions;

[Collection(ModuleSession.Collection)]
public sealed class OrderTests : IAsyncLifetime
{
    private ServedSession _served = null!;

    public async Task InitializeAsync()
    {
        _served = await ServedSession.StartAsync();
        Runs.ServeAll(_served.Server);
    }

    public async Task DisposeAsync() => await _served.DisposeAsync();

    public static TheoryData<string> Scripts => [.. (string[])["$Uuids | Get-PlannrAutomationExecution", "Get-PlannrAutomationExecution $Uuids"]];

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Executions_are_written_in_input_order_even_if_the_response_to_the_first_request_is_late(string script)
    {
        TaskCompletionSource first = Hold(1);
        _served.Session.Set("Uuids", Runs.Uuids(5));
        using RunningScript running = _served.Session.Start(script + " -ThrottleLimit 2");

        // Request 1 occupies one of the two slots, so request 5 is sent only after requests 2, 3 and 4 have received their responses.
        await _served.Server.WaitForRequestAsync(5).OrFail();
        Assert.False(running.HasMore);
        first.SetResult();

        Assert.Equal(Runs.Uuids(5), GetUuids(await running.EndAsync()));
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Execution_is_written_as_soon_as_it_and_all_earlier_executions_have_arrived(string script)
    {
        TaskCompletionSource third = Hold(3);
        _served.Session.Set("Uuids", Runs.Uuids(5));
        using RunningScript running = _served.Session.Start(script);

        Assert.Equal(Runs.Uuid(1), (await running.NextAsync<AutomationExecution>()).Uuid);
        Assert.Equal(Runs.Uuid(2), (await running.NextAsync<AutomationExecution>()).Uuid);
        await _served.Server.WaitForRequestAsync(5).OrFail();
        Assert.False(running.HasMore);
        third.SetResult();

        Assert.Equal(Runs.Uuids(5), GetUuids(await running.EndAsync()));
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Requests_are_sent_in_input_order(string script)
    {
        _served.Session.Set("Uuids", Runs.Uuids(100));

        _served.Session.Run(script + " -ThrottleLimit 1").ShouldSucceed();

        Assert.Equal(Runs.Uuids(100).Select(uuid => $"/api/v1/automation-executions/{uuid}"), _served.Paths);
    }

    [Fact]
    public async Task Requests_start_before_the_pipeline_input_ends()
    {
        using var more = new ManualResetEventSlim();
        _served.Session.Set("Uuids", Runs.Uuids(2));
        _served.Session.Set("More", more);
        using RunningScript running = _served.Session.Start("& { $Uuids[0]; $More.Wait(); $Uuids[1] } | Get-PlannrAutomationExecution");

        Assert.Equal(Runs.Path(1), (await _served.Server.WaitForRequestAsync(1).OrFail()).Path);
        Assert.Single(_served.Paths);
        more.Set();

        Assert.Equal(Runs.Uuids(2), GetUuids(await running.EndAsync()));
    }

    [Theory]
    [InlineData("-ThrottleLimit 3", 3)]
    [InlineData("-ThrottleLimit 1", 1)]
    [InlineData("", 8)]
    public async Task Parallel_requests_do_not_exceed_the_throttle_limit(string parameter, int limit)
    {
        using var gate = new ManualResetEventSlim();
        _served.Server.Override = request =>
        {
            gate.Wait();
            return Runs.Answer(request);
        };
        _served.Session.Set("Uuids", Runs.Uuids(20));
        using RunningScript running = _served.Session.Start("$Uuids | Get-PlannrAutomationExecution " + parameter);

        await _served.Server.WaitForRequestAsync(limit).OrFail();
        Assert.Equal(limit, _served.Paths.Length);
        gate.Set();

        Assert.Equal(Runs.Uuids(20), GetUuids(await running.EndAsync()));
        Assert.Equal(20, _served.Paths.Length);
        Assert.Equal(limit, _served.Server.MaxConcurrency);
    }

    [Fact]
    public async Task Number_of_buffered_executions_is_limited_during_a_slow_response()
    {
        TaskCompletionSource first = Hold(1);
        _served.Session.Set("Uuids", Runs.Uuids(40));
        using RunningScript running = _served.Session.Start("$Uuids | Get-PlannrAutomationExecution -ThrottleLimit 2");

        await _served.Server.WaitForRequestAsync(8).OrFail();
        first.SetResult();

        Assert.Equal(Runs.Uuids(40), GetUuids(await running.EndAsync()));
        Assert.All(_served.Server.Requests.Take(8), request => Assert.Contains(request.Path, Runs.Paths(1, 2, 3, 4, 5, 6, 7, 8)));
    }

    [Fact]
    public void Executions_for_many_uuids_are_returned_in_input_order()
    {
        _served.Session.Set("Uuids", Runs.Uuids(300));

        ScriptResult result = _served.Session.Run("$Uuids | Get-PlannrAutomationExecution -ThrottleLimit 64").ShouldSucceed();

        Assert.Equal(Runs.Uuids(300), GetUuids(result));
    }

    private TaskCompletionSource Hold(int number)
    {
        var gate = new TaskCompletionSource();
        _served.Server.Faults.Add(Fault.Delay(gate.Task).ForPath(Runs.Path(number)));
        return gate;
    }

    private static IEnumerable<Guid> GetUuids(ScriptResult result) =>
        result.ShouldSucceed().As<AutomationExecution>().Select(execution => execution.Uuid!.Value);
}
