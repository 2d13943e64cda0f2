using System.Runtime.InteropServices;

namespace Plannr.Benchmarks;

/// <summary>Runs every comparison and prints one table.</summary>
internal sealed class AllBenchmarks : IBenchmark
{
    public string Name => "all";

    public string Summary => "All comparisons in one table; takes several minutes.";

    public async Task<bool> RunAsync(string[] arguments)
    {
        var rows = new List<Comparison>();
        rows.AddRange(await ImportBenchmark.MeasureAsync());
        rows.AddRange(await FirstCallBenchmark.MeasureAsync());
        rows.AddRange(await ReadBenchmark.MeasureAsync());
        rows.AddRange(await EmitBenchmark.MeasureAsync());
        rows.AddRange(await FetchBenchmark.MeasureAsync());
        rows.AddRange(await FetchCpuBenchmark.MeasureAsync());
        rows.AddRange(await ShellBenchmark.MeasureAsync());
        Console.WriteLine($"Processors: {Environment.ProcessorCount}, {RuntimeInformation.OSDescription}, .NET {Environment.Version}.");
        Console.WriteLine();
        Comparison.Write(rows);
        return rows.TrueForAll(row => row.IsMet);
    }
}
