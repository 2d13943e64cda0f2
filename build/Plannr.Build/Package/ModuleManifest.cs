using System.Collections;
using System.Management.Automation.Language;

namespace Plannr.Build.Package;

/// <summary>A module manifest, which is parsed but not run.</summary>
internal sealed class ModuleManifest
{
    private readonly Hashtable _fields;
    private readonly Hashtable _gallery;

    public ModuleManifest(string path)
    {
        ScriptBlockAst script = Parser.ParseFile(path, out _, out ParseError[] errors);
        if (errors.Length > 0 || script.Find(node => node is HashtableAst, searchNestedScriptBlocks: false) is not HashtableAst table)
        {
            throw new InvalidDataException($"'{path}' can't be read as a module manifest.");
        }

        Name = Path.GetFileNameWithoutExtension(path);
        _fields = (Hashtable)table.SafeGetValue();
        _gallery = (Hashtable)((Hashtable)_fields["PrivateData"]!)["PSData"]!;
    }

    public string Name { get; }

    /// <summary>The version with the prerelease label, if any.</summary>
    public string Version => _gallery["Prerelease"] is string { Length: > 0 } label ? $"{ModuleVersion}-{label.TrimStart('-')}" : ModuleVersion;

    /// <summary>The version without the label. An installer creates a folder with this name.</summary>
    public string ModuleVersion => Text("ModuleVersion");

    public string Author => Text("Author");

    public string CompanyName => Text("CompanyName");

    public string Copyright => Text("Copyright");

    public string Description => Text("Description");

    public string LicenseUri => Text("LicenseUri", _gallery);

    public string ProjectUri => Text("ProjectUri", _gallery);

    public string? IconUri => _gallery["IconUri"] as string;

    public string ReleaseNotes => Text("ReleaseNotes", _gallery);

    public IReadOnlyList<string> Tags => List("Tags", _gallery);

    public IReadOnlyList<string> Cmdlets => List("CmdletsToExport", _fields);

    private string Text(string key, Hashtable? table = null) => (table ?? _fields)[key] is string { Length: > 0 } text
        ? text
        : throw new InvalidDataException($"The manifest of {Name} has no {key}. The Gallery shows this field, so it is required.");

    private static IReadOnlyList<string> List(string key, Hashtable table) => [.. ((IEnumerable)table[key]!).Cast<string>()];
}
