namespace Plannr.PowerShell.Loading;

/// <summary>Runs at <c>Import-Module</c> and rejects versions of PowerShell that the module does not support. <see cref="ClientFactory"/> loads the HTTP core on first use.</summary>
public sealed class OnImport : IModuleAssemblyInitializer
{
    /// <summary>Called by PowerShell each time it loads the module, for example in another runspace or with <c>Import-Module -Force</c>.</summary>
    void IModuleAssemblyInitializer.OnImport()
    {
        if (Edition.Refusal(Edition.IsDesktop, System.Environment.Version) is { } refusal)
        {
            throw new System.PlatformNotSupportedException(refusal);
        }
    }
}

/// <summary>Runs at <c>Remove-Module</c> and <c>Import-Module -Force</c>, but not when a runspace closes. Closes the connections of the runspace and clears their tokens.</summary>
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

/// <summary>The PowerShell edition that the module runs in.</summary>
internal static class Edition
{
    // The .NET version of PowerShell 7.6, which the HTTP core is built for.
    private const int OldestRuntime = 10;

    /// <summary>Whether the module runs in Windows PowerShell 5.1, on .NET Framework.</summary>
    public static bool IsDesktop { get; } = RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal);

    /// <summary>Returns null if the module can run on this runtime; otherwise, an error message that states what to install.</summary>
    public static string? Refusal(bool isDesktop, Version runtime) => isDesktop || runtime.Major >= OldestRuntime ? null
        : $"Plannr doesn't support PowerShell on .NET {runtime}. Install PowerShell 7.6 or later from https://aka.ms/powershell.";
}
