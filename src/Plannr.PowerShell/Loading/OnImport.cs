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

/// <summary>Runs at <c>Remove-Module</c> and <c>Import-Module -Force</c>, not when a runspace closes: closes the connections of the runspace and clears their tokens.</summary>
public sealed class OnRemove : IModuleAssemblyCleanup
{
    /// <summary>Called by PowerShell in the runspace that the module is removed from.</summary>
    /// <param name="psModuleInfo">The module.</param>
    void IModuleAssemblyCleanup.OnRemove(PSModuleInfo psModuleInfo)
    {
        PendingSignIn.RemoveOwn();
        foreach (PlannrConnection connection in ConnectionRegistry.RemoveOwn())
        {
            ConnectionClosing.Close(connection, cmdlet: null);
        }
    }
}

/// <summary>Which PowerShell the module runs in.</summary>
internal static class Edition
{
    // The HTTP core is built for the .NET that PowerShell 7.6 runs on.
    private const int OldestRuntime = 10;

    /// <summary>Whether this is Windows PowerShell 5.1, on .NET Framework.</summary>
    public static bool IsDesktop { get; } = RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal);

    /// <summary>Returns why the module can't run on this runtime, and what to install; null if it can.</summary>
    public static string? Refusal(bool isDesktop, Version runtime) => isDesktop || runtime.Major >= OldestRuntime ? null
        : $"Plannr doesn't support PowerShell on .NET {runtime}: install PowerShell 7.6 or later from https://aka.ms/powershell.";
}
