using System.Reflection;

namespace Plannr.PowerShell.Loading;

/// <summary>Runs at <c>Import-Module</c>: makes the HTTP core findable, and does nothing else. It is loaded at the first use.</summary>
public sealed class OnImport : IModuleAssemblyInitializer
{
    private static int _registered;

    /// <summary>Called by PowerShell, again at each <c>Import-Module -Force</c>.</summary>
    void IModuleAssemblyInitializer.OnImport()
    {
        if (Edition.Refusal(Edition.IsDesktop, System.Environment.Version) is { } refusal)
        {
            throw new System.PlatformNotSupportedException(refusal);
        }

        if (Interlocked.Exchange(ref _registered, 1) == 1)
        {
            return;
        }

        string folder = Path.Combine(Path.GetDirectoryName(typeof(OnImport).Assembly.Location)!, "lib");
        if (Edition.IsDesktop)
        {
            DesktopResolver.Register(Path.Combine(folder, "desktop"));
            return;
        }

        // This assembly is compiled for both editions and can't refer to what only .NET has: hence by path and by name.
        folder = Path.Combine(folder, "core");
        Assembly.LoadFrom(Path.Combine(folder, "Plannr.Loader.dll"))
            .GetType("Plannr.Loader.PrivateLoadContext", throwOnError: true)!
            .GetMethod("Register")!
            .Invoke(null, [folder]);
    }
}
