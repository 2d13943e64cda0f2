namespace Plannr.Benchmarks.Import;

/// <summary>Measures the import of a module in a new PowerShell process.</summary>
internal static class ImportProbe
{
    private const string Script = """
        $ErrorActionPreference = 'Stop'
        if ($env:PLANNR_BENCH_WARMUP) { Import-Module $env:PLANNR_BENCH_WARMUP }
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        Import-Module $env:PLANNR_BENCH_MANIFEST
        $watch.Elapsed.Ticks
        """;

    /// <summary>Returns the import time.</summary>
    /// <param name="manifest">The module to import.</param>
    /// <param name="warmUp">A module to import first, to exclude PowerShell's own first-time cost; empty for none.</param>
    public static async Task<TimeSpan> MeasureAsync(string manifest, string warmUp)
    {
        string output = await RealShell.RunAsync(Script, new() { ["PLANNR_BENCH_MANIFEST"] = manifest, ["PLANNR_BENCH_WARMUP"] = warmUp });
        return TimeSpan.FromTicks(long.Parse(output.Trim(), CultureInfo.InvariantCulture));
    }
}
