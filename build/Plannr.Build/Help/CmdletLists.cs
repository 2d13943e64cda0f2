namespace Plannr.Build.Help;

/// <summary>Keeps the lists of cmdlets in the manifest and in the README up to date.</summary>
internal static class CmdletLists
{
    /// <summary>Writes <c>CmdletsToExport</c>. With commas: PowerShell would compile and run a list of lines at import.</summary>
    public static void WriteManifest(string path, IEnumerable<CmdletHelp> cmdlets) =>
        Replace(path, "    CmdletsToExport      = @(\n", "\n    )", string.Join(",\n", cmdlets.Select(cmdlet => $"        '{cmdlet.Name}'")));

    /// <summary>Writes the table of cmdlets, with the synopsis of each, by feature.</summary>
    public static void WriteReadme(string path, IEnumerable<CmdletHelp> cmdlets) => Replace(
        path,
        "<!-- cmdlets: made by the build -->\n",
        "\n<!-- end of cmdlets -->",
        "| Cmdlet | |\n| --- | --- |\n" + string.Join('\n', cmdlets
            .GroupBy(cmdlet => cmdlet.Feature).OrderBy(feature => feature.Key, StringComparer.Ordinal)
            .SelectMany(feature => feature.Select(Row).Prepend($"| **{feature.Key}** | |"))));

    private static string Row(CmdletHelp cmdlet) => $"| [`{cmdlet.Name}`](docs/cmdlets/{cmdlet.Name}.md) | {cmdlet.Synopsis.Replace("|", "\\|", StringComparison.Ordinal)} |";

    private static void Replace(string path, string start, string end, string content)
    {
        string text = File.ReadAllText(path).ReplaceLineEndings("\n");
        int from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        int to = from < start.Length ? -1 : text.IndexOf(end, from, StringComparison.Ordinal);
        if (to < 0)
        {
            throw new InvalidDataException($"'{path}' has no list of cmdlets between '{start.Trim()}' and '{end.Trim()}'.");
        }

        HelpFiles.WriteIfChanged(path, text[..from] + content + text[to..]);
    }
}
