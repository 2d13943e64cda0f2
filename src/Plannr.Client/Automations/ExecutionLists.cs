namespace Plannr.Client.Automations;

/// <summary>Executions, one by one and in lists: addresses, order and identity.</summary>
internal sealed class ExecutionLists(ApiTransport transport, Uri baseUri)
{
    private const string Path = "api/v1/automation-executions";

    public Task<AutomationExecution> GetAsync(Guid uuid, bool includeAccount, IPlannrObserver? observer, CancellationToken cancellationToken) =>
        transport.GetOneAsync(
            $"{Path}/{uuid}{(includeAccount ? "?include=account" : string.Empty)}", uuid, AutomationShapes.Execution, execution => execution.Uuid, observer, cancellationToken);

    public IPlannrPages<AutomationExecution> Read(AutomationExecutionQuery query, IPlannrObserver? observer)
    {
        var order = new CreationOrder<AutomationExecution>(execution => execution.CreatedAt)
        {
            OldestFirst = query.OldestFirst,
            NoneBefore = query.NoneBefore,
            NoneAfter = query.NoneAfter,
        };
        var source = new ListSource<AutomationExecution>(transport, baseUri, AutomationShapes.Execution.ReadItem, execution => execution.Uuid)
        {
            IsEnough = order.IsEnough,

            // The reference's older pages know neither; a page size is declared on no page of this list.
            Dispensable = ["include", "per_page", "sort"],
        };
        return new PageReader<AutomationExecution>(source, AddressOf(query), observer) { ReadsAhead = query.PageSize is null };
    }

    /// <summary>The executions of a few UUIDs, as far as the list gives them.</summary>
    public IPlannrPages<AutomationExecution> Read(IEnumerable<Guid> uuids, bool includeAccount, IPlannrObserver? observer)
    {
        var missing = new HashSet<Guid>(uuids);
        var source = new ListSource<AutomationExecution>(transport, baseUri, AutomationShapes.Execution.ReadItem, execution => execution.Uuid)
        {
            Dispensable = ["include", "per_page"],

            // Otherwise each poll would begin to fetch a page that nobody needs.
            IsEnough = page =>
            {
                missing.ExceptWith(page.Select(execution => execution.Uuid).OfType<Guid>());
                return missing.Count == 0;
            },

            // What the list leaves out is asked for singly.
            WarnsOfShortfall = false,
        };
        var parameters = new List<KeyValuePair<string, string>> { new("filter[uuid]", string.Join(",", uuids)) };
        AddCommon(parameters, includeAccount, PlannrLimits.PageSize);
        return new PageReader<AutomationExecution>(source, new PageAddress(Path, parameters), observer);
    }

    private static PageAddress AddressOf(AutomationExecutionQuery query)
    {
        var parameters = new List<KeyValuePair<string, string>>();
        AddFilter(parameters, "client_uuids", query.ClientUuids);
        AddFilter(parameters, "account_uuids", query.AccountUuids);
        AddCommon(parameters, query.IncludeAccount && query.BlueprintUuid is null, query.PageSize ?? PlannrLimits.PageSize);
        parameters.Add(new("sort", query.OldestFirst ? "created_at" : "-created_at"));
        return new PageAddress(query.BlueprintUuid is { } blueprint ? $"api/v1/automation-blueprints/{blueprint}/executions" : Path, parameters);
    }

    private static void AddFilter(List<KeyValuePair<string, string>> parameters, string name, IReadOnlyList<Guid> uuids)
    {
        if (uuids.Count > 0)
        {
            parameters.Add(new($"filter[{name}]", string.Join(",", uuids)));
        }
    }

    private static void AddCommon(List<KeyValuePair<string, string>> parameters, bool includeAccount, int pageSize)
    {
        if (includeAccount)
        {
            parameters.Add(new("include", "account"));
        }

        parameters.Add(new("per_page", pageSize.ToString(CultureInfo.InvariantCulture)));
    }
}
