using System.Reflection;
using System.Runtime.Loader;

namespace Plannr.Benchmarks;

/// <summary>The module as the build lays it out, which is also what ships; or one that lies elsewhere: PLANNR_BENCH_MODULE names its folder.</summary>
internal static class StagedModule
{
    public static string Manifest { get; } = Path.Combine(
        Environment.GetEnvironmentVariable("PLANNR_BENCH_MODULE") ?? typeof(StagedModule).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "StagedModulePath").Value!,
        "Plannr.psd1");

    /// <summary>
    /// Lets this process use the module's assemblies without a session, from where the module has them. Not for a process that imports the module: that
    /// loads them for itself.
    /// </summary>
    public static void UseAssemblies() => AssemblyLoadContext.Default.Resolving += (context, name) =>
        new[] { string.Empty, "lib/core" }
            .Select(folder => Path.Combine(Path.GetDirectoryName(Manifest)!, folder, name.Name + ".dll"))
            .Where(File.Exists)
            .Select(context.LoadFromAssemblyPath)
            .FirstOrDefault();
}
