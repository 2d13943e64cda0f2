using System;
using System.Runtime.InteropServices;

namespace Plannr.PowerShell.Loading;

/// <summary>Which PowerShell the module runs in.</summary>
internal static class Edition
{
    /// <summary>Windows PowerShell 5.1, on .NET Framework.</summary>
    public static bool IsDesktop { get; } = RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal);
}
