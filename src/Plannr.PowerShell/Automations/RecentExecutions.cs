using System.Diagnostics;

namespace Plannr.PowerShell.Automations;

/// <summary>Caches the newest executions of a connection for a minute, for completion, which waits for at most a second and hides errors.</summary>
internal sealed class RecentExecutions(IPlannrClient client, CompletionCache seen)
{
    private const int Count = 50;

    private readonly object _lock = new();
    private Task<Candidate[]>? _lookup;
    private TimeSpan _endedAt;

    /// <summary>The newest first; none where they could not be had in time.</summary>
    public IReadOnlyList<Candidate> Get()
    {
        Task<Candidate[]> lookup;
        lock (_lock)
        {
            lookup = _lookup = _lookup is { } known && !IsStale(known) ? known : Task.Run(FetchAsync);
        }

        // Unlike Wait, this does not throw what the task throws.
        Task.WaitAny([lookup], LookupTiming.Current.Patience);
        return lookup.Status == TaskStatus.RanToCompletion ? lookup.Result : [];
    }

    private bool IsStale(Task lookup)
    {
        TimeSpan age = LookupTiming.Current.Now() - _endedAt;
        return lookup.IsCompleted && age >= (lookup.Status == TaskStatus.RanToCompletion ? LookupTiming.Current.Freshness : LookupTiming.Current.PauseAfterFailure);
    }

    private async Task<Candidate[]> FetchAsync()
    {
        try
        {
            using var ending = new CancellationTokenSource(LookupTiming.Current.LongestRequest);
            using IPlannrPages<AutomationExecution> pages = client.List(Endpoints.ListExecutions, new PlannrQuery().Include("account").Page(Count).Sort("-created_at"));
            IReadOnlyList<AutomationExecution> page = await pages.NextAsync(ending.Token).ConfigureAwait(false) ?? [];
            seen.Add(page);
            return [.. page.Select(CompletionCache.Describe).OfType<Candidate>()];
        }
        finally
        {
            lock (_lock)
            {
                _endedAt = LookupTiming.Current.Now();
            }
        }
    }
}

/// <summary>How long completion waits, and how long it trusts what it knows. Tests put other times in place.</summary>
internal sealed class LookupTiming
{
    public static LookupTiming Current { get; set; } = new();

    /// <summary>How long the prompt waits for an answer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the request may go on behind the prompt, so that a slow server's answer is there for the next try.</summary>
    public TimeSpan LongestRequest { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an answer is used.</summary>
    public TimeSpan Freshness { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long nothing is asked after a failure.</summary>
    public TimeSpan PauseAfterFailure { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The time since some moment. The system's clock can be set, this one can't.</summary>
    public Func<TimeSpan> Now { get; init; } = () => TimeSpan.FromSeconds(Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency);
}
