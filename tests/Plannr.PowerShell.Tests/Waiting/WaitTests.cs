using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Plannr.PowerShell.Tests.Hosting;
using Plannr.PowerShell.Tests.Serving;
using Plannr.TestServer.Faults;
using Xunit;

namespace Plannr.PowerShell.Tests.Waiting;

[Collection(ModuleSession.Collection)]
public sealed class WaitTests : IAsyncLifetime
{
    private readonly LeapingClock _clock = new();
    private ServedSession _served = null!;
    private int _looks;

    public async Task InitializeAsync() => _served = await ServedSession.StartAsync(_clock);

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Fact]
    public void A_hundred_executions_cost_one_request_a_look_and_each_comes_once_when_it_ends()
    {
        // Number n ends at look n / 25 + 1.
        Serve(100, number => _looks > number / 25 ? "completed" : "in_progress");

        ScriptResult result = Wait(Runs.Uuids(100), string.Empty).ShouldSucceed();

        Assert.Equal(Runs.Uuids(100), result.As<AutomationExecution>().Select(run => run.Uuid!.Value));
        Assert.Equal(5, _served.Paths.Length);
        Assert.All(_served.Paths, path => Assert.StartsWith("/api/v1/automation-executions?filter%5Buuid%5D=", path, StringComparison.Ordinal));
    }

    [Fact]
    public void Executions_from_the_pipeline_are_waited_for_and_given_in_their_last_state()
    {
        Serve(3, _ => _looks > 2 ? "failed" : "in_progress");

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution | Wait-PlannrAutomationExecution").ShouldSucceed();

        Assert.All(result.As<AutomationExecution>(), run => Assert.Equal("failed", run.Status));
        Assert.Equal(3, result.Output.Count);
    }

    [Theory]
    [InlineData("", "completed")]
    [InlineData("", "failed")]
    [InlineData("", "a_state_nobody_knows")]
    [InlineData("-Status paus*", "paused")]
    public void The_wait_ends_with(string parameters, string status)
    {
        Serve(1, _ => _looks > 1 ? status : "in_progress");

        Assert.Equal(status, Assert.Single(Wait(Runs.Uuids(1), parameters).ShouldSucceed().As<AutomationExecution>()).Status);
    }

    [Fact]
    public void The_looks_grow_rarer_up_to_every_thirty_seconds_while_nothing_changes()
    {
        Serve(1, _ => "in_progress");
        DateTimeOffset start = _clock.GetUtcNow();

        Wait(Runs.Uuids(1), "-TimeoutSec 120");

        // After 0, 5, 12.5, 23.75, 40.6, 65.9, 95.9 s.
        Assert.Equal(7, _served.Paths.Length);
        Assert.Equal(120, (_clock.GetUtcNow() - start).TotalSeconds, 1);
    }

    [Fact]
    public void A_time_out_is_an_error_for_each_that_still_runs_with_its_last_state()
    {
        Serve(4, number => number == 2 ? "completed" : "in_progress");

        ScriptResult result = Wait(Runs.Uuids(4), "-TimeoutSec 20");

        Assert.Equal(Runs.Uuid(2), Assert.Single(result.As<AutomationExecution>()).Uuid);
        Assert.Equal(3, result.Errors.Count);
        Assert.All(result.Errors, error => Assert.Equal("PlannrWaitTimeout", error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.All(result.Errors, error => Assert.Equal(ErrorCategory.OperationTimeout, error.CategoryInfo.Category));
        Assert.Equal(
            [Runs.Uuid(1), Runs.Uuid(3), Runs.Uuid(4)],
            result.Errors.Select(error => Assert.IsType<AutomationExecution>(error.TargetObject).Uuid!.Value));
    }

    [Fact]
    public void One_that_does_not_exist_is_an_error_and_the_others_are_waited_for()
    {
        Serve(2, _ => _looks > 1 ? "completed" : "in_progress");

        ScriptResult result = Wait([Runs.Uuid(1), Runs.Uuid(50), Runs.Uuid(2)], string.Empty);

        Assert.Equal(Runs.Uuid(50), result.ShouldHaveOneError().TargetObject);
        Assert.Equal([Runs.Uuid(1), Runs.Uuid(2)], result.As<AutomationExecution>().Select(run => run.Uuid!.Value));
    }

    [Fact]
    public void A_server_that_fails_for_a_while_does_not_end_the_wait()
    {
        Serve(2, _ => _looks > 1 ? "completed" : "in_progress");
        _served.Server.Faults.Add(Fault.Status(502) with { Skip = 1, Times = 3 });

        Assert.Equal(2, Wait(Runs.Uuids(2), string.Empty).ShouldSucceed().Output.Count);
    }

    [Fact]
    public void A_server_that_goes_on_failing_ends_it_with_an_error_for_each()
    {
        Serve(2, _ => "in_progress");
        _served.Server.Faults.Add(Fault.Status(502) with { Skip = 1 });

        ScriptResult result = Wait(Runs.Uuids(2), string.Empty);

        Assert.Equal(2, result.Errors.Count);
        Assert.All(result.Errors, error => Assert.StartsWith("PlannrServerError,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
    }

    private ScriptResult Wait(Guid[] uuids, string parameters)
    {
        _served.Session.Set("Uuids", uuids);
        return _served.Session.Run("$Uuids | Wait-PlannrAutomationExecution " + parameters);
    }

    private void Serve(int count, Func<int, string> status)
    {
        var list = new RunList(count)
        {
            BeforePage = (_, request) => _looks += request.Query.Contains("filter", StringComparison.Ordinal) ? 1 : 0,
            Describe = number => $"\"name\":\"Run {number}\",\"status\":\"{status(number)}\",\"steps\":[]",
        };
        _served.Server.Override = list.Answer;
    }
}
