using System.Reflection;
using System.Runtime.Loader;

namespace Plannr.Loader;

/// <summary>Isolates the HTTP core and its dependencies from the session, because other modules may load other versions of the same assemblies.</summary>
public sealed class PrivateLoadContext : AssemblyLoadContext
{
    private const string CoreName = "Plannr.Client";

    private static PrivateLoadContext? _registered;

    private readonly string _folder;

    private PrivateLoadContext(string folder)
        : base("Plannr") => _folder = folder;

    /// <summary>Registers a resolver through which the session can load only the HTTP core from the module's folder, not its dependencies. Further calls have no effect.</summary>
    /// <param name="folder">The folder of the HTTP core and its dependencies.</param>
    public static void Register(string folder)
    {
        var context = new PrivateLoadContext(folder);
        if (System.Threading.Interlocked.CompareExchange(ref _registered, context, null) is null)
        {
            Default.Resolving += (_, name) => name.Name == CoreName ? context.LoadFromAssemblyName(name) : null;
        }
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string path = Path.Combine(_folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
