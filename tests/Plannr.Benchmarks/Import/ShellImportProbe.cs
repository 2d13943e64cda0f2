namespace Plannr.Benchmarks.Import;

/// <summary>Like <see cref="ImportProbe"/>, but in an installed PowerShell, whose engine is precompiled as on a user's machine.</summary>
internal static class ShellImportProbe
{
    private const string Script = """
        $ErrorActionPreference = 'Stop'
        Import-Module $env:PLANNR_BENCH_WARMUP
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        Import-Module $env:PLANNR_BENCH_MANIFEST
        $watch.Elapsed.Ticks
        """;

    /// <summary>Returns the time of the import in a new pwsh process.</summary>
    /// <param name="shell">The path of pwsh.</param>
    /// <param name="manifest">The module to import.</param>
    /// <param name="warmUp">A module to import first.</param>
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
