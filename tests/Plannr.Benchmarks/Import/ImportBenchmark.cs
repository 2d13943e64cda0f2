namespace Plannr.Benchmarks.Import;

/// <summary>
/// Compares <c>Import-Module</c> of the staged module with empty binary modules that have as many cmdlets, without and with as many format files.
/// Each import runs in a fresh process, the modules alternate, and only the Import-Module command is timed. There are two situations: the first
/// command of a session, which is what a script pays, and after another small module, which leaves out PowerShell's own first-time cost. In this
/// project the engine is compiled by the JIT compiler, which takes most of the second time; a pwsh, which is precompiled, is measured too if there is one.
/// </summary>
internal sealed class ImportBenchmark : IBenchmark
{
    private const double Target = 2.0;
    private const int DefaultRuns = 15;

    public string Name => "import";

    public string Summary => $"Import-Module, compared with empty modules that have as many cmdlets. [runs, {DefaultRuns} by default]";

    public async Task<bool> RunAsync(string[] arguments)
    {
        if (arguments is ["--probe", string probed, ..])
        {
            ImportProbe.Run(probed, arguments.ElementAtOrDefault(2));
            return true;
        }

        int runs = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : DefaultRuns;
        IReadOnlyList<Comparison> rows = await MeasureAsync(runs);
        Comparison.Write(rows);
        return rows.All(row => row.IsMet);
    }

    /// <summary>Measures the modules alternately, in fresh processes.</summary>
    public static async Task<IReadOnlyList<Comparison>> MeasureAsync(int runs = DefaultRuns)
    {
        string folder = Directory.CreateTempSubdirectory("plannr-import-").FullName;
        try
        {
            ManifestCounts counts = ManifestCounts.Read(StagedModule.Manifest);
            string[] manifests =
            [
                StagedModule.Manifest,
                EmptyModule.Write(folder, "Empty", counts.Cmdlets, 0),
                EmptyModule.Write(folder, "EmptyWithViews", counts.Cmdlets, counts.FormatFiles),
            ];
            string warmUp = EmptyModule.Write(folder, "WarmUp", 2, 1);

            List<Comparison> rows =
            [
                .. await CompareAsync("Import-Module, first command of a session", manifests, counts, manifest => ImportProbe.MeasureAsync(manifest, null), runs, Target),
                .. await CompareAsync("Import-Module after another module", manifests, counts, manifest => ImportProbe.MeasureAsync(manifest, warmUp), runs),
            ];
            if (ShellBenchmark.Find() is { } shell)
            {
                rows.AddRange(await CompareAsync(
                    "Import-Module in pwsh, after another module", manifests, counts, manifest => ShellImportProbe.MeasureAsync(shell, manifest, warmUp), runs, Target));
            }

            return rows;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Comparison[]> CompareAsync(
        string what, string[] manifests, ManifestCounts counts, Func<string, Task<TimeSpan>> measureAsync, int runs, double? mostOfEmpty = null)
    {
        Samples[] samples = manifests.Select(_ => new Samples()).ToArray();

        // The first round only warms the file system's cache.
        for (int run = -1; run < runs; run++)
        {
            for (int i = 0; i < manifests.Length; i++)
            {
                TimeSpan elapsed = await measureAsync(manifests[i]);
                if (run >= 0)
                {
                    samples[i].Add(elapsed);
                }
            }
        }

        string empty = $"an empty module of {counts.Cmdlets} cmdlets";
        return
        [
            Comparison.OfTimes(what, samples[0].Median, samples[1].Median, empty, mostOfEmpty),
            Comparison.OfTimes(what, samples[0].Median, samples[2].Median, $"{empty} and {counts.FormatFiles} format file{(counts.FormatFiles == 1 ? string.Empty : "s")}", null),
        ];
    }
}
