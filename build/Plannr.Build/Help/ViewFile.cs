namespace Plannr.Build.Help;

/// <summary>Merges the views of all features into the one file that the module ships: each file costs time at import.</summary>
internal static class ViewFile
{
    public static void Write(string folder, string path)
    {
        IEnumerable<XElement> views = Directory.GetDirectories(folder)
            .SelectMany(feature => Directory.GetFiles(feature, "*.Format.ps1xml"))
            .OrderBy(Path.GetFileName, StringComparer.Ordinal)
            .SelectMany(file => XDocument.Load(file).Descendants("View"));
        var merged = new XDocument(new XElement("Configuration", new XElement("ViewDefinitions", views)));
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true, NewLineChars = "\n" }))
        {
            merged.Save(writer);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        HelpFiles.WriteIfChanged(path, text.Append('\n').ToString());
    }
}
