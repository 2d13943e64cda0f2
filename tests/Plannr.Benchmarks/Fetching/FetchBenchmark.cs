using System.Management.Automation.Runspaces;
using System.Security;
using Engine = System.Management.Automation.PowerShell;

namespace Plannr.Benchmarks.Fetching;

/// <summary>Gets 1,000 executions by UUID from a server with 20 ms of latency, and compares the cmdlet with a bare HttpClient that only reads bytes.</summary>
internal sealed class FetchBenchmark : IBenchmark
{
    private const int Count = 1000;
    private const int Repetitions = 3;
    private const double MostOfFloor = 1.3;
    private const double MostOfFloorAt32 = 1.1;
    private const double LeastOfLoop = 20;

    private static readonly Guid[] Uuids = [.. Enumerable.Range(1, Count).Select(FetchServer.Uuid)];

    public string Name => "fetch";

    public string Summary => $"{Count} executions by UUID: at most {MostOfFloor.ToString(CultureInfo.InvariantCulture)} times a bare HttpClient's time; -Bulk at least {LeastOfLoop} times as fast as a loop.";

    public async Task<bool> RunAsync(string[] arguments)
    {
        IReadOnlyList<Comparison> rows = await MeasureAsync(isShown: true);
        Console.WriteLine();
        Comparison.Write(rows);
        return rows.All(row => row.IsMet);
    }

    /// <summary>Runs the measurements.</summary>
    /// <param name="isShown">Whether to print the time, the number of requests and the allocated bytes for each variant.</param>
    public static async Task<IReadOnlyList<Comparison>> MeasureAsync(bool isShown = false)
    {
        using FetchServer server = FetchServer.Start();
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = server.BaseUri };
        using Runspace runspace = Connect(server.BaseUri);
        var table = new MarkdownTable($"{Count} executions", "ms", "requests", "MB allocated", "factor");

        Result loop = await MeasureAsync(server, http, () => FetchAsync(http, 1), 1);
        Result floor8 = await MeasureAsync(server, http, () => FetchAsync(http, 8), Repetitions);
        Result plain = await MeasureAsync(server, http, () => Run(runspace, string.Empty), Repetitions);
        Result floor32 = await MeasureAsync(server, http, () => FetchAsync(http, 32), Repetitions);
        Result wide = await MeasureAsync(server, http, () => Run(runspace, "-ThrottleLimit 32"), Repetitions);
        Result bulk = await MeasureAsync(server, http, () => Run(runspace, "-Bulk"), Repetitions);

        Add(table, "bare HttpClient, a plain loop", loop, null);
        Add(table, "bare HttpClient, 8 at once", floor8, null);
        Add(table, "Get-PlannrAutomationExecution", plain, floor8);
        Add(table, "bare HttpClient, 32 at once", floor32, null);
        Add(table, "Get-PlannrAutomationExecution -ThrottleLimit 32", wide, floor32);
        Add(table, "Get-PlannrAutomationExecution -Bulk", bulk, null);
        if (isShown)
        {
            table.Write(Console.Out);
        }

        return
        [
            Comparison.OfTimes($"{Count:N0} executions by UUID, 8 at once", plain.Time, floor8.Time, "HttpClient, 8 at once, no JSON", MostOfFloor),
            Comparison.OfTimes($"{Count:N0} executions by UUID, 32 at once", wide.Time, floor32.Time, "HttpClient, 32 at once, no JSON", MostOfFloorAt32),
            Comparison.OfTimes($"{Count:N0} executions by UUID, -Bulk", bulk.Time, loop.Time, "HttpClient in a plain loop, no JSON", 1 / LeastOfLoop),
        ];
    }

    private static async Task<Result> MeasureAsync(FetchServer server, HttpClient http, Func<Task> work, int repetitions)
    {
        // A warm-up run, except for the plain loop, which does not need one and takes about 20 seconds per run.
        if (repetitions > 1)
        {
            await work();
        }

        var times = new Samples();
        await server.TakeRequestCountAsync(http);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int i = 0; i < repetitions; i++)
        {
            var watch = Stopwatch.StartNew();
            await work();
            times.Add(watch.Elapsed);
        }

        long allocated = (GC.GetTotalAllocatedBytes(precise: true) - before) / repetitions;
        return new Result(times.Median, await server.TakeRequestCountAsync(http) / repetitions, allocated);
    }

    private static Task FetchAsync(HttpClient http, int atOnce) => Parallel.ForEachAsync(
        Uuids,
        new ParallelOptions { MaxDegreeOfParallelism = atOnce },
        async (uuid, cancellation) => await http.GetByteArrayAsync(new Uri($"api/v1/automation-executions/{uuid}", UriKind.Relative), cancellation));

    private static Task Run(Runspace runspace, string parameters)
    {
        using Engine shell = Shell(runspace, $"$Uuids | Get-PlannrAutomationExecution {parameters}");
        int count = shell.Invoke().Count;
        return count == Count ? Task.CompletedTask : throw new InvalidOperationException($"Expected {Count} objects, but got {count}.");
    }

    private static Runspace Connect(Uri server)
    {
        Runspace runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        var token = new SecureString();
        token.AppendChar('t');
        runspace.SessionStateProxy.SetVariable("Token", token);
        runspace.SessionStateProxy.SetVariable("Base", server);
        runspace.SessionStateProxy.SetVariable("Uuids", Uuids);
        runspace.SessionStateProxy.SetVariable("Manifest", StagedModule.Manifest);
        using Engine shell = Shell(runspace, "Import-Module $Manifest; Connect-Plannr -AccessToken $Token -BaseUri $Base -SkipAccountResolution");
        shell.Invoke();
        return shell.HadErrors ? throw new InvalidOperationException(shell.Streams.Error[0].ToString()) : runspace;
    }

    private static Engine Shell(Runspace runspace, string script)
    {
        Engine shell = Engine.Create(runspace);
        shell.AddScript(script);
        return shell;
    }

    private static void Add(MarkdownTable table, string name, Result result, Result? floor) => table.Add(
        name,
        result.Time.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture),
        result.Requests.ToString(CultureInfo.InvariantCulture),
        (result.Allocated / 1e6).ToString("0.0", CultureInfo.InvariantCulture),
        floor is null ? string.Empty : (result.Time / floor.Time).ToString("0.00", CultureInfo.InvariantCulture));

    private sealed record Result(TimeSpan Time, int Requests, long Allocated);
}
