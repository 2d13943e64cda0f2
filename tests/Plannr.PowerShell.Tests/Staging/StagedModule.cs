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

    /// <summary>The names of a folder's assemblies, without their ending.</summary>
    public static string[] AssembliesOf(string folder) =>
        Directory.GetFiles(folder, "*.dll").Select(file => Path.GetFileNameWithoutExtension(file)).Order().ToArray();

    public static string Metadata(string key) =>
        typeof(StagedModule).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    /// <summary>The two assemblies that PowerShell itself loads into the default context; the rest is found by the module's own loader.</summary>
    [ModuleInitializer]
    internal static void FindRootAssemblies() => AssemblyLoadContext.Default.Resolving += (context, name) =>
        name.Name is "Plannr" or "Plannr.PowerShell" ? context.LoadFromAssemblyPath(Path.Combine(Folder, name.Name + ".dll")) : null;
}
