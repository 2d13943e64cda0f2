namespace Plannr.PowerShell.Commands.Automation;

/// <summary>Reading lists.</summary>
public abstract partial class AutomationSourceCommand
{
    /// <summary>The UUIDs of a filter that go into one request.</summary>
    private const int AccountsAtOnce = 50;

    /// <summary>The executions that many lists, which are read side by side, may hold between them on their pages.</summary>
    private const int HeldAtOnce = 10_000;

    /// <summary>Both filters share one address. Each execution lies in one of the lists.</summary>
    private static IReadOnlyList<AutomationExecutionQuery> QueriesFor(Guid[] clients, Guid[] accounts)
    {
        Guid[] someClients = clients.Distinct().ToArray();
        Guid[] someAccounts = accounts.Distinct().ToArray();
        int accountsAtOnce = Math.Max(PlannrLimits.BulkSize - someClients.Length, PlannrLimits.BulkSize / 2);
        int clientsAtOnce = PlannrLimits.BulkSize - Math.Min(someAccounts.Length, accountsAtOnce);
        return
        [
            .. from client in Parts(someClients, Math.Max(1, clientsAtOnce))
               from account in Parts(someAccounts, accountsAtOnce)
               select new AutomationExecutionQuery { ClientUuids = client, AccountUuids = account },
        ];
    }

    /// <summary>A blueprint that is named again has its executions already.</summary>
    private IReadOnlyList<AutomationExecutionQuery> QueriesFor(IEnumerable<Guid> blueprints) =>
        [.. blueprints.Where(_listed.Add).Select(uuid => new AutomationExecutionQuery { BlueprintUuid = uuid })];

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
    private void List(IReadOnlyList<AutomationExecutionQuery> queries)
    {
        if (queries.Count == 0 || Quota is { IsReached: true, NeedsTotal: false })
        {
            return;
        }

        foreach (AutomationExecutionQuery query in queries)
        {
            query.IncludeAccount = WantsAccount(true);
            query.OldestFirst = Oldest;
            query.NoneBefore = After;
            query.NoneAfter = Before;
            query.PageSize = PageSize(queries.Count);
        }

        IPlannrPages<AutomationExecution>[] lists = [.. queries.Select(ListOf)];
        ReadList(
            lists.Length == 1 ? lists[0] : new MergedExecutions(lists, Oldest),
            Offer,

            // With a filter of ours the server's total is that of more than what comes out.
            isTotalExact: _filter.IsOpen && IsOneList);
    }

    private IPlannrPages<AutomationExecution> ListOf(AutomationExecutionQuery query)
    {
        IPlannrPages<AutomationExecution> list = Client.ListAutomationExecutions(query, Observer);
        return query.BlueprintUuid is { } blueprint ? ListOf(blueprint, list) : list;
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
