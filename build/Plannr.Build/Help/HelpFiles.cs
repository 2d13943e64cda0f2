namespace Plannr.Build.Help;

/// <summary>Writes the help of all cmdlets: the file that Get-Help reads, and the pages in docs/cmdlets. Keeps the lists of cmdlets in the manifest and README up to date.</summary>
internal static class HelpFiles
{
    /// <summary>Writes all of them, where they have changed.</summary>
    /// <exception cref="InvalidDataException">A text is missing.</exception>
    public static void Write(IReadOnlyList<CmdletHelp> cmdlets, string manifest, string helpFile, string pageFolder)
    {
        string[] missing = [.. cmdlets.SelectMany(MissingTexts.In)];
        if (missing.Length > 0)
        {
            throw new InvalidDataException(string.Join('\n', missing));
        }

        CmdletLists.WriteManifest(manifest, cmdlets);
        CmdletLists.WriteReadme(Path.Combine(Path.GetDirectoryName(manifest)!, "README.md"), cmdlets);
        WritePages(pageFolder, MarkdownPages.Of(cmdlets));
        Directory.CreateDirectory(Path.GetDirectoryName(helpFile)!);
        using var writer = XmlWriter.Create(helpFile, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false), NewLineChars = "\n" });
        MamlFile.Of(cmdlets).Save(writer);
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
