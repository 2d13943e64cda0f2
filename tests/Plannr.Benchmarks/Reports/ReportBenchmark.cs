using Plannr.Client;
using Plannr.Client.Tests.Reports;

namespace Plannr.Benchmarks.Reports;

/// <summary>Measures the size of a report of 2,000 executions and the time to create it. The first report in a process and later ones are measured separately.</summary>
internal sealed class ReportBenchmark : IBenchmark
{
    private const int Runs = 2000;
    private const long MostBytes = 3_000_000;
    private const int Repetitions = 10;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    public string Name => "report";

    public string Summary => $"An HTML report of {Runs} executions with five steps each: under {Longest.TotalSeconds} s and {MostBytes / 1_000_000} MB.";

    public Task<bool> RunAsync(string[] arguments)
    {
        StagedModule.UseAssemblies();
        return Task.FromResult(Run());
    }

    private static bool Run()
    {
        AutomationExecution[] executions = SampleExecutions.Many(Runs).ToArray();
        (TimeSpan first, long bytes) = Measure(executions);
        var later = new Samples();
        for (int i = 0; i < Repetitions; i++)
        {
            later.Add(Measure(executions).Elapsed);
        }

        var table = new MarkdownTable($"report of {Runs} executions", "value");
        table.Add("first in the process, ms", first.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture));
        table.Add("later, median, ms", later.Median.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture));
        table.Add("size, kB", (bytes / 1000).ToString(CultureInfo.InvariantCulture));
        table.Write(Console.Out);
        bool met = first <= Longest && bytes <= MostBytes;
        Console.WriteLine();
        Console.WriteLine(met ? "Target met." : "Target not met.");
        return met;
    }

    private static (TimeSpan Elapsed, long Bytes) Measure(AutomationExecution[] executions)
    {
        var watch = Stopwatch.StartNew();
        IPlannrReport report = new PlannrClientFactory().CreateReport("Automation report", ".html");
        foreach (AutomationExecution execution in executions)
        {
            report.Add(execution);
        }

        using var stream = new MemoryStream();
        report.WriteToAsync(stream, CancellationToken.None).GetAwaiter().GetResult();
        return (watch.Elapsed, stream.Length);
    }
}
