using System.Reflection;
using System.Runtime.Loader;

namespace Plannr.Benchmarks;

/// <summary>The staged module, exactly as it ships, or the module in the folder that PLANNR_BENCH_MODULE names.</summary>
internal static class StagedModule
{
    public static string Manifest { get; } = Path.Combine(
        Environment.GetEnvironmentVariable("PLANNR_BENCH_MODULE") ?? typeof(StagedModule).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "StagedModulePath").Value!,
        "Plannr.psd1");

    /// <summary>
    /// Resolves the module's assemblies from its folder, for a process without a session. Do not call this in a process that imports the module,
    /// because the module resolves its own assemblies.
    /// </summary>
    public static void UseAssemblies() => AssemblyLoadContext.Default.Resolving += (context, name) =>
        new[] { string.Empty, "lib/core" }
            .Select(folder => Path.Combine(Path.GetDirectoryName(Manifest)!, folder, name.Name + ".dll"))
            .Where(File.Exists)
            .Select(context.LoadFromAssemblyPath)
            .FirstOrDefault();
}
