namespace Plannr.PowerShell.Tests.Waiting;

[Collection(ModuleSession.Collection)]
public sealed class WaitTests : IAsyncLifetime
{
    private readonly LeapingClock _clock = new();
    private ServedSession _served = null!;
    private int _polls;

    public async Task InitializeAsync() => _served = await ServedSession.StartAsync(_clock);

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Fact]
    public void A_hundred_executions_need_one_request_per_poll_and_are_each_emitted_once()
    {
        // Execution n ends at poll n / 25 + 1.
        Serve(100, number => _polls > number / 25 ? "completed" : "in_progress");

        ScriptResult result = Wait(Runs.Uuids(100), string.Empty).ShouldSucceed();

        Assert.Equal(Runs.Uuids(100), result.As<AutomationExecution>().Select(run => run.Uuid!.Value));
        Assert.Equal(5, _served.Paths.Length);
        Assert.All(_served.Paths, path => Assert.StartsWith("/api/v1/automation-executions?filter%5Buuid%5D=", path, StringComparison.Ordinal));
    }

    [Fact]
    public void Executions_from_the_pipeline_are_emitted_with_their_final_status()
    {
        Serve(3, _ => _polls > 2 ? "failed" : "in_progress");

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution | Wait-PlannrAutomationExecution").ShouldSucceed();

        Assert.All(result.As<AutomationExecution>(), run => Assert.Equal("failed", run.Status));
        Assert.Equal(3, result.Output.Count);
    }

    [Theory]
    [InlineData("", "completed")]
    [InlineData("", "failed")]
    [InlineData("", "a_state_nobody_knows")]
    [InlineData("-Status paus*", "paused")]
    public void Wait_ends_when_the_status_is_final_or_unknown_or_requested(string parameters, string status)
    {
        Serve(1, _ => _polls > 1 ? status : "in_progress");

        Assert.Equal(status, Assert.Single(Wait(Runs.Uuids(1), parameters).ShouldSucceed().As<AutomationExecution>()).Status);
    }

    [Fact]
    public void The_poll_interval_grows_to_thirty_seconds_while_nothing_changes()
    {
        Serve(1, _ => "in_progress");
        DateTimeOffset start = _clock.GetUtcNow();

        Wait(Runs.Uuids(1), "-TimeoutSec 120");

        // Polls are sent after 0, 5, 12.5, 23.75, 40.6, 65.9 and 95.9 s, and shortly before the timeout.
        Assert.Equal(8, _served.Paths.Length);
        Assert.Equal(120, (_clock.GetUtcNow() - start).TotalSeconds, 1);
    }

    [Fact]
    public void At_the_timeout_each_running_execution_causes_one_error_with_its_last_state()
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

    [Theory]
    [InlineData("-TimeoutSec 8 -PollIntervalSec 10", 3, 2)]
    [InlineData("-TimeoutSec 8 -PollIntervalSec 10", 7, 2)]
    [InlineData("-TimeoutSec 120", 119, 8)]
    public void An_execution_that_ends_before_the_timeout_is_emitted(string parameters, int seconds, int polls)
    {
        DateTimeOffset end = _clock.GetUtcNow().AddSeconds(seconds);
        Serve(1, _ => _clock.GetUtcNow() < end ? "in_progress" : "completed");

        Assert.Equal("completed", Assert.Single(Wait(Runs.Uuids(1), parameters).ShouldSucceed().As<AutomationExecution>()).Status);
        Assert.Equal(polls, _served.Paths.Length);
    }

    [Fact]
    public void The_last_poll_leaves_time_for_a_slow_server()
    {
        DateTimeOffset end = _clock.GetUtcNow().AddSeconds(16);
        Serve(1, _ =>
        {
            string status = _clock.GetUtcNow() < end ? "in_progress" : "completed";
            _clock.Advance(TimeSpan.FromSeconds(3));
            return status;
        });

        Wait(Runs.Uuids(1), "-TimeoutSec 20 -PollIntervalSec 60").ShouldSucceed();

        Assert.Equal(2, _served.Paths.Length);
    }

    [Fact]
    public void A_running_execution_is_reported_at_the_timeout_and_not_before()
    {
        Serve(1, _ => "in_progress");
        DateTimeOffset start = _clock.GetUtcNow();

        ErrorRecord error = Wait(Runs.Uuids(1), "-TimeoutSec 8 -PollIntervalSec 10").ShouldHaveOneError();

        Assert.Equal(8, (_clock.GetUtcNow() - start).TotalSeconds, 1);
        Assert.Equal(2, _served.Paths.Length);
        Assert.Equal($"The execution {Runs.Uuid(1)} did not end within 8 s: its status is in_progress, 0 of 0 steps done.", error.Exception.Message);
    }

    [Fact]
    public void An_execution_that_ended_with_an_unrequested_status_is_not_reported_as_running()
    {
        Serve(1, _ => "failed");

        ErrorRecord error = Wait(Runs.Uuids(1), "-Status completed -TimeoutSec 4").ShouldHaveOneError();

        Assert.Equal($"The execution {Runs.Uuid(1)} did not reach a requested status within 4 s: its status is failed, 0 of 0 steps done.", error.Exception.Message);
        Assert.StartsWith("PlannrWaitTimeout,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_filter_that_the_server_rejects_is_not_sent_in_later_polls()
    {
        int singles = 0;
        var list = new RunList(10) { Describe = number => $"\"name\":\"Run {number}\",\"status\":\"{(singles > 30 ? "completed" : "in_progress")}\",\"steps\":[]" };
        _served.Server.Override = request =>
        {
            if (request.Query.Contains("filter", StringComparison.Ordinal))
            {
                return new System.Net.Http.HttpResponseMessage(System.Net.HttpStatusCode.BadRequest);
            }

            System.Threading.Interlocked.Increment(ref singles);
            return list.Answer(request);
        };

        Assert.Equal(10, Wait(Runs.Uuids(10), string.Empty).ShouldSucceed().Output.Count);

        // The first poll sends one request for all executions and one for a single execution, each with and without per_page.
        Assert.Equal(4, _served.Paths.Count(path => path.Contains("filter", StringComparison.Ordinal)));
        Assert.InRange(singles, 31, 41);
    }

    [Fact]
    public void Unknown_UUID_causes_one_error_and_the_wait_for_the_others_continues()
    {
        Serve(2, _ => _polls > 1 ? "completed" : "in_progress");

        ScriptResult result = Wait([Runs.Uuid(1), Runs.Uuid(50), Runs.Uuid(2)], string.Empty);

        Assert.Equal(Runs.Uuid(50), result.ShouldHaveOneError().TargetObject);
        Assert.Equal([Runs.Uuid(1), Runs.Uuid(2)], result.As<AutomationExecution>().Select(run => run.Uuid!.Value));
    }

    [Fact]
    public void Temporary_server_errors_do_not_end_the_wait()
    {
        Serve(2, _ => _polls > 1 ? "completed" : "in_progress");
        _served.Server.Faults.Add(Fault.Status(502) with { Skip = 1, Times = 3 });

        Assert.Equal(2, Wait(Runs.Uuids(2), string.Empty).ShouldSucceed().Output.Count);
    }

    [Fact]
    public void Persistent_server_errors_end_the_wait_with_one_error_for_each_execution()
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
            BeforePage = (_, request) => _polls += request.Query.Contains("filter", StringComparison.Ordinal) ? 1 : 0,
            Describe = number => $"\"name\":\"Run {number}\",\"status\":\"{status(number)}\",\"steps\":[]",
        };
        _served.Server.Override = list.Answer;
    }
}
