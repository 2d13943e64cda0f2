using System.Globalization;
using Plannr.CoverageGate;

// Arguments: the folder of the reports (*.cobertura.xml, at any depth), the required percentage and, optionally, --list to print the uncovered lines.
if (args.Length < 2 || !double.TryParse(args[1], CultureInfo.InvariantCulture, out double required))
{
    Console.Error.WriteLine("Usage: Plannr.CoverageGate <folder of reports> <percentage> [--list]");
    return 2;
}

string[] shipped = ["Plannr", "Plannr.Client", "Plannr.Loader", "Plannr.PowerShell"];
string[] reports = Directory.Exists(args[0]) ? Directory.GetFiles(args[0], "*.cobertura.xml", SearchOption.AllDirectories) : [];
IReadOnlyList<CoveredFile> files = CoveredLines.Read(reports);
string[] missing = [.. shipped.Except(files.Select(file => file.Assembly))];
if (missing.Length > 0)
{
    Console.Error.WriteLine($"Coverage: the reports in '{args[0]}' do not include {string.Join(", ", missing)}. On Linux, coverage needs libxml2.so.2.");
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
    Print(assembly.Key, assembly);
}

double reached = Print("Coverage", files);
if (reached < required)
{
    Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Coverage: {RoundDown(reached):0.00}% of the shipped lines are covered; {required}% is required."));
    return 1;
}

return 0;

static double Print(string name, IEnumerable<CoveredFile> files)
{
    int covered = files.Sum(file => file.Covered);
    int all = files.Sum(file => file.Lines.Count);
    double percentage = 100.0 * covered / all;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name + ":",-20}{RoundDown(percentage),6:0.00}% of {all} lines"));
    return percentage;
}

// Otherwise, a percentage just below the required one would be printed as the required one.
static double RoundDown(double percentage) => Math.Floor(percentage * 100) / 100;
