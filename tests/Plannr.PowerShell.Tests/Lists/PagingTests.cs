namespace Plannr.PowerShell.Tests.Lists;

[Collection(ModuleSession.Collection)]
public sealed class PagingTests : IAsyncLifetime
{
    private const string List = "/api/v1/automation-executions?include=account&per_page=500&sort=-created_at";

    private ServedSession _served = null!;

    private static readonly Dictionary<string, RunList> Servers = new()
    {
        ["that pages as the reference says"] = new RunList(1200),
        ["that ignores the size of a page"] = new RunList(130) { FixedSize = 15 },
        ["that sends no links"] = new RunList(1200) { HasLinks = false },
        ["that sends no meta"] = new RunList(1200) { HasMeta = false },
        ["that sends neither"] = new RunList(1200) { HasLinks = false, HasMeta = false },
        ["that sends neither and ignores the size"] = new RunList(100) { HasLinks = false, HasMeta = false, FixedSize = 15 },
        ["that links relatively"] = new RunList(1200) { Link = (_, next) => next },
        ["that links with the query alone"] = new RunList(1200) { Link = (_, next) => next[next.IndexOf('?', StringComparison.Ordinal)..] },
        ["that sends an empty link and meta"] = new RunList(1200) { Link = (_, _) => null },
        ["that links without what was asked for"] = new RunList(1200) { Link = (request, next) => request.Path + "?" + next.Split('?', '&').First(part => part.StartsWith("page=", StringComparison.Ordinal)) },
    };

    public static TheoryData<string> ServerKinds => [.. Servers.Keys];

