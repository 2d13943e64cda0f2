namespace Plannr.Benchmarks.FirstCall;

/// <summary>Measures how long a script waits for its first execution: the time to connect and send one request in a fresh process.</summary>
internal sealed class FirstCallBenchmark : IBenchmark
{
    private const int Runs = 9;
    private const double Limit = 1.8;
    private const string Probe = "--probe";

    public string Name => "first-call";

    public string Summary => "Connect-Plannr and the retrieval of one execution in a fresh process, compared with a bare HttpClient's first two requests.";

    public async Task<bool> RunAsync(string[] arguments)
    {
        if (arguments is [Probe, string kind, string address])
        {
            TimeSpan elapsed = kind == "bare" ? await SendBareRequestsAsync(new Uri(address)) : Connect(new Uri(address));
            Console.WriteLine(elapsed.Ticks.ToString(CultureInfo.InvariantCulture));
            return true;
        }

        IReadOnlyList<Comparison> rows = await MeasureAsync();
        Comparison.Write(rows);
        return rows.All(row => row.IsMet);
    }

    public static async Task<IReadOnlyList<Comparison>> MeasureAsync()
    {
        using FetchServer server = FetchServer.Start();
        var plannr = new Samples();
        var bare = new Samples();
        for (int i = -1; i < Runs; i++)
        {
            TimeSpan own = await StartAsync("plannr", server.BaseUri);
            TimeSpan other = await StartAsync("bare", server.BaseUri);
            if (i >= 0)
            {
                plannr.Add(own);
                bare.Add(other);
            }
        }

        return [Comparison.OfTimes("connected and first execution, fresh process", plannr.Median, bare.Median, "HttpClient's first two requests, no JSON, no engine", Limit)];
    }

    private static async Task<TimeSpan> StartAsync(string kind, Uri server) =>
        TimeSpan.FromTicks(long.Parse(await OwnProcess.RunAsync("first-call", Probe, kind, server.ToString()), CultureInfo.InvariantCulture));

    private static TimeSpan Connect(Uri server)
    {
        using var session = new EngineSession();
        session.Set("Base", server);
        session.Set("Uuid", FetchServer.Uuid(1));
        var watch = Stopwatch.StartNew();
        session.Run("Connect-Plannr -AccessToken $Token -BaseUri $Base -SkipAccountResolution; Get-PlannrAutomationExecution $Uuid");
        return watch.Elapsed;
    }

    private static async Task<TimeSpan> SendBareRequestsAsync(Uri server)
    {
        var watch = Stopwatch.StartNew();
        using var http = new HttpClient { BaseAddress = server };
        await http.GetByteArrayAsync(new Uri("api/v1/me", UriKind.Relative));
        await http.GetByteArrayAsync(new Uri($"api/v1/automation-executions/{FetchServer.Uuid(1)}", UriKind.Relative));
        return watch.Elapsed;
    }
}
