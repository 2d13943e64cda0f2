namespace Plannr.PowerShell.Tests.Desktop;

/// <summary>
/// What a session of Windows PowerShell 5.1 finds: .NET Framework 4.7.2 as its reference assemblies describe it, the engine as
/// PowerShell Standard 5.1 describes it, and the staged module.
/// </summary>
internal sealed class DesktopAssemblies
{
    private readonly Dictionary<string, AssemblyFile> _framework;
    private readonly Dictionary<string, AssemblyFile> _root;
    private readonly Dictionary<string, AssemblyFile> _desktop;
    private readonly AssemblyFile _engine = new(StagedModule.Metadata("PowerShellStandardPath"));

    private DesktopAssemblies()
    {
        string references = StagedModule.Metadata("NetFrameworkPath");
        _framework = ByName([.. Directory.GetFiles(references, "*.dll"), .. Directory.GetFiles(Path.Combine(references, "Facades"), "*.dll")]);
        _root = ByName(Directory.GetFiles(StagedModule.Folder, "*.dll"));
        _desktop = ByName(Directory.GetFiles(StagedModule.Desktop, "*.dll"));
    }

    public static DesktopAssemblies Instance { get; } = new();

    /// <summary>The assemblies that PowerShell loads itself: contract and cmdlets.</summary>
    public IReadOnlyCollection<AssemblyFile> Root => _root.Values;

    /// <summary>The HTTP core and its dependencies.</summary>
    public IReadOnlyCollection<AssemblyFile> Desktop => _desktop.Values;

    /// <summary>All of the module that Windows PowerShell loads.</summary>
    public IEnumerable<AssemblyFile> Shipped => Root.Concat(Desktop);

    public bool IsFramework(AssemblyFile file) => _framework.ContainsValue(file);

    public bool IsEngine(AssemblyFile file) => file == _engine;

    /// <summary>
    /// The file that is loaded where an assembly refers to another: the framework takes requests for its own assemblies up to its own
    /// version, the two root assemblies are loaded already, and the module's resolver gives those of <c>lib/desktop</c>, and no others, the
    /// contract and what is in its fixed list. Null where the bind fails, or gives an older version than asked for.
    /// </summary>
    public AssemblyFile? Bind(AssemblyFile requester, AssemblyName name)
    {
        string simple = name.Name!;
        AssemblyFile? found =
            _framework.TryGetValue(simple, out AssemblyFile? framework) && Fits(framework, name) ? framework
            : simple == _engine.Name.Name ? _engine
            : _root.TryGetValue(simple, out AssemblyFile? root) ? root
            : DesktopResolver.Files.Contains(simple) && _desktop.ContainsValue(requester) ? _desktop.GetValueOrDefault(simple)
            : null;
        return found is not null && Fits(found, name) ? found : null;
    }

    /// <summary>An assembly by its name alone, to look for types where the bind is not in question.</summary>
    public AssemblyFile? FindByName(string name) =>
        name == _engine.Name.Name ? _engine
        : _root.GetValueOrDefault(name) ?? _desktop.GetValueOrDefault(name) ?? _framework.GetValueOrDefault(name);

    /// <summary>A type and the assembly that holds it, after all moves between assemblies.</summary>
    public (AssemblyFile Assembly, TypeDefinition Type)? FindType(AssemblyFile start, string name)
    {
        string outermost = name.Split('/')[0];
        AssemblyFile? file = start;
        for (int moves = 0; file is not null && moves < 10; moves++)
        {
            if (file.FindType(name) is { } type)
            {
                return (file, type);
            }

            file = file.FindForward(outermost) is { } target ? FindByName(target) : null;
        }

        return null;
    }

    private static bool Fits(AssemblyFile file, AssemblyName asked) =>
        file.Name.Version >= asked.Version && file.Name.GetPublicKeyToken().AsSpan().SequenceEqual(asked.GetPublicKeyToken());

    private static Dictionary<string, AssemblyFile> ByName(IEnumerable<string> paths) =>
        paths.Where(AssemblyFile.IsAssembly).Select(path => new AssemblyFile(path)).ToDictionary(file => file.Name.Name!, StringComparer.OrdinalIgnoreCase);
}
