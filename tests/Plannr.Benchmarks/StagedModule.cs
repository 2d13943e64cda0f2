using System.IO;
using System.Linq;
using System.Reflection;

namespace Plannr.Benchmarks;

/// <summary>The module as the build lays it out, which is also what ships.</summary>
internal static class StagedModule
{
    public static string Manifest { get; } = Path.Combine(
        typeof(StagedModule).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "StagedModulePath").Value!,
        "Plannr.psd1");
}
