using System.Reflection;
using System.Reflection.PortableExecutable;

namespace Plannr.Benchmarks.Shell;

/// <summary>The PowerShell that runs the measurements: the one that PLANNR_BENCH_PWSH specifies, or else the one that the tests use (tests/Plannr.TestShell).</summary>
internal static class RealShell
{
    private static readonly string? Given = Environment.GetEnvironmentVariable("PLANNR_BENCH_PWSH") is { Length: > 0 } path ? path : null;

    /// <summary>The manifest of Pester.</summary>
    public static string Pester => Metadata("Pester");

    /// <summary>The manifest of the package manager that comes with PowerShell.</summary>
    public static string PSResourceGet => Path.Combine(Folder, "Modules", "Microsoft.PowerShell.PSResourceGet", "Microsoft.PowerShell.PSResourceGet.psd1");

    /// <summary>The version, and whether the engine is precompiled. First calls take longer if it is not.</summary>
    public static string Name
    {
        get
        {
            string engine = Path.Combine(Folder, "System.Management.Automation.dll");
            using var reader = new PEReader(File.OpenRead(engine));
            bool isCompiled = reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
            return $"pwsh {FileVersionInfo.GetVersionInfo(engine).ProductVersion!.Split(' ', '+')[0]} ({(isCompiled ? "precompiled" : "not precompiled")})";
        }
    }

    private static string Folder => Path.GetDirectoryName(Given is null ? Metadata("Pwsh") : Path.GetFullPath(Given))!;

    /// <summary>Runs a script and returns its output.</summary>
    public static async Task<string> RunAsync(string script, Dictionary<string, string> environment)
    {
        string[] arguments = ["-NoProfile", "-NonInteractive", "-Command", script];
        ProcessStartInfo start = Given is null ? new("dotnet", [Metadata("Pwsh"), .. arguments]) : new(Given, arguments);
        start.RedirectStandardOutput = true;
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"The script failed in {Name}.");
    }

    private static string Metadata(string key) =>
        typeof(RealShell).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
