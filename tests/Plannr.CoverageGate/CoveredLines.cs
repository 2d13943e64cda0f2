using System.Xml.Linq;

namespace Plannr.CoverageGate;

/// <summary>The lines of code in one file and their coverage.</summary>
/// <param name="Assembly">The name of the assembly.</param>
/// <param name="File">The path of the file, relative to the repository's root.</param>
/// <param name="Lines">For each line number, whether a test executed the line.</param>
internal sealed record CoveredFile(string Assembly, string File, IReadOnlyDictionary<int, bool> Lines)
{
    public int Covered => Lines.Values.Count(covered => covered);
}

/// <summary>Merges the collector's reports. A line is covered if any report marks it as covered.</summary>
internal static class CoveredLines
{
    // Deterministic builds use this path for the repository's root.
    private const string Root = "/_/";

    public static IReadOnlyList<CoveredFile> Read(IEnumerable<string> reports)
    {
        var files = new SortedDictionary<string, (string Assembly, SortedDictionary<int, bool> Lines)>(StringComparer.Ordinal);
        foreach (XElement type in reports.SelectMany(report => XDocument.Load(report).Descendants("class")))
        {
            string file = type.Attribute("filename")!.Value.Replace('\\', '/');
            string assembly = type.Ancestors("package").Single().Attribute("name")!.Value;

            // Files outside the assembly's folder and generated code in obj are ignored.
            if (!file.StartsWith($"{Root}src/{assembly}/", StringComparison.Ordinal) || file.Contains("/obj/", StringComparison.Ordinal))
            {
                continue;
            }

            string name = file[Root.Length..];
            if (!files.TryGetValue(name, out (string Assembly, SortedDictionary<int, bool> Lines) found))
            {
                files.Add(name, found = (assembly, []));
            }

            foreach (XElement line in type.Descendants("line"))
            {
                int number = (int)line.Attribute("number")!;
                found.Lines[number] = found.Lines.GetValueOrDefault(number) || (long)line.Attribute("hits")! > 0;
            }
        }

        return [.. files.Select(file => new CoveredFile(file.Value.Assembly, file.Key, file.Value.Lines))];
    }
}
