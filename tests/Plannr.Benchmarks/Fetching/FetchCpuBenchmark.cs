using System.Net.Http.Headers;
using System.Text.Json;

namespace Plannr.Benchmarks.Fetching;

/// <summary>
/// Gets 10,000 executions by UUID, and compares the CPU time and memory that the module uses with those of HttpClient and System.Text.Json
/// with source generation, for the same fields. The server runs in its own process.
/// </summary>
internal sealed class FetchCpuBenchmark : IBenchmark
{
    private const int Count = 10_000;
    private const int AtOnce = 32;
    private const int WarmUps = 5;
    private const int Repetitions = 5;
    private const double Limit = 2;

    private static readonly Guid[] Uuids = [.. Enumerable.Range(1, Count).Select(FetchServer.Uuid)];

    public string Name => "fetch-cpu";

    public string Summary => $"CPU time and memory for getting {Count:N0} executions by UUID, {AtOnce} at once.";

    public async Task<bool> RunAsync(string[] arguments)
    {
        IReadOnlyList<Comparison> rows = await MeasureAsync();
        Comparison.Write(rows);
        return rows.All(row => row.IsMet);
    }

    public static async Task<IReadOnlyList<Comparison>> MeasureAsync()
    {
        using FetchServer server = FetchServer.Start(latency: TimeSpan.FromMilliseconds(2));
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = server.BaseUri };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "benchmark-token");
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var session = new EngineSession();
        session.Set("Base", server.BaseUri);
        session.Set("Uuids", Uuids);
        session.Run("Connect-Plannr -AccessToken $Token -BaseUri $Base -SkipAccountResolution");
        var plannr = new Usage();
        var bare = new Usage();
        for (int i = -WarmUps; i < Repetitions; i++)
        {
            await plannr.AddAsync(isWarmUp: i < 0, () =>
            {
                session.Run($"$count = 0; $Uuids | Get-PlannrAutomationExecution -ThrottleLimit {AtOnce} | & {{ process {{ $count++ }} end {{ if ($count -ne {Count}) {{ throw $count }} }} }}");
                return Task.CompletedTask;
            });
            await bare.AddAsync(isWarmUp: i < 0, () => FetchAsync(http));
        }

        return
        [
            Comparison.OfTimes($"{Count:N0} executions by UUID, {AtOnce} at once, CPU", plannr.Cpu.Median, bare.Cpu.Median, "HttpClient and System.Text.Json with source generation", Limit),
            new Comparison($"{Count:N0} executions by UUID, {AtOnce} at once, kB allocated for each", plannr.Allocated / Count / 1e3, bare.Allocated / Count / 1e3, "HttpClient and System.Text.Json with source generation", Limit),
        ];
    }

    private static Task FetchAsync(HttpClient http) => Parallel.ForEachAsync(
        Uuids,
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
        async (uuid, cancellation) =>
        {
            var address = new Uri($"api/v1/automation-executions/{uuid}", UriKind.Relative);
            byte[] body = await http.GetByteArrayAsync(address, cancellation);
            if (JsonSerializer.Deserialize(body, WholeExecutionJson.Default.WholeExecution)!.Uuid != uuid)
            {
                throw new InvalidOperationException($"An execution other than {uuid} was returned.");
            }
        });

    private sealed class Usage
    {
        public Samples Cpu { get; } = new();

        public double Allocated { get; private set; }

        public async Task AddAsync(bool isWarmUp, Func<Task> work)
        {
            TimeSpan cpu = Environment.CpuUsage.TotalTime;
            long allocated = GC.GetTotalAllocatedBytes(precise: true);
            await work();
            if (!isWarmUp)
            {
                Cpu.Add(Environment.CpuUsage.TotalTime - cpu);
                Allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
            }
        }
    }
}
