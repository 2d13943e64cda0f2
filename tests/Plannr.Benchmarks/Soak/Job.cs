using Plannr.PowerShell.Tests.Serving;

namespace Plannr.Benchmarks.Soak;

/// <summary>A script that is run repeatedly, with its expected output.</summary>
/// <param name="Name">The name in the table.</param>
/// <param name="Script">The script; <c>$Uuids</c> contains the UUIDs to request.</param>
/// <param name="Count">The number of executions on the server.</param>
internal sealed record Job(string Name, string Script, int Count)
{
    public const int StepsPerRun = 3;

    private const string Done = "\"status\":\"completed\",\"triggered_by\":\"client.created\"";

    private static readonly string Steps = string.Join(",", Enumerable.Range(1, StepsPerRun).Select(step => $$"""{"name":"Step {{step}}","status":"completed","info":null}"""));

    public static IReadOnlyList<Job> All { get; } =
    [
        new("list", "Get-PlannrAutomationExecution", 1500) { IsList = true },
        new("growing list", "Get-PlannrAutomationExecution -NoAccount", 800) { IsList = true, Grows = true },
        new("filtered list", "Get-PlannrAutomationExecution -Status completed -Name Run* | Where-Object Status -eq completed", 1500) { IsList = true },
        new("list of steps", "Get-PlannrAutomationStep", 600) { IsList = true, ObjectsPerRun = StepsPerRun },
        new("one by one", "$Uuids | Get-PlannrAutomationExecution -ThrottleLimit 16", 400),
        new("in bulk", "$Uuids | Get-PlannrAutomationExecution -Bulk", 2000),
        new("in bulk, each twice", "$Uuids + $Uuids | Get-PlannrAutomationExecution -Bulk", 1000) { Times = 2 },
        new("steps", "$Uuids | Get-PlannrAutomationStep -ThrottleLimit 16", 300) { ObjectsPerRun = StepsPerRun },
        new("wait", "$Uuids | Wait-PlannrAutomationExecution -PollIntervalSec 1 -TimeoutSec 120", 500) { LooksUntilDone = 3 },
        new("accounts", "$Uuids | Get-PlannrAccount", 300),
        new("stopped list", "Get-PlannrAutomationExecution", 5000) { IsList = true, IsStopped = true },
    ];

    /// <summary>Whether the script reads a list. If so, one error covers all remaining executions. Otherwise, each failed execution has its own error.</summary>
    public bool IsList { get; init; }

    /// <summary>How many times each execution is requested.</summary>
    public int Times { get; init; } = 1;

    /// <summary>The number of objects that are returned for each execution.</summary>
    public int ObjectsPerRun { get; init; } = 1;

    /// <summary>Whether executions are added while the list is read.</summary>
    public bool Grows { get; init; }

    /// <summary>Whether the script is stopped while it runs, as with Ctrl+C.</summary>
    public bool IsStopped { get; init; }

    /// <summary>The number of polls before an execution is completed.</summary>
    public int LooksUntilDone { get; init; }

    /// <summary>Creates the server's response handler for one run of the job.</summary>
    public Func<RecordedRequest, System.Net.Http.HttpResponseMessage?> Serve()
    {
        int added = 1_000_000;
        int[] looks = new int[Count + 1];
        var list = new RunList(Count)
        {
            FixedSize = IsList ? 50 : null,
            BeforePage = Grows ? (all, _) => all.InsertNewest(System.Threading.Interlocked.Increment(ref added)) : null,
            Describe = number => LooksUntilDone > 0 && ++looks[number] <= LooksUntilDone
                ? "\"status\":\"in_progress\""
                : $"\"name\":\"Run {number}\",{Done},\"steps\":[{Steps}]",
        };
        return request =>
        {
            // RunList is not thread-safe, and requests arrive concurrently.
            lock (list)
            {
                return request.Path.EndsWith("/me", StringComparison.Ordinal) ? null : list.Answer(request);
            }
        };
    }

    public Verdict Judge(IReadOnlyCollection<PSObject> output, IReadOnlyCollection<ErrorRecord> errors)
    {
        Dictionary<Guid, int> returned = CountByKey(output.Select(KeyOf));
        Dictionary<Guid, int> failed = CountByKey(errors.Select(error => KeyOf(PSObject.AsPSObject(error.TargetObject ?? string.Empty))));
        Guid[] requested = Runs.Uuids(Count);

        // A list that was stopped or that failed may end early, but must not have gaps.
        int end = IsList && (IsStopped || errors.Count > 0) ? Array.FindLastIndex(requested, returned.ContainsKey) : requested.Length - 1;
        int due = Times * ObjectsPerRun;
        var verdict = new Verdict { Returned = output.Count, Named = errors.Count(IsNamed), Unnamed = errors.Count(error => !IsNamed(error)) };
        for (int i = 0; i < requested.Length; i++)
        {
            int accounted = returned.GetValueOrDefault(requested[i]) + (failed.GetValueOrDefault(requested[i]) * ObjectsPerRun);
            verdict.Duplicated += Math.Max(0, accounted - due);
            verdict.Lost += i < end || (i == end && ObjectsPerRun == 1) ? Math.Max(0, due - accounted) : 0;
        }

        return verdict;
    }

    private static Dictionary<Guid, int> CountByKey(IEnumerable<Guid?> keys) =>
        keys.OfType<Guid>().GroupBy(key => key).ToDictionary(group => group.Key, group => group.Count());

    /// <summary>Returns the UUID of the execution that an object or an error's target belongs to.</summary>
    private static Guid? KeyOf(PSObject item) =>
        item.BaseObject as Guid? ?? item.Properties["ExecutionUuid"]?.Value as Guid? ?? item.Properties["Uuid"]?.Value as Guid?;

    private static bool IsNamed(ErrorRecord error) => error.FullyQualifiedErrorId.StartsWith("Plannr", StringComparison.Ordinal);
}
