using System.Runtime.InteropServices;

namespace Plannr.Pester.Tests;

/// <summary>Runs a real PowerShell process and waits for it to exit.</summary>
internal static class RealShell
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    /// <summary>The full path of this process's .NET host, used because dotnet may not be on the PATH.</summary>
    public static string DotnetPath { get; } =
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    /// <summary>Returns the start information for the restored PowerShell with a compiled engine (tests/Plannr.TestShell).</summary>
    public static ProcessStartInfo Restored() => new(DotnetPath) { ArgumentList = { Metadata("Pwsh") } };

    /// <summary>Returns the start information for the shell named in PLANNR_TEST_SHELL, or for the restored PowerShell if the variable is not set.</summary>
    public static ProcessStartInfo Chosen() =>
        Environment.GetEnvironmentVariable("PLANNR_TEST_SHELL") is { Length: > 0 } shell ? new ProcessStartInfo(shell) : Restored();

    /// <summary>Runs a shell without a profile and with empty standard input.</summary>
    /// <exception cref="InvalidOperationException">The shell does not exit in time.</exception>
    public static async Task<ShellRun> RunAsync(ProcessStartInfo shell, params IEnumerable<string> arguments)
    {
        shell.RedirectStandardInput = shell.RedirectStandardOutput = shell.RedirectStandardError = true;
        shell.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        shell.Environment["POWERSHELL_UPDATECHECK"] = "Off";

        // Profile-guided recompilation is not worthwhile in a short-lived process.
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
            throw new InvalidOperationException($"The shell did not exit within {Limit.TotalMinutes} minutes.");
        }
    }

    public static string Metadata(string key) =>
        typeof(RealShell).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}

/// <summary>The output and exit code of a shell.</summary>
internal sealed record ShellRun(string Output, string Errors, int ExitCode);
