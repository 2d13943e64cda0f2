using System.Reflection;
using System.Runtime.Loader;

namespace Plannr.Benchmarks;

/// <summary>The module in the folder that PLANNR_BENCH_MODULE specifies, or by default the staged module, exactly as it ships.</summary>
internal static class StagedModule
{
    public static string Manifest { get; } = Path.Combine(
        Environment.GetEnvironmentVariable("PLANNR_BENCH_MODULE") ?? typeof(StagedModule).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "StagedModulePath").Value!,
        "Plannr.psd1");

    /// <summary>
    /// Resolves the module's assemblies from the module's folder in a process that does not import the module. Do not call this otherwise,
    /// because an imported module resolves its own assemblies.
    /// </summary>
    public static void UseAssemblies() => AssemblyLoadContext.Default.Resolving += (context, name) =>
        new[] { string.Empty, "lib/core" }
            .Select(folder => Path.Combine(Path.GetDirectoryName(Manifest)!, folder, name.Name + ".dll"))
            .Where(File.Exists)
            .Select(context.LoadFromAssemblyPath)
            .FirstOrDefault();
}
