namespace Plannr.PowerShell.Tests.Lists;

/// <summary>Lists that take more than one request's filter, or more than one blueprint: they come out as one.</summary>
[Collection(ModuleSession.Collection)]
public sealed class ManyListsTests : IAsyncLifetime
{
    private const int Count = 450;

    private ServedSession _served = null!;

    public async Task InitializeAsync()
    {
        _served = await ServedSession.StartAsync();
        _served.Server.Override = Answer;
        Guid[] mixed = Runs.Uuids(Count);
        new Random(7).Shuffle(mixed);
        _served.Session.Set("Uuids", mixed);
        _served.Session.Set("Accounts", mixed.Select(uuid => new Account { Uuid = uuid }).ToArray());
    }

    public async Task DisposeAsync()
    {
        Restore();
        await _served.DisposeAsync();
    }

    [Theory]
    [InlineData("-ClientUuid $Uuids", 3)]
    [InlineData("-AccountUuid $Uuids", 3)]
    [InlineData("-Account $Accounts", 3)]
    [InlineData("-ClientUuid $Uuids -AccountUuid $Uuids", 25)]
    [InlineData("-ClientUuid ($Uuids + $Uuids)", 3)]
    public void Too_many_for_one_address_are_several_requests_and_one_list(string parameters, int requests)
    {
        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution " + parameters).ShouldSucceed();

        Assert.Equal(string.Join(" ", Enumerable.Range(1, Count)), Numbers(result));
        Assert.Equal(requests, _served.Paths.Length);
        Assert.All(_served.Server.Requests, request => Assert.InRange(request.ToString().Length, 1, 8000));
    }

    [Theory]
    [InlineData("-ClientUuid $Uuids -First 3", "1 2 3")]
    [InlineData("-ClientUuid $Uuids -First 3 -Skip 200", "201 202 203")]
    [InlineData("-ClientUuid $Uuids -First 3 -Oldest", "450 449 448")]
    [InlineData("-BlueprintUuid 00000000-0000-4000-8000-000000000001, 00000000-0000-4000-8000-000000000002 -First 3", "1 2 4")]
    [InlineData("-BlueprintUuid 00000000-0000-4000-8000-000000000001, 00000000-0000-4000-8000-000000000001 -First 3", "1 4 7")]
    public void The_newest_of_all_come_first(string parameters, string numbers) =>
        Assert.Equal(numbers, Numbers(_served.Session.Run("Get-PlannrAutomationExecution " + parameters).ShouldSucceed()));

    [Fact]
    public void The_total_is_that_of_all()
    {
        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution -ClientUuid $Uuids -First 1 -IncludeTotalCount").ShouldSucceed();

        Assert.Equal((ulong)Count, result.Output[0].BaseObject);
        Assert.Equal(1.0, result.Output[0].Properties["Accuracy"].Value);
        Assert.Equal(2, result.Output.Count);
    }

    [Fact]
    public void The_total_of_none_is_told_too()
    {
        _served.Session.Set("Uuids", Enumerable.Range(5001, 250).Select(Runs.Uuid).ToArray());

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution -ClientUuid $Uuids -IncludeTotalCount").ShouldSucceed();

        Assert.Equal(0UL, Assert.Single(result.Output).BaseObject);
    }

    [Fact]
    public void One_that_cannot_be_had_is_an_error_and_the_others_go_on()
    {
        ScriptResult result = _served.Session.Run($"Get-PlannrAutomationExecution -BlueprintUuid {Runs.Uuid(1)}, {Runs.Uuid(99)}, {Runs.Uuid(2)} -IncludeTotalCount");

        Assert.Contains(Runs.Uuid(99).ToString(), result.ShouldHaveOneError().ToString(), StringComparison.Ordinal);
        Assert.Equal(0.0, result.Output[0].Properties["Accuracy"].Value);
        Assert.Equal(Enumerable.Range(1, Count).Where(number => number % 3 != 0).Select(Runs.Uuid), result.Output.Skip(1).Select(item => ((AutomationExecution)item.BaseObject).Uuid!.Value));
    }

    [Fact]
    public void An_account_that_comes_again_is_asked_for_once()
    {
        ScriptResult result = _served.Session.Run("$Accounts[0..59] + $Accounts[0..9] | Get-PlannrAutomationExecution").ShouldSucceed();

        Assert.Equal(60, result.Output.Count);
        Assert.Equal([50, 10], _served.Paths.Select(path => path.Split("%2C").Length));
    }

    [Fact]
    public void The_progress_goes_to_the_total_of_all()
    {
        Slow();

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution -ClientUuid $Uuids").ShouldSucceed();

        Assert.All(result.Progress.Where(IsShown), record => Assert.Contains($" of {Count}, ", record.StatusDescription, StringComparison.Ordinal));
        Assert.True(result.Progress.Count(IsShown) > 1);
    }

    [Fact]
    public void What_comes_through_the_pipeline_has_no_total()
    {
        Slow();

        ScriptResult result = _served.Session.Run("$Accounts | Get-PlannrAutomationExecution").ShouldSucceed();

        Assert.All(result.Progress.Where(IsShown), record => Assert.DoesNotContain(" of ", record.StatusDescription, StringComparison.Ordinal));
        Assert.Equal(9, result.Progress.Count(IsShown));
    }

    /// <summary>Run n is that of client n and account n, and of blueprint n modulo 3.</summary>
    private static HttpResponseMessage Answer(RecordedRequest request)
    {
        string query = Uri.UnescapeDataString(request.Query);
        IEnumerable<int> listed = Enumerable.Range(1, Count);
        foreach (string filter in query.Split('&').Where(part => part.StartsWith("filter[", StringComparison.Ordinal)))
        {
            HashSet<Guid> wanted = [.. filter.Split('=')[1].Split(',').Select(Guid.Parse)];
            listed = listed.Where(number => wanted.Contains(Runs.Uuid(number)));
        }

        if (request.Path.EndsWith("/executions", StringComparison.Ordinal))
        {
            int blueprint = Enumerable.Range(1, 99).First(number => request.Path.Contains(Runs.Uuid(number).ToString(), StringComparison.Ordinal));
            listed = listed.Where(number => number % 3 == blueprint);
            if (blueprint == 99)
            {
                return new HttpResponseMessage(HttpStatusCode.NotFound);
            }
        }

        return new RunList(Count) { Unlisted = Enumerable.Range(1, Count).Except(listed).ToHashSet() }.Answer(request);
    }

    private static bool IsShown(ProgressRecord record) => record.RecordType != ProgressRecordType.Completed;

    private static string Numbers(ScriptResult result) => string.Join(" ", result.As<AutomationExecution>().Select(run => run.Name!.Split(' ')[1]));

    // Not in the test itself: the type is found only after the import.
    private static void Slow()
    {
        int seconds = 0;
        ProgressMeter.Clock = () => TimeSpan.FromSeconds(seconds++);
    }

    private static void Restore() => ProgressMeter.Clock = ProgressMeter.SystemClock;
}
