using System.Text.Json;

namespace Plannr.Pester.Tests;

/// <summary>Runs Pester tests in a real PowerShell process.</summary>
internal static class PesterRun
{
    /// <summary>Runs the tests in a folder and returns their results.</summary>
    /// <exception cref="InvalidOperationException">The shell wrote no results or did not exit in time.</exception>
    public static async Task<PesterResult[]> RunAsync(string folder)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "Invoke-AllTests.ps1");
        string file = Path.GetTempFileName();
        try
        {
            ShellRun run = await RealShell.RunAsync(
                RealShell.Chosen(), "-File", script, "-PesterPath", RealShell.Metadata("Pester"), "-TestPath", folder, "-ResultPath", file);
            string results = await File.ReadAllTextAsync(file);
            return results.Length > 0
                ? JsonSerializer.Deserialize<PesterResult[]>(results)!
                : throw new InvalidOperationException($"The shell exited with code {run.ExitCode} and wrote no results. Its output:\n{run.Output}{run.Errors}");
        }
        finally
        {
            File.Delete(file);
        }
    }
}
