namespace Plannr.PowerShell.Tests.Lists;

[Collection(ModuleSession.Collection)]
public sealed class BulkTests : IAsyncLifetime
{
    private ServedSession _served = null!;

    public async Task InitializeAsync() => _served = await ServedSession.StartAsync();

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Fact]
    public void Ten_thousand_uuids_need_at_most_110_requests_and_are_returned_in_input_order()
    {
        _served.Server.Override = new RunList(10_000).Answer;
        Guid[] mixed = Runs.Uuids(10_000);
        new Random(7).Shuffle(mixed);

        Assert.Equal(mixed, Get(mixed, "-Bulk").ShouldSucceed().As<AutomationExecution>().Select(run => run.Uuid!.Value));
        Assert.InRange(_served.Paths.Length, 1, 110);
        Assert.All(_served.Server.Requests, request => Assert.InRange(request.ToString().Length, 1, 8000));
    }

    [Fact]
    public void Request_has_a_uuid_filter_and_the_maximum_page_size()
    {
        _served.Server.Override = new RunList(3).Answer;

        Get(Runs.Uuids(2), "-Bulk -IncludeAccount").ShouldSucceed();

        Assert.Equal(
            [$"/api/v1/automation-executions?filter%5Buuid%5D={Runs.Uuid(1)}%2C{Runs.Uuid(2)}&include=account&per_page=500"],
            _served.Paths);
    }

    [Fact]
    public void Duplicate_uuid_is_requested_once_and_its_execution_is_returned_for_each_occurrence()
    {
        _served.Server.Override = new RunList(3).Answer;
        Guid[] uuids = [Runs.Uuid(2), Runs.Uuid(1), Runs.Uuid(2), Runs.Uuid(2)];

        Assert.Equal(uuids, Get(uuids, "-Bulk").ShouldSucceed().As<AutomationExecution>().Select(run => run.Uuid!.Value));
        Assert.Equal(1, _served.Paths.Single().Split(Runs.Uuid(2).ToString()).Length - 1);
    }

    [Fact]
    public void Execution_missing_from_the_list_is_requested_individually()
    {
        _served.Server.Override = new RunList(5) { Unlisted = new HashSet<int> { 2, 4 } }.Answer;
        Guid[] uuids = [.. Runs.Uuids(5), Runs.Uuid(77)];

        ScriptResult result = Get(uuids, "-Bulk");

        Assert.Equal(Runs.Uuids(5), result.As<AutomationExecution>().Select(run => run.Uuid!.Value));
        Assert.Equal(Runs.Uuid(77), result.ShouldHaveOneError().TargetObject);
        Assert.Equal([Runs.Path(2), Runs.Path(4), Runs.Path(77)], _served.Paths.Skip(1).Order());
    }

    [Fact]
    public void Filter_is_halved_until_the_server_accepts_the_length_of_the_url()
    {
        var list = new RunList(200);
        _served.Server.Override = request => request.Query.Length > 2500
            ? new System.Net.Http.HttpResponseMessage(System.Net.HttpStatusCode.RequestUriTooLong)
            : list.Answer(request);

        Assert.Equal(Runs.Uuids(200), Get(Runs.Uuids(200), "-Bulk").ShouldSucceed().As<AutomationExecution>().Select(run => run.Uuid!.Value));
        Assert.Equal(7, _served.Paths.Length);
    }

    [Fact]
    public void Executions_are_requested_individually_if_the_server_ignores_the_filter()
    {
        _served.Server.Override = new RunList(3000) { KnowsFilter = false }.Answer;
        Guid[] uuids = [Runs.Uuid(2900), Runs.Uuid(3)];

        Assert.Equal(uuids, Get(uuids, "-Bulk").ShouldSucceed().As<AutomationExecution>().Select(run => run.Uuid!.Value));
        Assert.InRange(_served.Paths.Length, 2, 5);
    }

    [Fact]
    public void Rejected_filter_is_not_sent_again_and_executions_are_requested_individually()
    {
        Reject(request => request.Query.Contains("filter", StringComparison.Ordinal));

        Assert.Equal(Runs.Uuids(200), Get(Runs.Uuids(200), "-Bulk").ShouldSucceed().As<AutomationExecution>().Select(run => run.Uuid!.Value));

        // Two requests for all UUIDs and two for one UUID, with and without per_page, and then one request per execution.
        Assert.Equal(204, _served.Paths.Length);
        Assert.Equal(Runs.Uuids(200), Get(Runs.Uuids(200), "-Bulk").ShouldSucceed().As<AutomationExecution>().Select(run => run.Uuid!.Value));
        Assert.Equal(404, _served.Paths.Length);
    }

    [Fact]
    public void Long_filter_rejected_with_status_400_is_split()
    {
        Reject(request => request.Query.Length > 2500);

        Assert.Equal(Runs.Uuids(200), Get(Runs.Uuids(200), "-Bulk").ShouldSucceed().As<AutomationExecution>().Select(run => run.Uuid!.Value));

        // Two requests for all 200 UUIDs (with and without per_page), one for 1 UUID, two each for 100 and 99 UUIDs, and one for each half of those 100 and 99 UUIDs.
        Assert.Equal(11, _served.Paths.Length);
        Assert.DoesNotContain(_served.Paths, path => path.StartsWith("/api/v1/automation-executions/", StringComparison.Ordinal));
    }

    [Fact]
    public void Failed_bulk_request_causes_one_error_per_uuid_and_no_further_requests_are_sent()
    {
        _served.Server.Faults.Add(Fault.Status(500));

        ScriptResult result = Get(Runs.Uuids(150), "-Bulk");

        Assert.Equal(Runs.Uuids(150).Cast<object>(), result.Errors.Select(error => error.TargetObject));
        Assert.Single(_served.Paths);
    }

    private void Reject(Func<RecordedRequest, bool> isRejected)
    {
        var list = new RunList(200);
        _served.Server.Override = request => isRejected(request)
            ? new System.Net.Http.HttpResponseMessage(System.Net.HttpStatusCode.BadRequest)
            : list.Answer(request);
    }

    private ScriptResult Get(Guid[] uuids, string parameters)
    {
        _served.Session.Set("Uuids", uuids);
        return _served.Session.Run("$Uuids | Get-PlannrAutomationExecution " + parameters);
    }
}
