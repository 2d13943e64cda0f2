using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Plannr.PowerShell.Tests.Staging;

namespace Plannr.PowerShell.Tests.Views;

/// <summary>The views of the staged module, read from their files.</summary>
internal static class ViewFiles
{
    public static IReadOnlyList<string> Paths { get; } = [.. Directory.GetFiles(Path.Combine(StagedModule.Folder, "Formats"), "*.ps1xml").Order(StringComparer.Ordinal)];

    public static IReadOnlyList<XElement> Views { get; } = [.. Paths.SelectMany(path => XDocument.Load(path).Descendants("View"))];

    public static string NameOf(XElement view) => view.Element("Name")!.Value;

    public static XElement Named(string name) => Views.Single(view => NameOf(view) == name);

    public static Type TypeOf(XElement view) =>
        StagedModule.Contract.GetType(view.Element("ViewSelectedBy")!.Element("TypeName")!.Value, throwOnError: true)!;

    public static IEnumerable<string> ScriptsOf(XElement view) => view.Descendants("ScriptBlock").Select(script => script.Value);
}
