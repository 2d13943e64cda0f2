namespace Plannr.Benchmarks.Emitting;

/// <summary>Compares the module's cmdlet with a minimal cmdlet. Each lists 100,000 executions in a pipeline. Also measures the memory that the module uses.</summary>
internal sealed class EmitBenchmark : IBenchmark
{
    private const int Repetitions = 3;
    private const double Most = 1.3;

    public string Name => "emit";

    public string Summary => $"A list of {FetchServer.ListLength:N0} executions down the pipeline, and the memory in use.";

    public async Task<bool> RunAsync(string[] arguments)
    {
        IReadOnlyList<Comparison> rows = await MeasureAsync();
        Comparison.Write(rows);
        return rows.All(row => row.IsMet);
    }

    public static Task<IReadOnlyList<Comparison>> MeasureAsync()
    {
        using FetchServer server = FetchServer.Start(latency: TimeSpan.Zero);
        using var http = new HttpClient { BaseAddress = server.BaseUri };
        using var session = new EngineSession();
        session.Set("Base", server.BaseUri);
        var heap = new List<long>();
        session.Set("Measure", (Action)(() => heap.Add(GC.GetTotalMemory(forceFullCollection: true))));
        session.Set("Bare", http);
        session.Set("Benchmarks", typeof(GetBareExecutionCommand).Assembly);
        session.Run("Import-Module -Assembly $Benchmarks");
        session.Run("Connect-Plannr -AccessToken $Token -BaseUri $Base -SkipAccountResolution");
        var plannr = new Samples();
        var bare = new Samples();
        for (int i = -1; i < Repetitions; i++)
        {
            TimeSpan own = Time(() => session.Run(Counted("Get-PlannrAutomationExecution -NoAccount")));
            TimeSpan other = Time(() => session.Run(Counted("Get-BareExecution -Client $Bare")));
            if (i >= 0)
            {
                plannr.Add(own);
                bare.Add(other);
            }
        }

        session.Run("$count = 0; Get-PlannrAutomationExecution -NoAccount | & { process { if (++$count % 25000 -eq 12500) { $Measure.Invoke() } } }");
        return Task.FromResult<IReadOnlyList<Comparison>>(
        [
            Comparison.OfTimes($"{FetchServer.ListLength:N0} executions listed", plannr.Median, bare.Median, "a bare cmdlet: HttpClient and System.Text.Json", Most),
            new Comparison("heap in the list's last quarter, MB", heap[^1] / 1e6, heap[0] / 1e6, "in its first quarter", Most),
        ]);
    }

    private static string Counted(string list) =>
        "$count = 0; " + list + " | & { process { $count++ } end { if ($count -ne " + FetchServer.ListLength.ToString(CultureInfo.InvariantCulture) + ") { throw $count } } }";

    private static TimeSpan Time(Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed;
    }
}
