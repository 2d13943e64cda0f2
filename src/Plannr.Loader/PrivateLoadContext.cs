using System.Reflection;
using System.Runtime.Loader;

namespace Plannr.Loader;

/// <summary>Isolates the HTTP core and its dependencies from the session, because other modules may load other versions of the same assemblies.</summary>
public sealed class PrivateLoadContext : AssemblyLoadContext
{
    private static PrivateLoadContext? _context;

    private readonly string _folder;

    private PrivateLoadContext(string folder)
        : base("Plannr") => _folder = folder;

    /// <summary>Loads the HTTP core. Further calls return the same assembly.</summary>
    /// <param name="folder">The folder of the HTTP core and its dependencies.</param>
    /// <returns>The assembly of the HTTP core.</returns>
    public static Assembly LoadCore(string folder)
    {
        if (_context is null)
        {
            System.Threading.Interlocked.CompareExchange(ref _context, new PrivateLoadContext(folder), null);
        }

        return _context.LoadFromAssemblyName(new AssemblyName("Plannr.Client"));
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string path = Path.Combine(_folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
