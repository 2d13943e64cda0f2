using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Plannr.Benchmarks.Measurement;

namespace Plannr.Benchmarks.Import;

/// <summary>
/// What <c>Import-Module</c> of the staged module costs, beside empty binary modules of as many cmdlets, without and with as many format
/// files. Each import happens in a process of its own, by turns, and the time is that of the Import-Module command alone. It is taken in
/// two situations: as the first command of a session, which is what a script pays, and after another small module, when PowerShell's own
/// first-time cost has been paid and only the module's is left.
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

            Console.WriteLine($"Import-Module of modules with {counts.Cmdlets} cmdlets, median (quartiles) of {runs} fresh processes in ms");
            Console.WriteLine();
            var table = new MarkdownTable("situation", "Plannr", "empty", "ratio", $"empty, {counts.FormatFiles} format files", "ratio");
            double first = (await CompareAsync(table, "first command of the session", manifests, null, runs)).ToEmpty;
            double later = (await CompareAsync(table, "after another module", manifests, warmUp, runs)).ToEmptyWithViews;
            table.Write(Console.Out);
            Console.WriteLine();
            bool met = first <= Target && later <= Target;
            Console.WriteLine(FormattableString.Invariant(
                $"Target: as the first command at most {Target:0.0} of the empty module ({first:0.00}); later at most {Target:0.0} of the empty module with format files ({later:0.00}). {(met ? "Met." : "Not met.")}"));
            return met;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(double ToEmpty, double ToEmptyWithViews)> CompareAsync(
        MarkdownTable table, string situation, string[] manifests, string? warmUp, int runs)
    {
        Samples[] samples = manifests.Select(_ => new Samples()).ToArray();
        // The first round is not counted: it brings the files into the system's cache.
        for (int run = -1; run < runs; run++)
        {
            for (int i = 0; i < manifests.Length; i++)
            {
                TimeSpan elapsed = await ImportProbe.MeasureAsync(manifests[i], warmUp);
                if (run >= 0)
                {
                    samples[i].Add(elapsed);
                }
            }
        }

        double toEmpty = samples[0].Median / samples[1].Median;
        double toEmptyWithViews = samples[0].Median / samples[2].Median;
        table.Add(situation, Text(samples[0]), Text(samples[1]), Text(toEmpty), Text(samples[2]), Text(toEmptyWithViews));
        return (toEmpty, toEmptyWithViews);
    }

    private static string Text(double ratio) => ratio.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Text(Samples samples) => FormattableString.Invariant(
        $"{samples.Median.TotalMilliseconds:0.0} ({samples.LowerQuartile.TotalMilliseconds:0.0}..{samples.UpperQuartile.TotalMilliseconds:0.0})");
}
