using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Plannr.PowerShell.Tests.Staging;

/// <summary>The module as it ships. The tests compile against the projects and run against these files.</summary>
internal static class StagedModule
{
    public static string Folder { get; } = Metadata("StagedModulePath");

    public static string Manifest { get; } = Path.Combine(Folder, "Plannr.psd1");

    public static string Core { get; } = Path.Combine(Folder, "lib", "core");

    public static string Desktop { get; } = Path.Combine(Folder, "lib", "desktop");

    public static Assembly Contract => typeof(AutomationExecution).Assembly;

    public static Assembly Cmdlets => typeof(Plannr.PowerShell.Shared.PlannrCommand).Assembly;

    /// <summary>Returns the names of a folder's assemblies, without the extension.</summary>
    public static string[] AssembliesOf(string folder) =>
        Directory.GetFiles(folder, "*.dll").Select(file => Path.GetFileNameWithoutExtension(file)).Order().ToArray();

    public static string Metadata(string key) =>
        typeof(StagedModule).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    /// <summary>Resolves the two assemblies that PowerShell loads into the default context, and the HTTP core, which the module loads into its own context.</summary>
    [ModuleInitializer]
    internal static void FindRootAssemblies() => AssemblyLoadContext.Default.Resolving += (context, name) =>
        name.Name switch
        {
            "Plannr" or "Plannr.PowerShell" => context.LoadFromAssemblyPath(Path.Combine(Folder, name.Name + ".dll")),
            "Plannr.Client" => LoadCore(),
            _ => null,
        };

    // A method of its own: compiling the resolver must not need the assembly that it resolves.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Assembly LoadCore() => ClientFactory.LoadCore();
}
