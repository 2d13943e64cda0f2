namespace Plannr.Client;

/// <summary>Finds the runs that have come to an end since the last poll. A poll reads the list as far as it is new, and gets the open runs by UUID, 200 a request.</summary>
internal sealed class ExecutionWatcher(
    Func<PlannrQuery, IPlannrPages<AutomationExecution>> list, BulkReader reader, AutomationWatchState state, AutomationWatchOptions options, TimeProvider time, CancellationToken closing)
    : IPlannrPages<AutomationExecution>
{
    /// <summary>The runs on a page: a poll that finds nothing new reads one of these.</summary>
    private const int PageSize = 50;

    /// <summary>How far back a first watch looks for runs that have not ended.</summary>
    private static readonly TimeSpan FirstLook = TimeSpan.FromDays(30);

    private bool _isFirst = true;

    public long? TotalCount => null;

    /// <summary>Polls, at once the first time. What it returns stays open in the state until the caller removes it.</summary>
    public async Task<IReadOnlyList<AutomationExecution>?> NextAsync(CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closing);
        if (!_isFirst)
        {
            await Clock.DelayAsync(time, options.PollInterval, ending.Token).ConfigureAwait(false);
        }

        if (state.Newest == default)
        {
            state.Newest = time.GetUtcNow() - FirstLook;
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
                    Sort(execution, result.Uuid, ended);
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

        // The oldest first, and none is remembered before all pages have been read: a list that fails is read again from the same place.
        foreach (AutomationExecution execution in Enumerable.Reverse(found))
        {
            if (execution.Uuid is { } uuid && execution.CreatedAt is { } created && state.Add(uuid, created) && options.IsWatched(execution))
            {
                if (emitsAll || !AutomationWatchOptions.HasEnded(execution))
                {
                    state.Open.Add(uuid);
                    Sort(execution, uuid, ended);
                }
            }
        }

        return ended;
    }

    /// <summary>Adds a run that is wanted, and closes one that has ended otherwise.</summary>
    private void Sort(AutomationExecution execution, Guid uuid, List<AutomationExecution> ended)
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
