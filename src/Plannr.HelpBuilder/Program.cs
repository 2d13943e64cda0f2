using System.Text;
using System.Xml;

namespace Plannr.HelpBuilder;

/// <summary>
/// Writes the help files and the file of views. Arguments: the assembly, the manifest, the MAML file to write, the folder of the pages, the folder of
/// the views, the file of views to write.
/// </summary>
public static class Program
{
    /// <summary>Returns 1 where a text is missing, with a line for each that MSBuild shows as an error.</summary>
    public static int Main(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        ViewFile.Write(args[4], args[5]);
        IReadOnlyList<CmdletHelp> cmdlets = HelpSource.Read(args[0], args[1]);
        string[] missing = [.. cmdlets.SelectMany(MissingTexts.In)];
        foreach (string message in missing)
        {
            Console.WriteLine($"Plannr.HelpBuilder : error PLANNRHELP : {message}");
        }

        if (missing.Length > 0)
        {
            return 1;
        }

        WritePages(args[3], MarkdownPages.Of(cmdlets));
        Directory.CreateDirectory(Path.GetDirectoryName(args[2])!);
        var settings = new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false), NewLineChars = "\n" };
        using var writer = XmlWriter.Create(args[2], settings);
        MamlFile.Of(cmdlets).Save(writer);
        return 0;
    }

    private static void WritePages(string folder, IReadOnlyDictionary<string, string> pages)
    {
        Directory.CreateDirectory(folder);
        foreach (string stale in Directory.GetFiles(folder, "*.md").Where(file => !pages.ContainsKey(Path.GetFileName(file))))
        {
            File.Delete(stale);
        }

        foreach ((string name, string text) in pages)
        {
            string path = Path.Combine(folder, name);
            if (!File.Exists(path) || File.ReadAllText(path).ReplaceLineEndings("\n") != text)
            {
                File.WriteAllText(path, text);
            }
        }
    }
}
