using System.Management.Automation.Runspaces;
using Engine = System.Management.Automation.PowerShell;

namespace Plannr.Benchmarks.Import;

/// <summary>Imports one module in a fresh process and prints how long that took.</summary>
internal static class ImportProbe
{
    /// <summary>Imports the module in the current process.</summary>
    /// <param name="manifest">The module to import.</param>
    /// <param name="warmUp">A module to import first, to exclude PowerShell's own first-time cost; null for none.</param>
    public static void Run(string manifest, string? warmUp)
    {
        using Runspace runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        if (warmUp is not null)
        {
            Import(runspace, warmUp);
        }

        TimeSpan elapsed = Import(runspace, manifest);
        Console.WriteLine(elapsed.Ticks.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Starts a fresh process and returns the time that it prints.</summary>
    public static async Task<TimeSpan> MeasureAsync(string manifest, string? warmUp)
    {
        string output = await (warmUp is null ? OwnProcess.RunAsync("import", "--probe", manifest) : OwnProcess.RunAsync("import", "--probe", manifest, warmUp));
        return TimeSpan.FromTicks(long.Parse(output, CultureInfo.InvariantCulture));
    }

    private static TimeSpan Import(Runspace runspace, string manifest)
    {
        using Engine shell = Engine.Create(runspace);
        shell.AddCommand("Import-Module").AddParameter("Name", manifest).AddParameter("ErrorAction", ActionPreference.Stop);
        long start = Stopwatch.GetTimestamp();
        shell.Invoke();
        return Stopwatch.GetElapsedTime(start);
    }
}
