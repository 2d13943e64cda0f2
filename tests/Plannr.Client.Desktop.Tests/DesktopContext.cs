using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Plannr.Client.Desktop.Tests;

/// <summary>
/// Loads the core and its dependencies from <c>lib/desktop</c>. They need a separate context, because the test host and the test server need .NET's
/// older versions of some dependencies.
/// </summary>
internal sealed class DesktopContext() : AssemblyLoadContext("Desktop")
{
    private static readonly string Folder =
        typeof(DesktopContext).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "DesktopPath").Value!;

    [ModuleInitializer]
    internal static void Register()
    {
        var context = new DesktopContext();
        Default.Resolving += (_, name) => name.Name == "Plannr.Client" ? context.LoadFromAssemblyName(name) : null;
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // .NET itself contains the types in these packages, and the tests and the core must share them.
        string path = Path.Combine(Folder, assemblyName.Name + ".dll");
        return assemblyName.Name is "Microsoft.Bcl.AsyncInterfaces" or "Microsoft.Bcl.TimeProvider" || !IsNewerThanRuntime(path) ? null : LoadFromAssemblyPath(path);
    }

    /// <summary>Returns whether a file exists and is newer than .NET's own version, if any. For .NET Framework's facades, .NET's own versions are newer.</summary>
    private static bool IsNewerThanRuntime(string path)
    {
        string own = Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, Path.GetFileName(path));
        return File.Exists(path) && !(File.Exists(own) && AssemblyName.GetAssemblyName(own).Version >= AssemblyName.GetAssemblyName(path).Version);
    }
}
