using System.Collections;
using System.Management.Automation.Language;

namespace Plannr.Build.Package;

/// <summary>The manifest of a module folder, read as data: nothing in it is run.</summary>
internal sealed class ModuleManifest
{
    private readonly Hashtable _fields;
    private readonly Hashtable _gallery;

    /// <summary>Reads a manifest.</summary>
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

    /// <summary>The module's name.</summary>
    public string Name { get; }

    /// <summary>The module's version, with its prerelease label where it has one.</summary>
    public string Version => _gallery["Prerelease"] is string { Length: > 0 } label ? $"{ModuleVersion}-{label.TrimStart('-')}" : ModuleVersion;

    /// <summary>The version without a label: the name of the folder that an installer makes.</summary>
    public string ModuleVersion => Text("ModuleVersion");

    /// <summary>The author or authors.</summary>
    public string Author => Text("Author");

    /// <summary>The company, which the Gallery shows as owner.</summary>
    public string CompanyName => Text("CompanyName");

    /// <summary>The copyright notice.</summary>
    public string Copyright => Text("Copyright");

    /// <summary>What the module is for.</summary>
    public string Description => Text("Description");

    /// <summary>The address of the licence.</summary>
    public string LicenseUri => Text("LicenseUri", _gallery);

    /// <summary>The address of the project.</summary>
    public string ProjectUri => Text("ProjectUri", _gallery);

    /// <summary>The address of the picture, null where there is none.</summary>
    public string? IconUri => _gallery["IconUri"] as string;

    /// <summary>What is new.</summary>
    public string ReleaseNotes => Text("ReleaseNotes", _gallery);

    /// <summary>What the module is found by.</summary>
    public IReadOnlyList<string> Tags => List("Tags", _gallery);

    /// <summary>The cmdlets that the module gives.</summary>
    public IReadOnlyList<string> Cmdlets => List("CmdletsToExport", _fields);

    private string Text(string key) => Text(key, _fields);

    private string Text(string key, Hashtable table) => table[key] is string { Length: > 0 } text
        ? text
        : throw new InvalidDataException($"The manifest of {Name} has no {key}, which the Gallery shows.");

    private static IReadOnlyList<string> List(string key, Hashtable table) => [.. ((IEnumerable)table[key]!).Cast<string>()];
}
