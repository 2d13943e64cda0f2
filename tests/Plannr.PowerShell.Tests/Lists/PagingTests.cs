namespace Plannr.PowerShell.Tests.Lists;

[Collection(ModuleSession.Collection)]
public sealed class PagingTests : IAsyncLifetime
{
    private const string List = "/api/v1/automation-executions?include=account&per_page=500&sort=-created_at";

    private ServedSession _served = null!;

    private static readonly Dictionary<string, RunList> Servers = new()
    {
        ["follows the documentation"] = new RunList(1200),
        ["ignores the page size"] = new RunList(130) { FixedSize = 15 },
        ["sends no links"] = new RunList(1200) { HasLinks = false },
        ["sends no meta"] = new RunList(1200) { HasMeta = false },
        ["sends no links or meta"] = new RunList(1200) { HasLinks = false, HasMeta = false },
        ["sends no links or meta and ignores the page size"] = new RunList(100) { HasLinks = false, HasMeta = false, FixedSize = 15 },
        ["sends relative links"] = new RunList(1200) { Link = (_, next) => next },
        ["sends links that are only a query"] = new RunList(1200) { Link = (_, next) => next[next.IndexOf('?', StringComparison.Ordinal)..] },
        ["sends meta and a null link"] = new RunList(1200) { Link = (_, _) => null },
        ["sends links without the query of the request"] = new RunList(1200) { Link = (request, next) => request.Path + "?" + next.Split('?', '&').First(part => part.StartsWith("page=", StringComparison.Ordinal)) },
    };

    public static TheoryData<string> ServerNames => [.. Servers.Keys];

