namespace Plannr.Benchmarks.Import;

/// <summary>As <see cref="ImportProbe"/>, in an installed PowerShell, whose engine was compiled before: that is what users have.</summary>
internal static class ShellImportProbe
{
    private const string Script = """
        $ErrorActionPreference = 'Stop'
        Import-Module $env:PLANNR_BENCH_WARMUP
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        Import-Module $env:PLANNR_BENCH_MANIFEST
        $watch.Elapsed.Ticks
        """;

    /// <param name="shell">The path of pwsh.</param>
    /// <param name="manifest">The module to import.</param>
    /// <param name="warmUp">A module to import before.</param>
    public static async Task<TimeSpan> MeasureAsync(string shell, string manifest, string warmUp)
    {
        var start = new ProcessStartInfo(shell, ["-NoProfile", "-NonInteractive", "-Command", Script])
        {
            RedirectStandardOutput = true,
            Environment = { ["PLANNR_BENCH_MANIFEST"] = manifest, ["PLANNR_BENCH_WARMUP"] = warmUp },
        };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return TimeSpan.FromTicks(long.Parse(output.Trim(), CultureInfo.InvariantCulture));
    }
}
