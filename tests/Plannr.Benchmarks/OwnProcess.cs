namespace Plannr.Benchmarks;

/// <summary>Starting this program again.</summary>
internal static class OwnProcess
{
    /// <summary>How to start it: by its own executable, or by dotnet where this process was.</summary>
    public static ProcessStartInfo Start(params string[] arguments)
    {
        bool isByDotnet = string.Equals(Path.GetFileNameWithoutExtension(Environment.ProcessPath), "dotnet", StringComparison.OrdinalIgnoreCase);
        return new ProcessStartInfo(Environment.ProcessPath!, isByDotnet ? [typeof(OwnProcess).Assembly.Location, .. arguments] : arguments) { RedirectStandardOutput = true };
    }

    /// <summary>What it says, once it has ended.</summary>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        using Process process = Process.Start(Start(arguments))!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"'{string.Join(' ', arguments)}' failed.");
    }
}
