using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Plannr.Benchmarks.Reading;

/// <summary>Measures how long the module takes to convert a page from bytes to objects, compared with the plain serializer, which skips unknown fields.</summary>
internal sealed class ReadBenchmark : IBenchmark
{
    private const string Rows = "--rows";
    private const double Most = 1.3;

    public string Name => "read";

    public string Summary => "A page of 500 executions from JSON to objects, compared with System.Text.Json alone.";

    public Task<bool> RunAsync(string[] arguments)
    {
        StagedModule.UseAssemblies();
        List<Comparison> rows = Measure();
        if (arguments is [Rows])
        {
            rows.ForEach(row => Console.WriteLine(row.ToLine()));
            return Task.FromResult(true);
        }

        Comparison.Write(rows);
        return Task.FromResult(rows.All(row => row.IsMet));
    }

    /// <summary>Measures in a separate process, because a process that has imported the module has already loaded its assemblies.</summary>
    public static async Task<IReadOnlyList<Comparison>> MeasureAsync()
    {
        string output = await OwnProcess.RunAsync("read", Rows);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Comparison.FromLine)];
    }

    private static List<Comparison> Measure()
    {
        var config = ManualConfig.CreateEmpty()
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(NullLogger.Instance)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .WithArtifactsPath(System.IO.Path.Combine(System.IO.Path.GetTempPath(), "plannr-benchmarks"))
            .AddJob(BenchmarkDotNet.Jobs.Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance).WithIterationCount(10));
        Summary summary = BenchmarkRunner.Run<PageReading>(config);
        BenchmarkReport bare = summary.Reports.Single(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == nameof(PageReading.Bare));
        BenchmarkReport plannr = summary.Reports.Single(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == nameof(PageReading.Plannr));

        // The fastest iteration is used, because other load on the machine can only slow an iteration down.
        const string Other = "System.Text.Json with source generation";
        return
        [
            new Comparison("a page of 500 executions read, ms", plannr.ResultStatistics!.Min / 1e6, bare.ResultStatistics!.Min / 1e6, Other, Most),
            new Comparison("a page of 500 executions read, kB allocated", Allocated(plannr), Allocated(bare), Other),
        ];
    }

    private static double Allocated(BenchmarkReport report) => (report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0) / 1e3;
}
