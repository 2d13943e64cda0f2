using System.Diagnostics;

namespace Plannr.PowerShell.Automations;

/// <summary>Caches the newest executions of a connection for a minute. Used by completion, which waits for at most a second and ignores errors.</summary>
internal sealed class RecentExecutions(IPlannrClient client, CompletionCache seen)
{
    private const int Count = 50;

    private readonly object _lock = new();
    private Task<Candidate[]>? _lookup;
    private TimeSpan _endedAt;

    /// <summary>Returns the executions, newest first, or none if the request failed or they did not arrive in time.</summary>
    public IReadOnlyList<Candidate> Get()
    {
        Task<Candidate[]> lookup;
        lock (_lock)
        {
            lookup = _lookup = _lookup is { } known && !IsStale(known) ? known : Task.Run(FetchAsync);
        }

        // Unlike Wait, this does not rethrow the task's exception.
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

/// <summary>The timeouts and cache lifetimes for completion. Tests replace them.</summary>
internal sealed class LookupTiming
{
    public static LookupTiming Current { get; set; } = new();

    /// <summary>How long the prompt waits for the response.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the request may continue in the background, so that a slow response is available at the next attempt.</summary>
    public TimeSpan LongestRequest { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a response is cached.</summary>
    public TimeSpan Freshness { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long to wait after a failed request before the next one.</summary>
    public TimeSpan PauseAfterFailure { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Returns a monotonic time, which is not affected by changes to the system clock.</summary>
    public Func<TimeSpan> Now { get; init; } = () => TimeSpan.FromSeconds(Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency);
}
