namespace Plannr.PowerShell.Tests.Staging;

/// <summary>Runs each script in a new process to find out which assemblies it loads.</summary>
internal static class LoadProbe
{
    public static async Task<ProbeResult> RunAsync(string script, params string[] hostOptions)
    {
        var start = new ProcessStartInfo(RealShell.DotnetPath) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])["exec", .. hostOptions, StagedModule.Metadata("LoadProbePath"), WithManifest(script)])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string text = await process.StandardOutput.ReadToEndAsync().OrFail();
        Assert.Equal(string.Empty, await errors.OrFail());
        await process.WaitForExitAsync().OrFail();
        return new ProbeResult(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r').Split('\t')).ToArray());
    }

    private static string WithManifest(string script) => $"$Manifest = '{StagedModule.Manifest.Replace("'", "''", StringComparison.Ordinal)}'; {script}";
}

/// <summary>The output, errors and loaded assemblies of a probe process.</summary>
internal sealed class ProbeResult(IReadOnlyList<string[]> lines)
{
    public const string DefaultContext = "Default";

    public const string PrivateContext = "Plannr";

    public IReadOnlyList<string> Output => [.. Of("OUT").Select(line => line[1])];

    public IReadOnlyList<string> Errors => [.. Of("ERROR").Select(line => string.Join(' ', line.Skip(1)))];

    /// <summary>Returns the names of the assemblies in a context.</summary>
    public IReadOnlyList<string> LoadedInto(string context) => [.. Of("LOADED").Where(line => line[1] == context).Select(line => line[2])];

    /// <summary>Returns the path of an assembly in a context.</summary>
    public string PathIn(string context, string name) => Of("LOADED").Single(line => line[1] == context && line[2] == name)[4];

    private IEnumerable<string[]> Of(string kind) => lines.Where(line => line[0] == kind);
}
