namespace Plannr.PowerShell.Tests.Lists;

/// <summary>A server where one request in ten goes wrong, in any of the ways in which servers and networks do.</summary>
[Collection(ModuleSession.Collection)]
public sealed class FaultTests : IAsyncLifetime
{
    private static readonly Fault[] Kinds =
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
    public void Two_thousand_executions_come_each_once_or_as_a_named_error(string script, int seed)
    {
        _served.Connect(new LeapingClock(), retries: 8);
        _served.Server.Override = new RunList(2000) { FixedSize = script.Contains("Uuids", StringComparison.Ordinal) ? null : 25 }.Answer;
        _served.Session.Set("Uuids", Runs.Uuids(2000));
        ConcurrentDictionary<string, int> happened = GoWrong(seed);

        ScriptResult result = _served.Session.Run(script);

        Guid[] came = [.. result.As<AutomationExecution>().Select(run => run.Uuid!.Value)];
        Assert.Equal(came.Distinct(), came);
        IEnumerable<object> failed = result.Errors.Select(error => error.TargetObject);
        Assert.Equal(Runs.Uuids(2000), came.Concat(failed.OfType<Guid>()).Order());
        Assert.NotEmpty(happened);
        if (seed == 1)
        {
            Assert.Equal(Kinds.Length, happened.Count);
            Assert.Empty(result.Errors);
        }
    }

    private ConcurrentDictionary<string, int> GoWrong(int seed)
    {
        var happened = new ConcurrentDictionary<string, int>();
        var random = new Random(seed);
        var chosen = new ConcurrentDictionary<int, int>();
        var gate = new Lock();
        for (int kind = 0; kind < Kinds.Length; kind++)
        {
            int own = kind;
            _served.Server.Faults.Add(Kinds[kind] with { Matches = request => Of(request) == own && happened.AddOrUpdate($"{own}", 1, (_, count) => count + 1) > 0 });
        }

        return happened;

        int Of(RecordedRequest request)
        {
            lock (gate)
            {
                return chosen.GetOrAdd(request.Number, _ => random.Next(10) == 0 ? random.Next(Kinds.Length) : -1);
            }
        }
    }
}
