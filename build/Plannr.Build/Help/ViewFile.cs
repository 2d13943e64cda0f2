using System.Runtime.Loader;

namespace Plannr.Build.Help;

/// <summary>Merges the views of all features into a single file, because each additional file slows down the import. Writes no white space or comments, because PowerShell would read them, too. Adds a list view for each type without one.</summary>
internal static class ViewFile
{
    /// <summary>Conditions for properties that a list shows only if they are not empty.</summary>
    private static readonly Dictionary<string, string> Conditions = new()
    {
        ["AdditionalProperties"] = "$_.AdditionalProperties.Count -gt 0",
        ["RawText"] = "$_.RawText",
    };

    public static void Write(string folder, string contractPath, string path)
    {
        XElement[] views =
        [
            .. Directory.GetDirectories(folder)
                .SelectMany(feature => Directory.GetFiles(feature, "*.Format.ps1xml"))
                .OrderBy(Path.GetFileName, StringComparer.Ordinal)
                .SelectMany(file => XDocument.Load(file).Descendants("View")),
        ];
        HashSet<string> listed = [.. views.Where(view => view.Element("ListControl") is not null).Select(view => view.Element("ViewSelectedBy")!.Element("TypeName")!.Value)];
        IEnumerable<XElement> lists = GetShownTypes(AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.GetFullPath(contractPath)))
            .Where(type => !listed.Contains(type.FullName!))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(CreateList);
        var merged = new XDocument(new XElement("Configuration", new XElement("ViewDefinitions", views, lists)));
        merged.DescendantNodes().OfType<XComment>().Remove();
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        HelpFiles.WriteIfChanged(path, merged.ToString(SaveOptions.DisableFormatting) + "\n");
    }

    private static IEnumerable<Type> GetShownTypes(Assembly contract) => contract.GetExportedTypes()
        .Where(type => !type.IsAbstract && (type.Name == "PlannrConnection" || type.IsSubclassOf(contract.GetType("Plannr.PlannrRecord", throwOnError: true)!)));

    /// <summary>Creates a list view, because PowerShell's default list would show text without removing control characters.</summary>
    private static XElement CreateList(Type type) => new(
        "View",
        new XElement("Name", $"{type.FullName}.List"),
        new XElement("ViewSelectedBy", new XElement("TypeName", type.FullName)),
        new XElement("ListControl", new XElement("ListEntries", new XElement("ListEntry", new XElement("ListItems", type.GetProperties().Select(CreateItem))))));

    private static XElement CreateItem(PropertyInfo property)
    {
        bool isPlain = property.PropertyType.IsValueType || property.PropertyType == typeof(Uri);
        return new XElement(
            "ListItem",
            Conditions.TryGetValue(property.Name, out string? condition) ? new XElement("ItemSelectionCondition", new XElement("ScriptBlock", condition)) : null,
            isPlain
                ? new XElement("PropertyName", property.Name)
                : (object[])[new XElement("Label", property.Name), new XElement("ScriptBlock", $"[Plannr.PowerShell.Shared.ShownText]::Lines[$_, '{property.Name}']")]);
    }
}
