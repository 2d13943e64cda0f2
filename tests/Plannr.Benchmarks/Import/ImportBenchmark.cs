namespace Plannr.Benchmarks.Import;

/// <summary>
/// What <c>Import-Module</c> of the staged module costs, beside empty binary modules of as many cmdlets, without and with as many format
/// files. Each import happens in a process of its own, by turns, and the time is that of the Import-Module command alone. It is taken in
/// two situations: as the first command of a session, which is what a script pays, and after another small module, when PowerShell's own
/// first-time cost has been paid and only the module's is left. The engine of this project is compiled as it runs, which is most of the second; where
/// there is a pwsh, which was compiled before, that is measured too.
/// </summary>
internal sealed class ImportBenchmark : IBenchmark
{
    private const double Target = 2.0;
    private const int DefaultRuns = 15;

    public string Name => "import";

    public string Summary => $"Import-Module against empty modules of as many cmdlets. [runs, {DefaultRuns} by default]";

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

    /// <summary>Measures by turns, in fresh processes.</summary>
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

        // The first round is not counted: it brings the files into the system's cache.
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
            Comparison.OfTimes(what, samples[0].Median, samples[2].Median, $"{empty} and {counts.FormatFiles} format files", null),
        ];
    }
}
