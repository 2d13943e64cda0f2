namespace Plannr.PowerShell.Tests.Hosting;

/// <summary>A test that is skipped on Windows.</summary>
/// <param name="reason">Why the test can't run on Windows.</param>
internal sealed class UnixFactAttribute(string reason) : FactAttribute
{
    public override string? Skip { get; set; } = UnixOnly.Skip(reason);
}

/// <summary>A theory that is skipped on Windows.</summary>
/// <param name="reason">Why the test can't run on Windows.</param>
internal sealed class UnixTheoryAttribute(string reason) : TheoryAttribute
{
    public override string? Skip { get; set; } = UnixOnly.Skip(reason);
}

internal static class UnixOnly
{
    public static string? Skip(string reason) => OperatingSystem.IsWindows() ? $"{reason} The test runs on Linux and macOS." : null;
}
