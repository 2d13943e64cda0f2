using System.Runtime.InteropServices;

namespace Plannr.Pester.Tests;

/// <summary>Runs a process of a real PowerShell to its end.</summary>
internal static class RealShell
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    /// <summary>The host that this process runs on: the tests need no dotnet on the path.</summary>
    public static string DotnetPath { get; } =
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    /// <summary>The PowerShell that comes with the restore.</summary>
    public static ProcessStartInfo Restored() => new(DotnetPath) { ArgumentList = { Metadata("Pwsh") } };

    /// <summary>The shell that PLANNR_TEST_SHELL names, or else the one that comes with the restore.</summary>
    public static ProcessStartInfo Chosen() =>
        Environment.GetEnvironmentVariable("PLANNR_TEST_SHELL") is { Length: > 0 } shell ? new ProcessStartInfo(shell) : Restored();

    /// <summary>Runs a shell without a profile and with nothing on its standard input.</summary>
    /// <exception cref="InvalidOperationException">It does not end.</exception>
    public static async Task<ShellRun> RunAsync(ProcessStartInfo shell, params IEnumerable<string> arguments)
    {
        shell.RedirectStandardInput = shell.RedirectStandardOutput = shell.RedirectStandardError = true;
        shell.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        shell.Environment["POWERSHELL_UPDATECHECK"] = "Off";

        // Profiles and compiles methods again, which a short process does not get back.
        shell.Environment["DOTNET_TieredPGO"] = "0";
        foreach (string argument in (string[])["-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", .. arguments])
        {
            shell.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(shell)!;
        using var timeout = new CancellationTokenSource(Limit);
        try
        {
            process.StandardInput.Close();
            Task<string> errors = process.StandardError.ReadToEndAsync(timeout.Token);
            string output = await process.StandardOutput.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return new ShellRun(output, await errors, process.ExitCode);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"The shell did not end within {Limit.TotalMinutes} minutes.");
        }
    }

    public static string Metadata(string key) =>
        typeof(RealShell).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}

/// <summary>What a shell wrote, and how it ended.</summary>
internal sealed record ShellRun(string Output, string Errors, int ExitCode);
