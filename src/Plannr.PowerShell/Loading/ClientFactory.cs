using System.Reflection;

namespace Plannr.PowerShell.Loading;

/// <summary>The only place where the cmdlets access the HTTP core, which is loaded on first use.</summary>
internal static class ClientFactory
{
    private static Lazy<IPlannrClientFactory> _current = new(Load);

    public static IPlannrClientFactory Current => _current.Value;

    /// <summary>Replaces the core's factory in tests that need their own clock or settings.</summary>
    internal static void Replace(IPlannrClientFactory? factory) =>
        Volatile.Write(ref _current, factory is null ? new Lazy<IPlannrClientFactory>(Load) : new Lazy<IPlannrClientFactory>(() => factory));

    /// <summary>Loads the HTTP core into its own load context or, in Windows PowerShell, which has none, into the session.</summary>
    internal static Assembly LoadCore()
    {
        string folder = Path.Combine(Path.GetDirectoryName(typeof(ClientFactory).Assembly.Location)!, "lib");
        if (Edition.IsDesktop)
        {
            DesktopResolver.Register(Path.Combine(folder, "desktop"));
            return Assembly.Load("Plannr.Client");
        }

        // The loader is loaded by path, and its type is found by name, because this assembly is compiled for both editions and can't reference an API that only .NET has.
        folder = Path.Combine(folder, "core");
        MethodInfo load = Assembly.LoadFrom(Path.Combine(folder, "Plannr.Loader.dll")).GetType("Plannr.Loader.PrivateLoadContext", throwOnError: true)!.GetMethod("LoadCore")!;
        return ((Func<string, Assembly>)load.CreateDelegate(typeof(Func<string, Assembly>)))(folder);
    }

    private static IPlannrClientFactory Load() =>
        (IPlannrClientFactory)Activator.CreateInstance(LoadCore().GetType("Plannr.Client.PlannrClientFactory", throwOnError: true)!)!;
}