    public async Task InitializeAsync() => _served = await ServedSession.StartAsync();

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Theory]
    [MemberData(nameof(ServerKinds))]
    public void Each_execution_comes_once_and_in_order_from_a_server(string kind)
    {
        RunList list = Servers[kind];
        Serve(list);

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution").ShouldSucceed();

        int count = kind.EndsWith("the size", StringComparison.Ordinal) ? 100 : kind.Contains("ignores", StringComparison.Ordinal) ? 130 : 1200;
        Assert.Equal(Runs.Uuids(count), result.As<AutomationExecution>().Select(run => run.Uuid!.Value));
        Assert.Equal(List, _served.Paths[0]);
    }

    [Fact]
    public void A_list_that_comes_whole_and_changes_meanwhile_is_read_once()
    {
        int request = 0;
        var list = new RunList(6000)
        {
            FixedSize = 6000,
            HasLinks = false,
            HasMeta = false,
            Describe = number => $"\"name\":\"Run {number}\",\"status\":\"in_progress {(number == 1 ? request : 0)}\",\"steps\":[]",
        };
        _served.Server.Override = asked =>
        {
            request++;
            return list.Answer(asked with { Query = asked.Query.Split("&page=")[0] });
        };

        // More than there are: a list without end is to fail the test, not to hang it.
        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution -First 7000").ShouldSucceed();

        Assert.Equal(Runs.Uuids(6000), result.As<AutomationExecution>().Select(run => run.Uuid!.Value));
        Assert.Equal([List], _served.Paths);
    }

    [Fact]
    public void Three_pages_take_three_requests()
    {
        Serve(new RunList(1200));

        _served.Session.Run("Get-PlannrAutomationExecution").ShouldSucceed();

        Assert.Equal(3, _served.Paths.Length);
    }

    [Fact]
    public void A_list_that_grows_while_it_is_read_gives_no_duplicate_and_loses_nothing()
    {
        int added = 9000;
        Serve(new RunList(100) { FixedSize = 10, BeforePage = (list, _) => list.InsertNewest(added++) });

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution").ShouldSucceed();

        Guid[] uuids = [.. result.As<AutomationExecution>().Select(run => run.Uuid!.Value)];
        Assert.Equal(uuids.Distinct(), uuids);
        Assert.Empty(Runs.Uuids(100).Except(uuids));
    }

    [Fact]
    public void A_link_to_another_server_is_an_error_and_nothing_is_sent_there()
    {
        Serve(new RunList(1200) { Link = (_, next) => "https://elsewhere.example" + next });

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution");

        ErrorRecord error = result.ShouldTerminate();
        Assert.StartsWith("PlannrInvalidResponse,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(500, result.Output.Count);
        Assert.Single(_served.Paths);
    }

    [Fact]
    public void Pages_that_lead_in_a_circle_are_an_error_after_what_there_was()
    {
        Serve(new RunList(1200) { Link = (request, _) => request.Path + "?" + request.Query, HasMeta = false });

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution");

        result.ShouldTerminate();
        Assert.Equal(Runs.Uuids(500), result.As<AutomationExecution>().Select(run => run.Uuid!.Value));
        Assert.InRange(_served.Paths.Length, 1, 6);
    }

    [Fact]
    public void A_page_that_fails_is_an_error_after_the_pages_before_it()
    {
        Serve(new RunList(1200));
        _served.Server.Faults.Add(Fault.Status(500).ForRequest(2));

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution");

        Assert.StartsWith("PlannrServerError,", result.ShouldTerminate().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(500, result.Output.Count);
    }

    [Fact]
    public async Task The_first_objects_are_out_before_more_than_one_page_ahead_is_asked_for()
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
    public void First_and_Skip_count_what_comes_out(string parameters, string asked, int first, int count)
    {
        Serve(new RunList(1200));

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution " + parameters).ShouldSucceed();

        Assert.Equal(count, result.Output.Count);
        Assert.All(_served.Paths, path => Assert.Contains(asked, path, StringComparison.Ordinal));
        if (!asked.Contains("500", StringComparison.Ordinal))
        {
            Assert.Equal(Math.Min(count, 1), _served.Paths.Length);
        }

        if (count > 0)
        {
            Assert.Equal(Runs.Uuid(first), result.As<AutomationExecution>()[0].Uuid);
        }
    }

    [Fact]
    public void The_total_comes_first_and_is_exact_only_where_the_server_counts_the_same()
    {
        Serve(new RunList(1200));

        PSObject total = _served.Session.Run("Get-PlannrAutomationExecution -First 2 -IncludeTotalCount").ShouldSucceed().Output[0];
        PSObject filtered = _served.Session.Run("Get-PlannrAutomationExecution -First 2 -IncludeTotalCount -Name *").ShouldSucceed().Output[0];

        Assert.Equal(1200UL, total.BaseObject);
        Assert.Equal(1.0, total.Properties["Accuracy"].Value);
        Assert.Equal(0.0, filtered.Properties["Accuracy"].Value);
    }

    [Fact]
    public void After_ends_the_list_as_soon_as_its_order_proves_that_nothing_more_can_match()
    {
        Serve(new RunList(5000));
        _served.Session.Set("After", RunList.CreatedAt(100));

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution -After $After").ShouldSucceed();

        Assert.Equal(Runs.Uuids(100), result.As<AutomationExecution>().Select(run => run.Uuid!.Value));
        Assert.Single(_served.Paths);
    }

    [Fact]
    public void Executions_that_are_made_meanwhile_do_not_keep_After_from_ending_the_list()
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
    public void Oldest_first_with_Before_ends_in_the_same_way()
    {
        Serve(new RunList(5000));
        _served.Session.Set("Before", RunList.CreatedAt(4900));

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution -Oldest -Before $Before").ShouldSucceed();

        Assert.Equal(Enumerable.Range(4901, 100).Reverse().Select(Runs.Uuid), result.As<AutomationExecution>().Select(run => run.Uuid!.Value));
        Assert.Equal(["/api/v1/automation-executions?include=account&per_page=500&sort=created_at"], _served.Paths);
    }

    [Fact]
    public void A_server_that_does_not_sort_proves_nothing_and_is_read_to_its_end()
    {
        Serve(new RunList(1200) { HeedsSort = false });
        _served.Session.Set("Before", RunList.CreatedAt(1000));

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution -Oldest -Before $Before").ShouldSucceed();

        Assert.Equal(200, result.Output.Count);
        Assert.Equal(3, _served.Paths.Length);
    }

    private void Serve(RunList list) => _served.Server.Override = list.Answer;
}
