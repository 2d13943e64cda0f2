using System.Collections;
using System.Management.Automation.Language;

namespace Plannr.Benchmarks.Import;

/// <summary>
/// Compares importing the staged module with importing an empty binary module that has the same number of cmdlets, a minimal types file and a minimal format file.
/// Each import runs in a new PowerShell process, and the modules alternate. Only the <c>Import-Module</c> command is timed, in three situations: as the first
/// command of a session, which is typical of scripts; after importing a module without types and format files; and after importing a module with them. In the
/// last situation, the staged module is also compared with PSResourceGet and Pester, without a limit.
/// </summary>
internal sealed class ImportBenchmark : IBenchmark
{
    private const double Target = 1.3;
    private const int DefaultRuns = 15;

    public string Name => "import";

    public string Summary => $"Import-Module, compared with an empty module that has the same number of cmdlets and minimal views. [runs, {DefaultRuns} by default]";

    public async Task<bool> RunAsync(string[] arguments)
    {
        int runs = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : DefaultRuns;
        IReadOnlyList<Comparison> rows = await MeasureAsync(runs);
        Comparison.Write(rows);
        return rows.All(row => row.IsMet);
    }

    /// <summary>Measures the modules alternately, in new processes.</summary>
    public static async Task<IReadOnlyList<Comparison>> MeasureAsync(int runs = DefaultRuns)
    {
        string folder = Directory.CreateTempSubdirectory("plannr-import-").FullName;
        try
        {
            int cmdlets = CountCmdlets(StagedModule.Manifest);
            string floor = EmptyModule.Write(folder, "Empty", cmdlets, hasViews: true);
            string floorName = $"an empty module: {cmdlets} cmdlets, a types file, a format file";
            string plain = EmptyModule.Write(folder, "Plain", 2, hasViews: false);
            string viewed = EmptyModule.Write(folder, "Viewed", 2, hasViews: true);
            string shell = RealShell.Name;
            List<Comparison> rows =
            [
                await CompareAsync($"Import-Module in {shell}, first command of a session", floor, floorName, warmUp: string.Empty, runs, Target),
                await CompareAsync($"Import-Module in {shell}, after a module without views", floor, floorName, plain, runs, Target),
                await CompareAsync($"Import-Module in {shell}, after a module with views", floor, floorName, viewed, runs, Target),
            ];
            foreach ((string manifest, string name) in (IEnumerable<(string, string)>)[(RealShell.PSResourceGet, "Microsoft.PowerShell.PSResourceGet"), (RealShell.Pester, "Pester")])
            {
                rows.Add(await CompareAsync($"Import-Module in {shell}, after a module with views", manifest, name, viewed, Math.Min(runs, 7)));
            }

            return rows;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Comparison> CompareAsync(string what, string other, string otherName, string warmUp, int runs, double? limit = null)
    {
        var own = new Samples();
        var others = new Samples();

        // The first round only warms the file system's cache.
        for (int run = -1; run < runs; run++)
        {
            TimeSpan ownTime = await ImportProbe.MeasureAsync(StagedModule.Manifest, warmUp);
            TimeSpan otherTime = await ImportProbe.MeasureAsync(other, warmUp);
            if (run >= 0)
            {
                own.Add(ownTime);
                others.Add(otherTime);
            }
        }

        return Comparison.OfTimes(what, own.Median, others.Median, otherName, limit);
    }

    private static int CountCmdlets(string manifest)
    {
        ScriptBlockAst script = Parser.ParseFile(manifest, out _, out _);
        var values = (Hashtable)((HashtableAst)script.Find(ast => ast is HashtableAst, searchNestedScriptBlocks: false)!).SafeGetValue();
        return ((object[])values["CmdletsToExport"]!).Length;
    }
}
