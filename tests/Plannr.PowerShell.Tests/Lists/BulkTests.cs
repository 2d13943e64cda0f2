namespace Plannr.PowerShell.Tests.Lists;

[Collection(ModuleSession.Collection)]
public sealed class BulkTests : IAsyncLifetime
{
    private ServedSession _served = null!;

    public async Task InitializeAsync() => _served = await ServedSession.StartAsync();

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Fact]
    public void Ten_thousand_UUIDs_cost_at_most_110_requests_and_come_in_the_order_asked_for()
    {
        _served.Server.Override = new RunList(10_000).Answer;
        Guid[] mixed = Runs.Uuids(10_000);
        new Random(7).Shuffle(mixed);

        Assert.Equal(mixed, Get(mixed, "-Bulk").ShouldSucceed().As<AutomationExecution>().Select(run => run.Uuid!.Value));
        Assert.InRange(_served.Paths.Length, 1, 110);
        Assert.All(_served.Server.Requests, request => Assert.InRange(request.ToString().Length, 1, 8000));
    }

    [Fact]
    public void The_request_is_a_filter_with_a_whole_page()
    {
        _served.Server.Override = new RunList(3).Answer;

        Get(Runs.Uuids(2), "-Bulk -IncludeAccount").ShouldSucceed();

        Assert.Equal(
            [$"/api/v1/automation-executions?filter%5Buuid%5D={Runs.Uuid(1)}%2C{Runs.Uuid(2)}&include=account&per_page=500"],
            _served.Paths);
    }

    [Fact]
    public void A_duplicate_is_answered_each_time_and_asked_for_once()
    {
        _served.Server.Override = new RunList(3).Answer;
        Guid[] asked = [Runs.Uuid(2), Runs.Uuid(1), Runs.Uuid(2), Runs.Uuid(2)];

        Assert.Equal(asked, Get(asked, "-Bulk").ShouldSucceed().As<AutomationExecution>().Select(run => run.Uuid!.Value));
        Assert.Equal(1, _served.Paths.Single().Split(Runs.Uuid(2).ToString()).Length - 1);
    }

    [Fact]
    public void What_the_list_does_not_give_is_asked_for_by_itself_and_gives_its_object_or_its_own_error()
    {
        _served.Server.Override = new RunList(5) { Unlisted = new HashSet<int> { 2, 4 } }.Answer;
        Guid[] asked = [.. Runs.Uuids(5), Runs.Uuid(77)];

        ScriptResult result = Get(asked, "-Bulk");

        Assert.Equal(Runs.Uuids(5), result.As<AutomationExecution>().Select(run => run.Uuid!.Value));
        Assert.Equal(Runs.Uuid(77), result.ShouldHaveOneError().TargetObject);
        Assert.Equal([Runs.Path(2), Runs.Path(4), Runs.Path(77)], _served.Paths.Skip(1).Order());
    }

    [Fact]
    public void An_address_that_is_too_long_for_the_server_is_halved_until_it_is_not()
    {
        var list = new RunList(200);
        _served.Server.Override = request => request.Query.Length > 2500
            ? new System.Net.Http.HttpResponseMessage(System.Net.HttpStatusCode.RequestUriTooLong)
            : list.Answer(request);

        Assert.Equal(Runs.Uuids(200), Get(Runs.Uuids(200), "-Bulk").ShouldSucceed().As<AutomationExecution>().Select(run => run.Uuid!.Value));
        Assert.Equal(7, _served.Paths.Length);
    }

    [Fact]
    public void A_server_that_knows_no_filter_is_asked_one_by_one()
    {
        _served.Server.Override = new RunList(3000) { KnowsFilter = false }.Answer;
        Guid[] asked = [Runs.Uuid(2900), Runs.Uuid(3)];

        Assert.Equal(asked, Get(asked, "-Bulk").ShouldSucceed().As<AutomationExecution>().Select(run => run.Uuid!.Value));
        Assert.InRange(_served.Paths.Length, 2, 5);
    }

    [Fact]
    public void A_server_that_refuses_the_filter_is_asked_one_by_one_and_about_the_filter_only_once()
    {
        Refuse(request => request.Query.Contains("filter", StringComparison.Ordinal));

        Assert.Equal(Runs.Uuids(200), Get(Runs.Uuids(200), "-Bulk").ShouldSucceed().As<AutomationExecution>().Select(run => run.Uuid!.Value));

        // All of them and one alone, each with and without per_page.
        Assert.Equal(204, _served.Paths.Length);
        Assert.Equal(Runs.Uuids(200), Get(Runs.Uuids(200), "-Bulk").ShouldSucceed().As<AutomationExecution>().Select(run => run.Uuid!.Value));
        Assert.Equal(404, _served.Paths.Length);
    }

    [Fact]
    public void A_server_that_answers_400_to_an_address_that_is_too_long_is_asked_for_fewer()
    {
        Refuse(request => request.Query.Length > 2500);

        Assert.Equal(Runs.Uuids(200), Get(Runs.Uuids(200), "-Bulk").ShouldSucceed().As<AutomationExecution>().Select(run => run.Uuid!.Value));

        // 200 twice, 1, 100 and 99 twice each, and their halves.
        Assert.Equal(11, _served.Paths.Length);
        Assert.DoesNotContain(_served.Paths, path => path.StartsWith("/api/v1/automation-executions/", StringComparison.Ordinal));
    }

    [Fact]
    public void A_server_that_is_down_fails_each_by_name_without_asking_for_each()
    {
        _served.Server.Faults.Add(Fault.Status(500));

        ScriptResult result = Get(Runs.Uuids(150), "-Bulk");

        Assert.Equal(Runs.Uuids(150).Cast<object>(), result.Errors.Select(error => error.TargetObject));
        Assert.Single(_served.Paths);
    }

    private void Refuse(Func<RecordedRequest, bool> isRefused)
    {
        var list = new RunList(200);
        _served.Server.Override = request => isRefused(request)
            ? new System.Net.Http.HttpResponseMessage(System.Net.HttpStatusCode.BadRequest)
            : list.Answer(request);
    }

    private ScriptResult Get(Guid[] uuids, string parameters)
    {
        _served.Session.Set("Uuids", uuids);
        return _served.Session.Run("$Uuids | Get-PlannrAutomationExecution " + parameters);
    }
}
