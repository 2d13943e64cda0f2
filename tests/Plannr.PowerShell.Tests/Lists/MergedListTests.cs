namespace Plannr.PowerShell.Tests.Lists;

/// <summary>Tests lists that are merged into one because of a long filter or several blueprints.</summary>
[Collection(ModuleSession.Collection)]
public sealed class MergedListTests : IAsyncLifetime
{
    private const int Count = 450;

    private ServedSession _served = null!;

    public async Task InitializeAsync()
    {
        _served = await ServedSession.StartAsync();
        _served.Server.Override = Respond;
        Guid[] mixed = Runs.Uuids(Count);
        new Random(7).Shuffle(mixed);
        _served.Session.Set("Uuids", mixed);
        _served.Session.Set("Accounts", mixed.Select(uuid => new Account { Uuid = uuid }).ToArray());
    }

    public async Task DisposeAsync()
    {
        RestoreClock();
        await _served.DisposeAsync();
    }

    [Theory]
    [InlineData("-ClientUuid $Uuids", 3)]
    [InlineData("-AccountUuid $Uuids", 3)]
    [InlineData("-Account $Accounts", 3)]
    [InlineData("-ClientUuid $Uuids -AccountUuid $Uuids", 25)]
    [InlineData("-ClientUuid ($Uuids + $Uuids)", 3)]
    public void Filter_too_long_for_one_url_is_split_and_the_lists_are_merged(string parameters, int requests)
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
    public void Merged_list_is_sorted(string parameters, string numbers) =>
        Assert.Equal(numbers, Numbers(_served.Session.Run("Get-PlannrAutomationExecution " + parameters).ShouldSucceed()));

    [Fact]
    public void Total_is_the_sum_of_the_totals_of_all_lists()
    {
        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution -ClientUuid $Uuids -First 1 -IncludeTotalCount").ShouldSucceed();

        Assert.Equal((ulong)Count, result.Output[0].BaseObject);
        Assert.Equal(1.0, result.Output[0].Properties["Accuracy"].Value);
        Assert.Equal(2, result.Output.Count);
    }

    [Fact]
    public void Total_of_zero_is_written()
    {
        _served.Session.Set("Uuids", Enumerable.Range(5001, 250).Select(Runs.Uuid).ToArray());

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution -ClientUuid $Uuids -IncludeTotalCount").ShouldSucceed();

        Assert.Equal(0UL, Assert.Single(result.Output).BaseObject);
    }

    [Fact]
    public void Unknown_blueprint_causes_one_error_and_the_command_continues()
    {
        ScriptResult result = _served.Session.Run($"Get-PlannrAutomationExecution -BlueprintUuid {Runs.Uuid(1)}, {Runs.Uuid(99)}, {Runs.Uuid(2)} -IncludeTotalCount");

        Assert.Contains(Runs.Uuid(99).ToString(), result.ShouldHaveOneError().ToString(), StringComparison.Ordinal);
        Assert.Equal(0.0, result.Output[0].Properties["Accuracy"].Value);
        Assert.Equal(Enumerable.Range(1, Count).Where(number => number % 3 != 0).Select(Runs.Uuid), result.Output.Skip(1).Select(item => ((AutomationExecution)item.BaseObject).Uuid!.Value));
    }

    [Fact]
    public void Repeated_account_is_requested_once()
    {
        ScriptResult result = _served.Session.Run("$Accounts[0..59] + $Accounts[0..9] | Get-PlannrAutomationExecution").ShouldSucceed();

        Assert.Equal(60, result.Output.Count);
        Assert.Equal([50, 10], _served.Paths.Select(path => path.Split("%2C").Length));
    }

    [Fact]
    public void Progress_shows_the_combined_total_of_all_lists()
    {
        SimulateSlowCommand();

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution -ClientUuid $Uuids").ShouldSucceed();

        Assert.All(result.Progress.Where(IsShown), record => Assert.Contains($" of {Count}, ", record.StatusDescription, StringComparison.Ordinal));
        Assert.True(result.Progress.Count(IsShown) > 1);
    }

    [Fact]
    public void Progress_for_piped_accounts_shows_no_total()
    {
        SimulateSlowCommand();

        ScriptResult result = _served.Session.Run("$Accounts | Get-PlannrAutomationExecution").ShouldSucceed();

        Assert.All(result.Progress.Where(IsShown), record => Assert.DoesNotContain(" of ", record.StatusDescription, StringComparison.Ordinal));
        Assert.Equal(9, result.Progress.Count(IsShown));
    }

    /// <summary>Responds with a list in which execution n belongs to client n, account n and blueprint (n modulo 3).</summary>
    private static HttpResponseMessage Respond(RecordedRequest request)
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

    // These are separate methods because ProgressMeter can be loaded only after the module is imported.
    private static void SimulateSlowCommand()
    {
        int seconds = 0;
        ProgressMeter.Clock = () => TimeSpan.FromSeconds(seconds++);
    }

    private static void RestoreClock() => ProgressMeter.Clock = ProgressMeter.SystemClock;
}