    public async Task InitializeAsync() => _served = await ServedSession.StartAsync();

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Theory]
    [MemberData(nameof(ServerNames))]
    public void Every_execution_is_returned_once_and_in_order(string server)
    {
        RunList list = Servers[server];
        Serve(list);

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution").ShouldSucceed();

        int count = server.StartsWith("sends no links or meta and", StringComparison.Ordinal) ? 100 : server.StartsWith("ignores", StringComparison.Ordinal) ? 130 : 1200;
        Assert.Equal(Runs.Uuids(count), result.As<AutomationExecution>().Select(run => run.Uuid!.Value));
        Assert.Equal(List, _served.Paths[0]);
    }

    [Fact]
    public void Single_page_list_is_requested_once_even_if_it_changes()
    {
        int requestCount = 0;
        var list = new RunList(6000)
        {
            FixedSize = 6000,
            HasLinks = false,
            HasMeta = false,
            Describe = number => $"\"name\":\"Run {number}\",\"status\":\"in_progress {(number == 1 ? requestCount : 0)}\",\"steps\":[]",
        };
        _served.Server.Override = request =>
        {
            requestCount++;
            return list.Answer(request with { Query = request.Query.Split("&page=")[0] });
        };

        // Without -First, reading the list endlessly would hang the test instead of failing it.
        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution -First 7000").ShouldSucceed();

        Assert.Equal(Runs.Uuids(6000), result.As<AutomationExecution>().Select(run => run.Uuid!.Value));
        Assert.Equal([List], _served.Paths);
    }

    [Fact]
    public void Three_pages_need_three_requests()
    {
        Serve(new RunList(1200));

        _served.Session.Run("Get-PlannrAutomationExecution").ShouldSucceed();

        Assert.Equal(3, _served.Paths.Length);
    }

    [Fact]
    public void List_that_grows_while_it_is_read_has_no_duplicate_or_missing_item()
    {
        int added = 9000;
        Serve(new RunList(100) { FixedSize = 10, BeforePage = (list, _) => list.InsertNewest(added++) });

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution").ShouldSucceed();

        Guid[] uuids = [.. result.As<AutomationExecution>().Select(run => run.Uuid!.Value)];
        Assert.Equal(uuids.Distinct(), uuids);
        Assert.Empty(Runs.Uuids(100).Except(uuids));
    }

    [Fact]
    public void A_link_to_another_server_causes_an_error_and_is_not_followed()
    {
        Serve(new RunList(1200) { Link = (_, next) => "https://elsewhere.example" + next });

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution");

        ErrorRecord error = result.ShouldTerminate();
        Assert.StartsWith("PlannrInvalidResponse,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(500, result.Output.Count);
        Assert.Single(_served.Paths);
    }

    [Fact]
    public void Circular_links_cause_an_error_after_the_preceding_items_are_written()
    {
        Serve(new RunList(1200) { Link = (request, _) => request.Path + "?" + request.Query, HasMeta = false });

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution");

        result.ShouldTerminate();
        Assert.Equal(Runs.Uuids(500), result.As<AutomationExecution>().Select(run => run.Uuid!.Value));
        Assert.InRange(_served.Paths.Length, 1, 6);
    }

    [Fact]
    public void Failed_page_request_causes_an_error_after_the_earlier_items_are_written()
    {
        Serve(new RunList(1200));
        _served.Server.Faults.Add(Fault.Status(500).ForRequest(2));

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution");

        Assert.StartsWith("PlannrServerError,", result.ShouldTerminate().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(500, result.Output.Count);
    }

    [Fact]
    public async Task At_most_one_page_is_prefetched_while_the_first_object_is_processed()
    {
        Serve(new RunList(5000));
        using var gate = new System.Threading.ManualResetEvent(false);
        _served.Session.Set("Gate", gate);
        using RunningScript running = _served.Session.Start("Get-PlannrAutomationExecution | ForEach-Object { $_; $null = $Gate.WaitOne() }");

        await running.NextAsync<AutomationExecution>();

        Assert.InRange(_served.Paths.Length, 1, 2);
        gate.Set();
        Assert.Equal(5000, (await running.EndAsync()).Output.Count);
        Assert.Equal(10, _served.Paths.Length);
    }

    [Theory]
    [InlineData("-First 10", "per_page=10&", 1, 10)]
    [InlineData("-First 10 -Skip 5", "per_page=15&", 6, 10)]
    [InlineData("-First 700", "per_page=500&", 1, 700)]
    [InlineData("-Skip 1195", "per_page=500&", 1196, 5)]
    [InlineData("-First 0", "", 1, 0)]
    [InlineData("-First 10 -Name 'Run 1*'", "per_page=500&", 1, 10)]
    public void First_and_Skip_apply_to_the_output_objects(string parameters, string query, int first, int count)
    {
        Serve(new RunList(1200));

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution " + parameters).ShouldSucceed();

        Assert.Equal(count, result.Output.Count);
        Assert.All(_served.Paths, path => Assert.Contains(query, path, StringComparison.Ordinal));
        if (!query.Contains("500", StringComparison.Ordinal))
        {
            Assert.Equal(Math.Min(count, 1), _served.Paths.Length);
        }

        if (count > 0)
        {
            Assert.Equal(Runs.Uuid(first), result.As<AutomationExecution>()[0].Uuid);
        }
    }

    [Fact]
    public void Total_is_written_first_and_is_exact_only_without_local_filters()
    {
        Serve(new RunList(1200));

        PSObject total = _served.Session.Run("Get-PlannrAutomationExecution -First 2 -IncludeTotalCount").ShouldSucceed().Output[0];
        PSObject filtered = _served.Session.Run("Get-PlannrAutomationExecution -First 2 -IncludeTotalCount -Name *").ShouldSucceed().Output[0];

        Assert.Equal(1200UL, total.BaseObject);
        Assert.Equal(1.0, total.Properties["Accuracy"].Value);
        Assert.Equal(0.0, filtered.Properties["Accuracy"].Value);
    }

    [Fact]
    public void The_After_parameter_ends_the_list_when_the_sort_order_rules_out_more_matches()
    {
        Serve(new RunList(5000));
        _served.Session.Set("After", RunList.CreatedAt(100));

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution -After $After").ShouldSucceed();

        Assert.Equal(Runs.Uuids(100), result.As<AutomationExecution>().Select(run => run.Uuid!.Value));
        Assert.Single(_served.Paths);
    }

    [Fact]
    public void New_executions_do_not_prevent_the_After_parameter_from_ending_the_list()
    {
        var hidden = new HashSet<int> { 1, 2 };
        Serve(new RunList(5000)
        {
            Unlisted = hidden,
            BeforePage = (_, request) =>
            {
                if (request.Query.Contains("&page=2", StringComparison.Ordinal))
                {
                    hidden.Clear();
                }
            },
        });
        _served.Session.Set("After", RunList.CreatedAt(701));

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution -After $After").ShouldSucceed();

        Assert.Equal(Runs.Uuids(701).Skip(2), result.As<AutomationExecution>().Select(run => run.Uuid!.Value));
        Assert.Equal(2, _served.Paths.Length);
    }

    [Fact]
    public void The_Before_parameter_with_Oldest_ends_the_list_when_the_sort_order_rules_out_more_matches()
    {
        Serve(new RunList(5000));
        _served.Session.Set("Before", RunList.CreatedAt(4900));

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution -Oldest -Before $Before").ShouldSucceed();

        Assert.Equal(Enumerable.Range(4901, 100).Reverse().Select(Runs.Uuid), result.As<AutomationExecution>().Select(run => run.Uuid!.Value));
        Assert.Equal(["/api/v1/automation-executions?include=account&per_page=500&sort=created_at"], _served.Paths);
    }

    [Fact]
    public void List_that_the_server_returns_unsorted_is_read_to_the_end()
    {
        Serve(new RunList(1200) { HeedsSort = false });
        _served.Session.Set("Before", RunList.CreatedAt(1000));

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution -Oldest -Before $Before").ShouldSucceed();

        Assert.Equal(200, result.Output.Count);
        Assert.Equal(3, _served.Paths.Length);
    }

    private void Serve(RunList list) => _served.Server.Override = list.Answer;
}
