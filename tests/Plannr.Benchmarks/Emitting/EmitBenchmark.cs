using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Plannr.Benchmarks.Fetching;
using Plannr.Benchmarks.Measurement;
using Plannr.Benchmarks.Reading;

namespace Plannr.Benchmarks.Emitting;

/// <summary>A list of 100,000 executions down the pipeline, beside the same pages read by a bare client that keeps nothing; and the memory that it takes.</summary>
internal sealed class EmitBenchmark : IBenchmark
{
    private const int Repetitions = 3;
    private const double Most = 1.3;

    public string Name => "emit";

    public string Summary => $"A list of {FetchServer.ListLength:N0} executions, one object after another, and the memory that it takes.";

    public async Task<bool> RunAsync(string[] arguments)
    {
        IReadOnlyList<Comparison> rows = await MeasureAsync();
        Comparison.Write(rows);
        return rows.All(row => row.IsMet);
    }

    public static async Task<IReadOnlyList<Comparison>> MeasureAsync()
    {
        using FetchServer server = FetchServer.Start(latency: TimeSpan.Zero);
        using var http = new HttpClient { BaseAddress = server.BaseUri };
        using var session = new EngineSession();
        session.Set("Base", server.BaseUri);
        var heap = new List<long>();
        session.Set("Measure", (Action)(() => heap.Add(GC.GetTotalMemory(forceFullCollection: true))));
        session.Run("Connect-Plannr -AccessToken $Token -BaseUri $Base -SkipAccountResolution");
        var plannr = new Samples();
        var bare = new Samples();
        for (int i = -1; i < Repetitions; i++)
        {
            TimeSpan own = Time(() => session.Run("$count = 0; Get-PlannrAutomationExecution -NoAccount | & { process { $count++ } end { if ($count -ne " + FetchServer.ListLength.ToString(CultureInfo.InvariantCulture) + ") { throw $count } } }"));
            TimeSpan other = await TimeAsync(() => ReadAsync(http));
            if (i >= 0)
            {
                plannr.Add(own);
                bare.Add(other);
            }
        }

        session.Run("$count = 0; Get-PlannrAutomationExecution -NoAccount | & { process { if (++$count % 25000 -eq 12500) { $Measure.Invoke() } } }");
        return
        [
            Comparison.OfTimes($"{FetchServer.ListLength:N0} executions listed", plannr.Median, bare.Median, "HttpClient and System.Text.Json, no pipeline", Most),
            new Comparison("heap in the list's last quarter, MB", heap[^1] / 1e6, heap[0] / 1e6, "in its first quarter", Most),
        ];
    }

    private static async Task ReadAsync(HttpClient http)
    {
        int count = 0;
        for (string? next = "api/v1/automation-executions?per_page=500"; next is not null;)
        {
            byte[] body = await http.GetByteArrayAsync(new Uri(next, UriKind.RelativeOrAbsolute));
            BarePage page = JsonSerializer.Deserialize(body, BareJson.Default.BarePage)!;
            count += page.Data.Count;
            next = page.Links?.Next;
        }

        if (count != FetchServer.ListLength)
        {
            throw new InvalidOperationException($"{count} came.");
        }
    }

    private static TimeSpan Time(Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed;
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed;
    }
}
