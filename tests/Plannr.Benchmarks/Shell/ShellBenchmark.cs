namespace Plannr.Benchmarks.Shell;

/// <summary>Compares the module's cmdlet, run in pwsh, with the commands that a script would use without the module.</summary>
internal sealed class ShellBenchmark : IBenchmark
{
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
            list     = { Get-PlannrAutomationExecution -NoAccount }
            pages    = {
                $next = '/api/v1/automation-executions?per_page=500'
                while ($next) {
                    $page = Invoke-RestMethod "$($base.TrimEnd('/'))$next" -Authentication Bearer -Token $token -AllowUnencryptedAuthentication
                    $page.data
                    $next = $page.links.next
                }
            }
        }
        foreach ($round in 0..3) {
            foreach ($way in $ways.Keys) {
                if ($way -eq 'loop' -and $round -gt 1) { continue }
                $watch = [System.Diagnostics.Stopwatch]::StartNew()
                $count = @(& $ways[$way]).Count
                $ticks = $watch.Elapsed.Ticks
                if ($count -ne $(if ($way -in 'list', 'pages') { $env:PLANNR_BENCH_LIST } else { $uuids.Count })) { throw "Objects returned by ${way}: $count." }
                if ($round) { "$way $ticks" }
            }
        }
        """;

    public string Name => "shell";

    public string Summary => $"{Count} executions by UUID and a list of {FetchServer.ListLength:N0} in a real PowerShell, compared with Invoke-RestMethod.";

    public async Task<bool> RunAsync(string[] arguments)
    {
        IReadOnlyList<Comparison> rows = await MeasureAsync();
        Comparison.Write(rows);
        return rows.All(row => row.IsMet);
    }

    /// <summary>Returns the rows.</summary>
    public static async Task<IReadOnlyList<Comparison>> MeasureAsync()
    {
        using FetchServer server = FetchServer.Start();
        string output = await RealShell.RunAsync(Script, new()
        {
            ["PLANNR_BENCH_MANIFEST"] = StagedModule.Manifest,
            ["PLANNR_BENCH_BASE"] = server.BaseUri.ToString(),
            ["PLANNR_BENCH_COUNT"] = Count.ToString(CultureInfo.InvariantCulture),
            ["PLANNR_BENCH_LIST"] = FetchServer.ListLength.ToString(CultureInfo.InvariantCulture),
        });
        var ways = new Dictionary<string, Samples>();
        foreach (string[] parts in output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.Split(' ')))
        {
            ways.TryAdd(parts[0], new Samples());
            ways[parts[0]].Add(TimeSpan.FromTicks(long.Parse(parts[1], CultureInfo.InvariantCulture)));
        }

        string what = $"{Count} executions by UUID in {RealShell.Name}";
        return
        [
            Comparison.OfTimes(what, ways["plannr"].Median, ways["loop"].Median, "Invoke-RestMethod in a loop", 1),
            Comparison.OfTimes(what, ways["plannr"].Median, ways["parallel"].Median, "Invoke-RestMethod in ForEach-Object -Parallel, 8 at once", 1.3),
            Comparison.OfTimes(what + ", -Bulk", ways["bulk"].Median, ways["loop"].Median, "Invoke-RestMethod in a loop", 0.05),
            Comparison.OfTimes($"{FetchServer.ListLength:N0} executions listed in {RealShell.Name}", ways["list"].Median, ways["pages"].Median, "Invoke-RestMethod, page by page", 1),
        ];
    }
}
