namespace Plannr.Benchmarks;

/// <summary>Starts this program again in a new process.</summary>
internal static class OwnProcess
{
    /// <summary>Returns the start information for the new process. The process runs this program's own executable, or dotnet if dotnet started the current process.</summary>
    public static ProcessStartInfo Start(params string[] arguments)
    {
        bool isByDotnet = string.Equals(Path.GetFileNameWithoutExtension(Environment.ProcessPath), "dotnet", StringComparison.OrdinalIgnoreCase);
        return new ProcessStartInfo(Environment.ProcessPath!, isByDotnet ? [typeof(OwnProcess).Assembly.Location, .. arguments] : arguments) { RedirectStandardOutput = true };
    }

    /// <summary>Runs the program and returns its output.</summary>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        using Process process = Process.Start(Start(arguments))!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"'{string.Join(' ', arguments)}' failed.");
    }
}
