namespace Plannr.PowerShell.Tests.Lists;

/// <summary>Tests commands against a server that causes a random fault in about one request in ten.</summary>
[Collection(ModuleSession.Collection)]
public sealed class FaultTests : IAsyncLifetime
{
    private static readonly Fault[] AllFaults =
    [
        Fault.Status(429, "{}"),
        Fault.Status(429, "{}", "application/json", ("Retry-After", "3")),
        Fault.Status(429, "{}", "application/json", ("Retry-After", new DateTimeOffset(2026, 6, 10, 9, 31, 0, TimeSpan.Zero).ToString("r", CultureInfo.InvariantCulture))),
        Fault.Status(429, "{}", "application/json", ("Retry-After", "99999999999")),
        Fault.Status(429, "{}", "application/json", ("Retry-After", "soon")),
        Fault.Status(500, "{}"),
        Fault.Status(502, "<html>", "text/html"),
        Fault.Status(503, string.Empty),
        Fault.Reset(),
        Fault.CutOffBody(),
        Fault.CutOffChunks(),
        Fault.TruncatedJson(),
        Fault.Html(),
        Fault.NoContent(),
        Fault.SlowBody(TimeSpan.FromMilliseconds(1), 3),
    ];

    private ServedSession _served = null!;

    public async Task InitializeAsync() => _served = await ServedSession.StartAsync(new LeapingClock());

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Theory]
    [InlineData("$Uuids | Get-PlannrAutomationExecution -ThrottleLimit 16", 1)]
    [InlineData("$Uuids | Get-PlannrAutomationExecution -Bulk", 2)]
    [InlineData("Get-PlannrAutomationExecution", 3)]
    public void Each_of_two_thousand_executions_is_returned_once_or_reported_in_an_error(string script, int seed)
    {
        _served.Connect(new LeapingClock(), retries: 8);
        _served.Server.Override = new RunList(2000) { FixedSize = script.Contains("Uuids", StringComparison.Ordinal) ? null : 25 }.Answer;
        _served.Session.Set("Uuids", Runs.Uuids(2000));
        ConcurrentDictionary<string, int> faultCounts = AddRandomFaults(seed);

        ScriptResult result = _served.Session.Run(script);

        Guid[] returned = [.. result.As<AutomationExecution>().Select(run => run.Uuid!.Value)];
        Assert.Equal(returned.Distinct(), returned);
        IEnumerable<object> failed = result.Errors.Select(error => error.TargetObject);
        Assert.Equal(Runs.Uuids(2000), returned.Concat(failed.OfType<Guid>()).Order());
        Assert.NotEmpty(faultCounts);
        if (seed == 1)
        {
            Assert.Equal(AllFaults.Length, faultCounts.Count);
            Assert.Empty(result.Errors);
        }
    }

    private ConcurrentDictionary<string, int> AddRandomFaults(int seed)
    {
        var faultCounts = new ConcurrentDictionary<string, int>();
        var random = new Random(seed);
        var chosen = new ConcurrentDictionary<int, int>();
        var gate = new Lock();
        for (int index = 0; index < AllFaults.Length; index++)
        {
            int own = index;
            _served.Server.Faults.Add(AllFaults[index] with { Matches = request => ChooseFault(request) == own && faultCounts.AddOrUpdate($"{own}", 1, (_, count) => count + 1) > 0 });
        }

        return faultCounts;

        int ChooseFault(RecordedRequest request)
        {
            lock (gate)
            {
                return chosen.GetOrAdd(request.Number, _ => random.Next(10) == 0 ? random.Next(AllFaults.Length) : -1);
            }
        }
    }
}
