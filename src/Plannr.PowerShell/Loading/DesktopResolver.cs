using System.Reflection;

namespace Plannr.PowerShell.Loading;

/// <summary>Resolves the HTTP core on Windows PowerShell 5.1, which has no load contexts. The core's dependencies and the contract are resolved only for assemblies in the core's folder.</summary>
internal static class DesktopResolver
{
    private const string CoreName = "Plannr.Client";
    private const string ContractName = "Plannr";

    /// <summary>The assemblies in <c>lib/desktop</c>. A test compares the list with the staged folder.</summary>
    internal static readonly IReadOnlyCollection<string> Files = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        CoreName,
        "Microsoft.Bcl.AsyncInterfaces",
        "Microsoft.Bcl.Memory",
        "Microsoft.Bcl.TimeProvider",
        "Polly.Core",
        "SpreadCheetah",
        "System.Buffers",
        "System.IO.Pipelines",
        "System.Memory",
        "System.Numerics.Vectors",
        "System.Runtime.CompilerServices.Unsafe",
        "System.Text.Encodings.Web",
        "System.Text.Json",
        "System.Threading.Tasks.Extensions",
        "System.ValueTuple",
    };

    public static void Register(string folder) =>
        AppDomain.CurrentDomain.AssemblyResolve += (_, arguments) => Resolve(folder, arguments.Name, arguments.RequestingAssembly);

    private static Assembly? Resolve(string folder, string fullName, Assembly? requester)
    {
        string name = new AssemblyName(fullName).Name ?? string.Empty;
        if (name != CoreName && !IsOurs(folder, requester))
        {
            return null;
        }

        // Return the contract that PowerShell has loaded from the module's root folder. .NET Framework does not search that folder for the dependencies of lib/desktop.
        return name == ContractName ? typeof(IPlannrClient).Assembly
            : ((HashSet<string>)Files).Contains(name) ? Assembly.LoadFrom(Path.Combine(folder, name + ".dll"))
            : null;
    }

    private static bool IsOurs(string folder, Assembly? requester) =>
        requester is { IsDynamic: false }
        && string.Equals(Path.GetDirectoryName(requester.Location), folder, StringComparison.OrdinalIgnoreCase);
}
