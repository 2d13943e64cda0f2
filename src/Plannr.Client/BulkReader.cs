namespace Plannr.Client;

/// <summary>Gets many executions with few requests. None is lost: what the list does not return is requested singly.</summary>
internal sealed class BulkReader(ApiTransport transport, BulkFilter filter)
{
    private const int SinglesAtOnce = 8;

    public async Task<IReadOnlyList<AutomationExecutionResult>> GetAsync(
        IReadOnlyList<Guid> uuids, bool includeAccount, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Guid, AutomationExecutionResult>();
        List<Guid> asked = uuids.Distinct().ToList();
        for (int start = 0; start < asked.Count && !filter.IsRefused; start += PlannrLimits.BulkSize)
        {
            List<Guid> batch = asked.GetRange(start, Math.Min(PlannrLimits.BulkSize, asked.Count - start));
            await FindAsync(batch, found, includeAccount, cancellationToken).ConfigureAwait(false);
        }

        await GetSinglyAsync(asked.FindAll(uuid => !found.ContainsKey(uuid)), found, includeAccount, cancellationToken).ConfigureAwait(false);
        return uuids.Select(uuid => found[uuid]).ToArray();
    }

    private async Task FindAsync(
        List<Guid> batch, Dictionary<Guid, AutomationExecutionResult> found, bool includeAccount, CancellationToken cancellationToken)
    {
        var wanted = new HashSet<Guid>(batch);
        using PageReader<AutomationExecution> pages = List(batch, includeAccount);
        try
        {
            // A list with other executions comes from a server that does not know the filter: it may hold all there are.
            int strangers = 0;
            while (strangers <= PlannrLimits.PageSize && wanted.Count > 0 && await pages.NextAsync(cancellationToken).ConfigureAwait(false) is { } page)
            {
                filter.IsTaken = true;
                foreach (AutomationExecution execution in page)
                {
                    if (execution.Uuid is { } uuid && wanted.Remove(uuid))
                    {
                        found[uuid] = new AutomationExecutionResult(uuid, execution, null);
                    }
                    else
                    {
                        strangers++;
                    }
                }
            }
        }
        catch (PlannrRequestException exception) when (exception.StatusCode == 400 && !filter.IsTaken)
        {
            if (batch.Count == 1)
            {
                filter.IsRefused = true;
                return;
            }

            await FindAsync(batch.GetRange(0, 1), found, includeAccount, cancellationToken).ConfigureAwait(false);
            if (!filter.IsRefused)
            {
                await FindHalvesAsync(batch.GetRange(1, batch.Count - 1)).ConfigureAwait(false);
            }
        }
        catch (PlannrRequestException exception) when (batch.Count > 1 && IsTooLong(exception))
        {
            await FindHalvesAsync(batch).ConfigureAwait(false);
        }
        catch (PlannrRequestException exception) when (exception.IsTokenFailure || exception is not (PlannrInvalidRequestException or PlannrInvalidResponseException or PlannrNotFoundException))
        {
            // Single requests would fail in the same way.
            foreach (Guid uuid in wanted)
            {
                found[uuid] = new AutomationExecutionResult(uuid, null, exception);
            }
        }
        catch (PlannrRequestException)
        {
            // The list is no use: request them singly.
        }

        async Task FindHalvesAsync(List<Guid> all)
        {
            int half = (all.Count + 1) / 2;
            await FindAsync(all.GetRange(0, half), found, includeAccount, cancellationToken).ConfigureAwait(false);
            if (half < all.Count)
            {
                await FindAsync(all.GetRange(half, all.Count - half), found, includeAccount, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Lists the executions of a few UUIDs. What the list leaves out is requested singly, so a shortfall is no reason for a warning.</summary>
    private PageReader<AutomationExecution> List(List<Guid> uuids, bool includeAccount)
    {
        var missing = new HashSet<Guid>(uuids);
        PlannrQuery query = new PlannrQuery().Filter("uuid", uuids).Include(includeAccount ? ["account"] : []);
        return PageReader.Create(transport, Endpoints.ListExecutions, query, HasAll, warnsOfShortfall: false);

        // Otherwise each poll would begin to fetch a needless page.
        bool HasAll(IReadOnlyList<AutomationExecution> page)
        {
            missing.ExceptWith(page.Select(execution => execution.Uuid).OfType<Guid>());
            return missing.Count == 0;
        }
    }

    private async Task GetSinglyAsync(
        List<Guid> uuids, Dictionary<Guid, AutomationExecutionResult> found, bool includeAccount, CancellationToken cancellationToken)
    {
        using var slots = new SemaphoreSlim(SinglesAtOnce);
        foreach (AutomationExecutionResult result in await Task.WhenAll(uuids.Select(GetAsync)).ConfigureAwait(false))
        {
            found[result.Uuid] = result;
        }

        async Task<AutomationExecutionResult> GetAsync(Guid uuid)
        {
            await slots.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return new AutomationExecutionResult(uuid, await transport.GetAsync(Endpoints.GetExecution.At(uuid), new PlannrQuery().Include(includeAccount ? ["account"] : []), cancellationToken).ConfigureAwait(false), null);
            }
            catch (PlannrRequestException exception)
            {
                return new AutomationExecutionResult(uuid, null, exception);
            }
            finally
            {
                slots.Release();
            }
        }
    }

    /// <summary>Returns whether the URL is too long for the server or a proxy: 413, 414 and 431, and 400 from some servers (not for a single UUID).</summary>
    private static bool IsTooLong(PlannrRequestException exception) => exception.StatusCode is 400 or 413 or 414 or 431;
}

/// <summary>
/// What the responses have shown about the filter by UUID. A 400 alone is no proof: it can mean an unknown filter or an address that is too long. Kept
/// for as long as the connection, since a wait polls again and again.
/// </summary>
internal sealed class BulkFilter
{
    private volatile bool _isTaken;
    private volatile bool _isRefused;

    public bool IsTaken
    {
        get => _isTaken;
        set => _isTaken = value;
    }

    public bool IsRefused
    {
        get => _isRefused;
        set => _isRefused = value;
    }
}
