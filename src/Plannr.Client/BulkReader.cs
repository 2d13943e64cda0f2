namespace Plannr.Client;

/// <summary>Gets many executions with few requests. Executions that the list does not return are requested individually.</summary>
internal sealed class BulkReader(ApiTransport transport, BulkFilter filter)
{
    private const int SinglesAtOnce = 8;

    public async Task<IReadOnlyList<RecordResult<AutomationExecution>>> GetAsync(
        IReadOnlyList<Guid> uuids, bool includeAccount, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Guid, RecordResult<AutomationExecution>>();
        List<Guid> all = uuids.Distinct().ToList();
        var batches = new Stack<List<Guid>>();
        for (int end = all.Count; end > 0; end -= batches.Peek().Count)
        {
            int start = (end - 1) / PlannrLimits.BulkSize * PlannrLimits.BulkSize;
            batches.Push(all.GetRange(start, end - start));
        }

        while (batches.Count > 0 && !filter.IsRefused)
        {
            foreach (List<Guid> part in await FindAsync(batches.Pop(), found, includeAccount, cancellationToken).ConfigureAwait(false))
            {
                batches.Push(part);
            }
        }

        await GetSinglyAsync(all.FindAll(uuid => !found.ContainsKey(uuid)), found, includeAccount, cancellationToken).ConfigureAwait(false);
        return uuids.Select(uuid => found[uuid]).ToArray();
    }

    /// <summary>Requests a batch. If it is rejected, returns the smaller batches to request instead, in reverse order.</summary>
    private async Task<List<Guid>[]> FindAsync(
        List<Guid> batch, Dictionary<Guid, RecordResult<AutomationExecution>> found, bool includeAccount, CancellationToken cancellationToken)
    {
        var wanted = new HashSet<Guid>(batch);
        using PageReader<AutomationExecution> pages = List(batch, includeAccount);
        try
        {
            // If other executions are in the list, the server has ignored the filter, and the list may contain all executions.
            int otherExecutions = 0;
            while (otherExecutions <= PlannrLimits.PageSize && wanted.Count > 0 && await pages.NextAsync(cancellationToken).ConfigureAwait(false) is { } page)
            {
                filter.IsTaken = true;
                foreach (AutomationExecution execution in page)
                {
                    if (execution.Uuid is { } uuid && wanted.Remove(uuid))
                    {
                        found[uuid] = new RecordResult<AutomationExecution>(uuid, execution, null);
                    }
                    else
                    {
                        otherExecutions++;
                    }
                }
            }
        }
        catch (PlannrRequestException exception) when (exception.StatusCode == 400 && !filter.IsTaken)
        {
            // With a single UUID, the URL can't be too long, so the server must have rejected the filter.
            filter.IsRefused = batch.Count == 1;
            return filter.IsRefused ? [] : [.. Halve(batch.GetRange(1, batch.Count - 1)), batch.GetRange(0, 1)];
        }
        catch (PlannrRequestException exception) when (batch.Count > 1 && exception.StatusCode is 400 or 413 or 414 or 431)
        {
            return Halve(batch);
        }
        catch (PlannrRequestException exception) when (exception.IsTokenFailure || exception is not (PlannrInvalidRequestException or PlannrInvalidResponseException or PlannrNotFoundException))
        {
            // Individual requests would fail in the same way.
            foreach (Guid uuid in wanted)
            {
                found[uuid] = new RecordResult<AutomationExecution>(uuid, null, exception);
            }
        }
        catch (PlannrRequestException)
        {
            // The list is unusable: request the executions individually.
        }

        return [];
    }

    private static List<Guid>[] Halve(List<Guid> batch)
    {
        int half = batch.Count / 2;
        return half == 0 ? [batch] : [batch.GetRange(batch.Count - half, half), batch.GetRange(0, batch.Count - half)];
    }

    /// <summary>Lists the executions with the given UUIDs. Missing executions are requested individually, so a shortfall needs no warning.</summary>
    private PageReader<AutomationExecution> List(List<Guid> uuids, bool includeAccount)
    {
        var missing = new HashSet<Guid>(uuids);
        PlannrQuery query = new PlannrQuery().Filter("uuid", uuids).Include(Included(includeAccount));
        return PageReader.Create(transport, Endpoints.ListExecutions, query, HasAll, warnsOfShortfall: false);

        // Tells the reader when all executions have been found, so that a poll does not prefetch an unnecessary page.
        bool HasAll(IReadOnlyList<AutomationExecution> page)
        {
            missing.ExceptWith(page.Select(execution => execution.Uuid).OfType<Guid>());
            return missing.Count == 0;
        }
    }

    private async Task GetSinglyAsync(
        List<Guid> uuids, Dictionary<Guid, RecordResult<AutomationExecution>> found, bool includeAccount, CancellationToken cancellationToken)
    {
        PlannrQuery query = new PlannrQuery().Include(Included(includeAccount));
        using var slots = new SemaphoreSlim(SinglesAtOnce);
        foreach (RecordResult<AutomationExecution> result in await Task.WhenAll(uuids.Select(GetAsync)).ConfigureAwait(false))
        {
            found[result.Uuid] = result;
        }

        async Task<RecordResult<AutomationExecution>> GetAsync(Guid uuid)
        {
            await slots.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                AutomationExecution execution = await transport.GetAsync(Endpoints.GetExecution.At(uuid), query, cancellationToken).ConfigureAwait(false);
                return new RecordResult<AutomationExecution>(uuid, execution, null);
            }
            catch (PlannrRequestException exception)
            {
                return new RecordResult<AutomationExecution>(uuid, null, exception);
            }
            finally
            {
                slots.Release();
            }
        }
    }

    private static string[] Included(bool includeAccount) => includeAccount ? ["account"] : [];
}

/// <summary>Records whether the server accepts the filter by UUID. A 400 alone proves nothing, because it can also mean that the URL is too long.</summary>
internal sealed class BulkFilter
{
    public volatile bool IsTaken;

    public volatile bool IsRefused;
}
