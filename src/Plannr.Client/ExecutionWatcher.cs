namespace Plannr.Client;

/// <summary>Finds the executions to emit: by default, those that have ended since the last poll. Each poll lists the new executions, and gets the open ones by UUID, up to 200 per request.</summary>
internal sealed class ExecutionWatcher(
    Func<PlannrQuery, IPlannrPages<AutomationExecution>> list, BulkReader reader, AutomationWatchState state, AutomationWatchOptions options, TimeProvider time, CancellationToken closing)
    : IPlannrPages<AutomationExecution>
{
    /// <summary>The number of executions per page; a poll that finds nothing new reads one page.</summary>
    private const int PageSize = 50;

    /// <summary>How far back the first poll of a new watch lists executions.</summary>
    private static readonly TimeSpan FirstPeriod = TimeSpan.FromDays(30);

    private bool _isFirst = true;

    public long? TotalCount => null;

    /// <summary>Polls after the poll interval, or at once the first time. Returned executions stay among the state's open executions until the caller removes them.</summary>
    public async Task<IReadOnlyList<AutomationExecution>?> NextAsync(CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closing);
        if (!_isFirst)
        {
            await Clock.DelayAsync(time, options.PollInterval, ending.Token).ConfigureAwait(false);
        }

        if (state.Newest == default)
        {
            state.Newest = time.GetUtcNow() - FirstPeriod;
        }

        bool emitsAll = !_isFirst || options.EmitsFirst;
        Guid[] open = [.. state.Open];
        List<AutomationExecution> ended = await PollOpenAsync(open, ending.Token).ConfigureAwait(false);
        ended.AddRange(await ReadNewAsync(emitsAll, ending.Token).ConfigureAwait(false));
        state.Advance();
        _isFirst = false;
        return ended;
    }

    public void Dispose()
    {
    }

    private async Task<List<AutomationExecution>> PollOpenAsync(Guid[] open, CancellationToken cancellationToken)
    {
        var ended = new List<AutomationExecution>();
        for (int i = 0; i < open.Length; i += PlannrLimits.BulkSize)
        {
            Guid[] part = [.. open.Skip(i).Take(PlannrLimits.BulkSize)];
            foreach (RecordResult<AutomationExecution> result in await reader.GetAsync(part, includeAccount: true, cancellationToken).ConfigureAwait(false))
            {
                if (result.Record is { } execution)
                {
                    Classify(execution, result.Uuid, ended);
                }
                else if (result.Error is PlannrNotFoundException)
                {
                    state.Open.Remove(result.Uuid);
                }
                else
                {
                    throw result.Error!;
                }
            }
        }

        return ended;
    }

    private async Task<List<AutomationExecution>> ReadNewAsync(bool emitsAll, CancellationToken cancellationToken)
    {
        var query = new PlannrQuery { NotBefore = state.Start };
        query.Filter("client_uuids", options.Clients).Include("account").Page(PageSize).Sort("-created_at");
        var ended = new List<AutomationExecution>();
        var found = new List<AutomationExecution>();
        using IPlannrPages<AutomationExecution> pages = list(query);
        while (await pages.NextAsync(cancellationToken).ConfigureAwait(false) is { } page)
        {
            found.AddRange(page);
        }

        state.Unidentified = found.Count(execution => execution.Uuid is null || execution.CreatedAt is null);

        // Add the oldest execution first, and only after all pages have been read: if a page can't be read, the next poll starts from the same point again.
        foreach (AutomationExecution execution in Enumerable.Reverse(found))
        {
            if (execution.Uuid is { } uuid && execution.CreatedAt is { } created && state.Add(uuid, created) && options.IsWatched(execution))
            {
                if (emitsAll || !AutomationWatchOptions.HasEnded(execution))
                {
                    state.Open.Add(uuid);
                    Classify(execution, uuid, ended);
                }
            }
        }

        return ended;
    }

    /// <summary>Adds an execution to <paramref name="ended"/> if it matches. If it has ended but does not match, removes it from the open executions.</summary>
    private void Classify(AutomationExecution execution, Guid uuid, List<AutomationExecution> ended)
    {
        if (options.IsWanted(execution))
        {
            ended.Add(execution);
        }
        else if (AutomationWatchOptions.HasEnded(execution))
        {
            state.Open.Remove(uuid);
        }
    }
}
