namespace Plannr.Benchmarks.Shell;

/// <summary>Compares the cmdlet in pwsh with what a script would use without the module.</summary>
internal sealed class ShellBenchmark : IBenchmark
{
    /// <summary>The variable with the path of the pwsh to use. By default, the one on the path is used.</summary>
    private const string Variable = "PLANNR_BENCH_PWSH";

    private const int Count = 400;

    private const string Script = """
        $ErrorActionPreference = 'Stop'
        $ProgressPreference = 'SilentlyContinue'
        Import-Module $env:PLANNR_BENCH_MANIFEST
        $base = $env:PLANNR_BENCH_BASE
        $token = ConvertTo-SecureString benchmark-token -AsPlainText -Force
        Connect-Plannr -AccessToken $token -BaseUri $base -SkipAccountResolution
        $uuids = 1..[int]$env:PLANNR_BENCH_COUNT | ForEach-Object { [guid]('00000000-0000-4000-8000-{0:d12}' -f $_) }
        $ways = [ordered]@{
            loop     = { foreach ($uuid in $uuids) { Invoke-RestMethod "${base}api/v1/automation-executions/$uuid" -Authentication Bearer -Token $token -AllowUnencryptedAuthentication } }
            parallel = { $uuids | ForEach-Object -ThrottleLimit 8 -Parallel { Invoke-RestMethod "$($using:base)api/v1/automation-executions/$_" -Authentication Bearer -Token $using:token -AllowUnencryptedAuthentication } }
            plannr   = { $uuids | Get-PlannrAutomationExecution }
            bulk     = { $uuids | Get-PlannrAutomationExecution -Bulk }
        }
        foreach ($round in 0..3) {
            foreach ($way in $ways.Keys) {
                if ($way -eq 'loop' -and $round -gt 1) { continue }
                $watch = [System.Diagnostics.Stopwatch]::StartNew()
                $count = @(& $ways[$way]).Count
                $ticks = $watch.Elapsed.Ticks
                if ($count -ne $uuids.Count) { throw "$way returned $count objects." }
                if ($round) { "$way $ticks" }
            }
        }
        """;

    public string Name => "shell";

    public string Summary => $"{Count} executions in pwsh ({Variable}, or the one on the path), compared with Invoke-RestMethod.";

    public async Task<bool> RunAsync(string[] arguments)
    {
        IReadOnlyList<Comparison> rows = await MeasureAsync();
        Comparison.Write(rows);
        return rows.All(row => row.IsMet);
    }

    /// <summary>Returns the rows. If there is no pwsh, prints that and returns none.</summary>
    public static async Task<IReadOnlyList<Comparison>> MeasureAsync()
    {
        if (Find() is not { } shell)
        {
            Console.WriteLine($"Skipped the measurement in pwsh: it is not on the path, and {Variable} is not set.");
            return [];
        }

        using FetchServer server = FetchServer.Start();
        var start = new ProcessStartInfo(shell, ["-NoProfile", "-NonInteractive", "-Command", Script])
        {
            RedirectStandardOutput = true,
            Environment =
            {
                ["PLANNR_BENCH_MANIFEST"] = StagedModule.Manifest,
                ["PLANNR_BENCH_BASE"] = server.BaseUri.ToString(),
                ["PLANNR_BENCH_COUNT"] = Count.ToString(CultureInfo.InvariantCulture),
            },
        };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var ways = new Dictionary<string, Samples>();
        foreach (string[] parts in output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.Split(' ')))
        {
            ways.TryAdd(parts[0], new Samples());
            ways[parts[0]].Add(TimeSpan.FromTicks(long.Parse(parts[1], CultureInfo.InvariantCulture)));
        }

        string what = $"{Count} executions by UUID in pwsh";
        return
        [
            Comparison.OfTimes(what, ways["plannr"].Median, ways["loop"].Median, "Invoke-RestMethod in a loop", 1),
            Comparison.OfTimes(what, ways["plannr"].Median, ways["parallel"].Median, "Invoke-RestMethod in ForEach-Object -Parallel, 8 at once", 1.3),
            Comparison.OfTimes(what + ", -Bulk", ways["bulk"].Median, ways["loop"].Median, "Invoke-RestMethod in a loop", 0.05),
        ];
    }

    /// <summary>Returns the path of the pwsh to measure in, or null if there is none.</summary>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return given;
        }

        string name = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
        return (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }
}
