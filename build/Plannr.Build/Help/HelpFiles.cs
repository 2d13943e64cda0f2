namespace Plannr.Build.Help;

/// <summary>Writes the help for all cmdlets: the file for Get-Help, the pages in docs/cmdlets, and the lists in the manifest and the README.</summary>
internal static class HelpFiles
{
    /// <exception cref="InvalidDataException">A help text is missing.</exception>
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
            WriteIfChanged(Path.Combine(folder, name), text);
        }
    }

    /// <summary>Writes a file only if its content has changed, so that a new timestamp does not cause an unnecessary build.</summary>
    public static void WriteIfChanged(string path, string text)
    {
        if (!File.Exists(path) || File.ReadAllText(path).ReplaceLineEndings("\n") != text)
        {
            File.WriteAllText(path, text);
        }
    }
}
