using System;
using Xunit;

namespace Plannr.PowerShell.Tests.Hosting;

/// <summary>A test that is skipped on Windows.</summary>
internal sealed class UnixFactAttribute : FactAttribute
{
    /// <param name="reason">Why it can't run on Windows.</param>
    public UnixFactAttribute(string reason) => Skip = OperatingSystem.IsWindows() ? $"{reason} It runs on Linux and macOS." : null;
}
