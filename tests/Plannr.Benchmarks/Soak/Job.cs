using Plannr.PowerShell.Tests.Serving;

namespace Plannr.Benchmarks.Soak;

/// <summary>What is done over and over: a script, and what has to come of it.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Script">The script; <c>$Uuids</c> are those to ask for.</param>
/// <param name="Count">How many executions there are.</param>
internal sealed record Job(string Name, string Script, int Count)
{
    public const int StepsPerRun = 3;

    private const string Done = "\"status\":\"completed\",\"triggered_by\":\"client.created\"";

    private static readonly string Steps = string.Join(",", Enumerable.Range(1, StepsPerRun).Select(step => $$"""{"name":"Step {{step}}","status":"completed","info":null}"""));

    public static IReadOnlyList<Job> All { get; } =
    [
        new("list", "Get-PlannrAutomationExecution", 1500) { IsList = true },
        new("list that grows", "Get-PlannrAutomationExecution -NoAccount", 800) { IsList = true, Grows = true },
        new("list, filtered", "Get-PlannrAutomationExecution -Status completed -Name Run* | Where-Object Status -eq completed", 1500) { IsList = true },
        new("list of steps", "Get-PlannrAutomationStep", 600) { IsList = true, ObjectsPerRun = StepsPerRun },
        new("singly", "$Uuids | Get-PlannrAutomationExecution -ThrottleLimit 16", 400),
        new("in bulk", "$Uuids | Get-PlannrAutomationExecution -Bulk", 2000),
        new("in bulk, each twice", "$Uuids + $Uuids | Get-PlannrAutomationExecution -Bulk", 1000) { Times = 2 },
        new("steps", "$Uuids | Get-PlannrAutomationStep -ThrottleLimit 16", 300) { ObjectsPerRun = StepsPerRun },
        new("wait", "$Uuids | Wait-PlannrAutomationExecution -PollIntervalSec 1 -TimeoutSec 120", 500) { LooksUntilDone = 3 },
        new("accounts", "$Uuids | Get-PlannrAccount", 300),
        new("list, stopped", "Get-PlannrAutomationExecution", 5000) { IsList = true, IsStopped = true },
    ];

    /// <summary>One error says that the rest of a list is missing; else each execution has its own.</summary>
    public bool IsList { get; init; }

    /// <summary>How often each is asked for.</summary>
    public int Times { get; init; } = 1;

    /// <summary>How many objects an execution gives.</summary>
    public int ObjectsPerRun { get; init; } = 1;

    /// <summary>Whether executions are added while it is read.</summary>
    public bool Grows { get; init; }

    /// <summary>Whether it is stopped as by Ctrl+C.</summary>
    public bool IsStopped { get; init; }

    /// <summary>How often an execution is seen running before it is done.</summary>
    public int LooksUntilDone { get; init; }

    /// <summary>A server's answers for one time of the job.</summary>
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
            // The list is not made for several at once, and what grows has to.
            lock (list)
            {
                return request.Path.EndsWith("/me", StringComparison.Ordinal) ? null : list.Answer(request);
            }
        };
    }

    public Verdict Judge(IReadOnlyCollection<PSObject> output, IReadOnlyCollection<ErrorRecord> errors)
    {
        Dictionary<Guid, int> came = CountByKey(output.Select(KeyOf));
        Dictionary<Guid, int> failed = CountByKey(errors.Select(error => KeyOf(PSObject.AsPSObject(error.TargetObject ?? string.Empty))));
        Guid[] asked = Runs.Uuids(Count);

        // A list that was stopped or ends with an error goes as far as it goes, without gaps.
        int end = IsList && (IsStopped || errors.Count > 0) ? Array.FindLastIndex(asked, came.ContainsKey) : asked.Length - 1;
        int due = Times * ObjectsPerRun;
        var verdict = new Verdict { Came = output.Count, Named = errors.Count(IsNamed), Unnamed = errors.Count(error => !IsNamed(error)) };
        for (int i = 0; i < asked.Length; i++)
        {
            int answered = came.GetValueOrDefault(asked[i]) + (failed.GetValueOrDefault(asked[i]) * ObjectsPerRun);
            verdict.Doubled += Math.Max(0, answered - due);
            verdict.Lost += i < end || (i == end && ObjectsPerRun == 1) ? Math.Max(0, due - answered) : 0;
        }

        return verdict;
    }

    private static Dictionary<Guid, int> CountByKey(IEnumerable<Guid?> keys) =>
        keys.OfType<Guid>().GroupBy(key => key).ToDictionary(group => group.Key, group => group.Count());

    /// <summary>The execution that an object, or the target of an error, is of.</summary>
    private static Guid? KeyOf(PSObject item) =>
        item.BaseObject as Guid? ?? item.Properties["ExecutionUuid"]?.Value as Guid? ?? item.Properties["Uuid"]?.Value as Guid?;

    private static bool IsNamed(ErrorRecord error) => error.FullyQualifiedErrorId.StartsWith("Plannr", StringComparison.Ordinal);
}
