namespace Plannr.PowerShell.Loading;

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
