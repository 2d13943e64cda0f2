namespace Plannr.PowerShell.Tests.Desktop;

/// <summary>
/// The assemblies available to a Windows PowerShell 5.1 session: the reference assemblies of .NET Framework 4.7.2, PowerShell Standard 5.1
/// for the engine, and the staged module.
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

    /// <summary>The assemblies that PowerShell itself loads: the contract and the cmdlets.</summary>
    public IReadOnlyCollection<AssemblyFile> Root => _root.Values;

    /// <summary>The HTTP core and its dependencies.</summary>
    public IReadOnlyCollection<AssemblyFile> Desktop => _desktop.Values;

    /// <summary>All the module's assemblies for Windows PowerShell.</summary>
    public IEnumerable<AssemblyFile> Shipped => Root.Concat(Desktop);

    public bool IsFramework(AssemblyFile file) => _framework.ContainsValue(file);

    public bool IsEngine(AssemblyFile file) => file == _engine;

    /// <summary>
    /// Returns the file that a reference resolves to, or null if no file has a sufficient version. The framework provides its own
    /// assemblies up to its own version. The two root assemblies are already loaded. The module's resolver provides the contract and the files
    /// in its fixed list, but only to assemblies in <c>lib/desktop</c>. The cmdlets can also load Plannr.Client through the resolver, but
    /// they load it by name and do not reference it.
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

    /// <summary>Returns the assembly with this simple name, whether or not a reference would resolve to it.</summary>
    public AssemblyFile? FindByName(string name) =>
        name == _engine.Name.Name ? _engine
        : _root.GetValueOrDefault(name) ?? _desktop.GetValueOrDefault(name) ?? _framework.GetValueOrDefault(name);

    /// <summary>Returns a type and the assembly that defines it, after following all type forwards.</summary>
    public (AssemblyFile Assembly, TypeDefinition Type)? FindType(AssemblyFile start, string name)
    {
        string outermost = name.Split('/')[0];
        AssemblyFile? file = start;
        for (int forwards = 0; file is not null && forwards < 10; forwards++)
        {
            if (file.FindType(name) is { } type)
            {
                return (file, type);
            }

            file = file.FindForward(outermost) is { } target ? FindByName(target) : null;
        }

        return null;
    }

    private static bool Fits(AssemblyFile file, AssemblyName reference) =>
        file.Name.Version >= reference.Version && file.Name.GetPublicKeyToken().AsSpan().SequenceEqual(reference.GetPublicKeyToken());

    private static Dictionary<string, AssemblyFile> ByName(IEnumerable<string> paths) =>
        paths.Where(AssemblyFile.IsAssembly).Select(path => new AssemblyFile(path)).ToDictionary(file => file.Name.Name!, StringComparer.OrdinalIgnoreCase);
}
