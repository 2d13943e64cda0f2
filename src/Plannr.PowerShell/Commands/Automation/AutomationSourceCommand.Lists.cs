namespace Plannr.PowerShell.Commands.Automation;

/// <summary>Reading lists.</summary>
public abstract partial class AutomationSourceCommand
{
    /// <summary>The UUIDs of a filter that go into one request.</summary>
    private const int AccountsAtOnce = 50;

    /// <summary>The executions that many lists, which are read side by side, may hold between them on their pages.</summary>
    private const int HeldAtOnce = 10_000;

    /// <summary>Both filters share one address. Each execution lies in one of the lists.</summary>
    private static IReadOnlyList<(Guid? Blueprint, PlannrQuery Query)> QueriesFor(Guid[] clients, Guid[] accounts)
    {
        Guid[] someClients = clients.Distinct().ToArray();
        Guid[] someAccounts = accounts.Distinct().ToArray();
        int accountsAtOnce = Math.Max(PlannrLimits.BulkSize - someClients.Length, PlannrLimits.BulkSize / 2);
        int clientsAtOnce = PlannrLimits.BulkSize - Math.Min(someAccounts.Length, accountsAtOnce);
        return
        [
            .. from client in Parts(someClients, Math.Max(1, clientsAtOnce))
               from account in Parts(someAccounts, accountsAtOnce)
               select ((Guid?)null, new PlannrQuery().Filter("client_uuids", client).Filter("account_uuids", account)),
        ];
    }

    /// <summary>A blueprint that is named again has its executions already.</summary>
    private IReadOnlyList<(Guid? Blueprint, PlannrQuery Query)> QueriesFor(IEnumerable<Guid> blueprints) =>
        [.. blueprints.Where(_listed.Add).Select(uuid => ((Guid?)uuid, new PlannrQuery()))];

    private static IEnumerable<Guid[]> Parts(Guid[] all, int size)
    {
        int start = 0;
        do
        {
            yield return all.Skip(start).Take(size).ToArray();
            start += size;
        }
        while (start < all.Length);
    }

    /// <summary>Reads lists as one, in one order.</summary>
    private void List(IReadOnlyList<(Guid? Blueprint, PlannrQuery Query)> queries)
    {
        if (queries.Count == 0 || Quota is { IsReached: true, NeedsTotal: false })
        {
            return;
        }

        int? size = PageSize(queries.Count);
        IPlannrPages<AutomationExecution>[] lists = [.. queries.Select(query => ListOf(query.Blueprint, query.Query, size))];
        ReadList(
            lists.Length == 1 ? lists[0] : new MergedExecutions(lists, Oldest),
            Offer,

            // With a filter of ours the server's total is that of more than what comes out.
            isTotalExact: _filter.IsOpen && IsOneList);
    }

    private IPlannrPages<AutomationExecution> ListOf(Guid? blueprint, PlannrQuery query, int? size)
    {
        query.NotBefore = After;
        query.NotAfter = Before;
        query.Include(WantsAccount(true) && blueprint is null ? ["account"] : []).Page(size).Sort(Oldest ? "created_at" : "-created_at");
        return blueprint is { } uuid
            ? ListOf(uuid, Client.List(Endpoints.ListBlueprintExecutions.At(uuid), query))
            : Client.List(Endpoints.ListExecutions, query);
    }

    /// <summary>A short list is asked for as it is; with a filter of ours nobody knows how much has to be read.</summary>
    private int? PageSize(int lists)
    {
        int most = HeldAtOnce / lists;
        int? size = most < 2 * PlannrLimits.PageSize ? Math.Max(PlannrLimits.PageSize / 10, Math.Min(PlannrLimits.PageSize, most)) : null;
        return _filter.IsOpen && Quota.PageSize() is { } wanted ? Math.Min(wanted, size ?? wanted) : size;
    }

    private void AddAccounts(IEnumerable<Guid> uuids)
    {
        foreach (Guid uuid in uuids.Where(_listed.Add))
        {
            _accounts.Add(uuid);
            if (_accounts.Count >= AccountsAtOnce && !IsOneList)
            {
                ListAccounts();
            }
        }
    }

    private void ListAccounts()
    {
        if (_accounts.Count > 0)
        {
            List(QueriesFor([], _accounts.ToArray()));
            _accounts.Clear();
        }
    }
}
