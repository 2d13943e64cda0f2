namespace Plannr.Build.Help;

/// <summary>Puts the views, which are written in a file for each type, into the one file that the module ships: each file costs time at import.</summary>
internal static class ViewFile
{
    /// <summary>Writes the one file, where its content would be another.</summary>
    /// <param name="folder">The folder of the features' folders, which hold the views.</param>
    /// <param name="path">The file to write.</param>
    public static void Write(string folder, string path)
    {
        var merged = new XDocument(new XElement(
            "Configuration",
            new XElement(
                "ViewDefinitions",
                Directory.GetDirectories(folder).SelectMany(feature => Directory.GetFiles(feature, "*.Format.ps1xml")).OrderBy(Path.GetFileName, StringComparer.Ordinal).SelectMany(file => XDocument.Load(file).Descendants("View")))));
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true, NewLineChars = "\n" }))
        {
            merged.Save(writer);
        }

        string content = text.Append('\n').ToString();
        if (!File.Exists(path) || File.ReadAllText(path) != content)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            File.WriteAllText(path, content);
        }
    }
}
