namespace Plannr.PowerShell.Completion;

/// <summary>
/// The newest executions of a connection, for completion: one request, whose answer serves for a minute. A prompt must never hang or show
/// an error for it, so it waits for a second at most, and what fails offers nothing.
/// </summary>
internal sealed class RecentExecutions(IPlannrClient client, SeenValues seen)
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
            lookup = _lookup = _lookup is { } known && !IsStale(known) ? known : Start();
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

    private Task<Candidate[]> Start()
    {
        var lookup = Task.Run(FetchAsync);

        // Nobody else looks at what went wrong.
        lookup.ContinueWith(failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return lookup;
    }

    private async Task<Candidate[]> FetchAsync()
    {
        try
        {
            using var ending = new CancellationTokenSource(LookupTiming.Current.LongestRequest);

            using IPlannrPages<AutomationExecution> pages = client.List(Endpoints.ListExecutions, new PlannrQuery().Include("account").Page(Count).Sort("-created_at"));
            IReadOnlyList<AutomationExecution> page = await pages.NextAsync(ending.Token).ConfigureAwait(false) ?? [];
            seen.Note(page);
            return [.. page.Select(Sightings.Of).OfType<Candidate>()];
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
