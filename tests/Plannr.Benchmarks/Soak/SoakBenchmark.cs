using Plannr.PowerShell.Tests.Serving;

namespace Plannr.Benchmarks.Soak;

/// <summary>
/// Runs the module for a long time against a server that injects a fault into one request in ten. Each object must be returned exactly as often as it was
/// requested, or be covered by an error, and the managed heap must not grow by more than 25 MB.
/// </summary>
internal sealed class SoakBenchmark : IBenchmark
{
    public const int TimeoutSeconds = 3;

    private const double DefaultMinutes = 30;
    private const long MostGrowth = 25_000_000;

    /// <summary>A job that takes longer than this is considered to hang.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, Verdict> _verdicts = [];
    private readonly List<Reading> _readings = [];
    private long _requests;
    private long _objects;

    public string Name => "soak";

    public string Summary => $"Random faults for a long time: each object is returned as often as requested or has an error. [--minutes {DefaultMinutes}] [--seed 1]";

    public async Task<bool> RunAsync(string[] arguments)
    {
        var length = TimeSpan.FromMinutes(Option(arguments, "--minutes", DefaultMinutes));
        int seed = (int)Option(arguments, "--seed", 1);
        var mix = new FaultMix(seed);
        await using SandboxServer server = await SandboxServer.StartAsync();
        using var session = new EngineSession();
        session.Set("Base", server.BaseUri);
        session.Run($"Connect-Plannr -AccessToken $Token -BaseUri $Base -SkipAccountResolution -MaximumRetryDelaySec 1 -TimeoutSec {TimeoutSeconds}");
        server.Faults.Add(mix.Any);
        var random = new Random(seed);
        var watch = Stopwatch.StartNew();
        bool isHanging = false;
        while (watch.Elapsed < length && !isHanging)
        {
            foreach (Job job in Job.All)
            {
                isHanging = !Run(job, server, session, random);
                if (isHanging)
                {
                    await Console.Error.WriteLineAsync($"'{job.Name}' hangs.");
                    break;
                }
            }

            // Take one reading after the first round of jobs, then up to ten more.
            if (_readings.Count == 0 || watch.Elapsed >= _readings.Count * (length / 10) || watch.Elapsed >= length)
            {
                _readings.Add(Read(watch.Elapsed));
            }
        }

        Write(mix, seed);
        bool isFlat = _readings[^1].Heap - _readings[0].Heap <= MostGrowth;
        bool met = !isHanging && isFlat && _verdicts.Values.All(verdict => verdict.IsGood);
        Console.WriteLine();
        Console.WriteLine(met
            ? "Each object was returned as often as requested or had one of the module's errors, and the managed heap did not grow by more than 25 MB."
            : "Target not met: see the tables.");
        return met;
    }

    /// <summary>Runs a job once; returns false if it hangs.</summary>
    private bool Run(Job job, SandboxServer server, EngineSession session, Random random)
    {
        server.Override = job.Serve();
        session.Set("Uuids", Runs.Uuids(job.Count));
        var errors = new List<ErrorRecord>();
        TimeSpan? stop = job.IsStopped ? TimeSpan.FromMilliseconds(random.Next(10, 1500)) : null;
        if (session.TryRun(job.Script, stop, Longest, errors) is not { } output)
        {
            return false;
        }

        Verdict verdict = job.Judge(output, errors);
        if (!verdict.IsGood)
        {
            Console.Error.WriteLine($"{job.Name}: lost: {verdict.Lost}, duplicated: {verdict.Duplicated}, other errors: {verdict.Unnamed}. {string.Join(" | ", errors.Select(error => error.FullyQualifiedErrorId + ": " + error).Take(5))}");
        }

        _objects += output.Count;
        _requests += server.Requests.Count;
        server.ClearRequests();
        if (!_verdicts.TryAdd(job.Name, verdict))
        {
            _verdicts[job.Name].Add(verdict);
        }

        return true;
    }

    private Reading Read(TimeSpan elapsed)
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        var reading = new Reading(elapsed, _objects, _requests, GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet);
        Console.Error.WriteLine($"{reading.Elapsed:hh\\:mm\\:ss}  {reading.Objects} objects  {reading.Requests} requests  heap {Megabytes(reading.Heap)} MB");
        return reading;
    }

    private void Write(FaultMix mix, int seed)
    {
        var jobs = new MarkdownTable("job", "times", "objects", "own errors", "other errors", "lost", "duplicated");
        foreach ((string name, Verdict verdict) in _verdicts)
        {
            jobs.Add([name, .. new[] { verdict.Runs, verdict.Returned, verdict.Named, verdict.Unnamed, verdict.Lost, verdict.Duplicated }.Select(Number)]);
        }

        var memory = new MarkdownTable("minutes", "objects", "requests", "managed heap, MB", "working set, MB");
        foreach (Reading reading in _readings)
        {
            memory.Add(reading.Elapsed.TotalMinutes.ToString("0.0", CultureInfo.InvariantCulture), Number(reading.Objects), Number(reading.Requests), Megabytes(reading.Heap), Megabytes(reading.WorkingSet));
        }

        var faults = new MarkdownTable("fault", "times");
        foreach ((string name, int times) in mix.Happened)
        {
            faults.Add(name, Number(times));
        }

        Console.WriteLine($"Processors: {Environment.ProcessorCount}, .NET {Environment.Version}, seed {seed}.");
        foreach (MarkdownTable table in new[] { jobs, memory, faults })
        {
            Console.WriteLine();
            table.Write(Console.Out);
        }
    }

    private static double Option(string[] arguments, string name, double otherwise)
    {
        int index = Array.IndexOf(arguments, name);
        return index < 0 ? otherwise : double.Parse(arguments[index + 1], CultureInfo.InvariantCulture);
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture);

    private sealed record Reading(TimeSpan Elapsed, long Objects, long Requests, long Heap, long WorkingSet);
}
