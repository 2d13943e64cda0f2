using System.Globalization;
using Plannr.CoverageGate;

// Arguments: the folder of the reports (*.cobertura.xml, at any depth), the percentage that is asked for, and --list for the lines that no test ran.
if (args.Length < 2 || !double.TryParse(args[1], CultureInfo.InvariantCulture, out double wanted))
{
    Console.Error.WriteLine("Usage: Plannr.CoverageGate <folder of reports> <percentage> [--list]");
    return 2;
}

string[] shipped = ["Plannr", "Plannr.Client", "Plannr.Loader", "Plannr.PowerShell"];
string[] reports = Directory.Exists(args[0]) ? Directory.GetFiles(args[0], "*.cobertura.xml", SearchOption.AllDirectories) : [];
IReadOnlyList<CoveredFile> files = CoveredLines.Read(reports);
string[] unseen = [.. shipped.Except(files.Select(file => file.Assembly))];
if (unseen.Length > 0)
{
    Console.Error.WriteLine($"Coverage: no report in '{args[0]}' tells of {string.Join(", ", unseen)}. On Linux, counting lines needs libxml2.so.2.");
    return 1;
}

if (args.Contains("--list"))
{
    foreach (CoveredFile file in files.Where(file => file.Covered < file.Lines.Count))
    {
        Console.WriteLine($"{file.File}: {string.Join(", ", file.Lines.Where(line => !line.Value).Select(line => line.Key))}");
    }
}

foreach (IGrouping<string, CoveredFile> assembly in files.GroupBy(file => file.Assembly).OrderBy(group => group.Key, StringComparer.Ordinal))
{
    Tell(assembly.Key, assembly);
}

double reached = Tell("Coverage", files);
if (reached < wanted)
{
    Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Coverage: {reached:0.00} % of the lines that ship were run by a test; {wanted} % are asked for."));
    return 1;
}

return 0;

static double Tell(string name, IEnumerable<CoveredFile> files)
{
    int covered = files.Sum(file => file.Covered);
    int all = files.Sum(file => file.Lines.Count);
    double percentage = 100.0 * covered / all;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name + ":",-20}{percentage,6:0.00} % of {all} lines"));
    return percentage;
}
