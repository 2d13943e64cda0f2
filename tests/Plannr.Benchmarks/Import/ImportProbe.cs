using System.Management.Automation.Runspaces;
using Engine = System.Management.Automation.PowerShell;

namespace Plannr.Benchmarks.Import;

/// <summary>Imports one module in a process that has done nothing else, and says how long that took.</summary>
internal static class ImportProbe
{
    /// <summary>Runs in the fresh process.</summary>
    /// <param name="manifest">The module to import.</param>
    /// <param name="warmUp">A module to import before, so that PowerShell itself has done all this once; null for none.</param>
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

    /// <summary>Starts the fresh process and waits for what it says.</summary>
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
