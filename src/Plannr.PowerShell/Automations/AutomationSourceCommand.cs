namespace Plannr.PowerShell.Automations;

/// <summary>Base class of the cmdlets that get executions by UUID, client, account or blueprint, or list all of them.</summary>
public abstract class AutomationSourceCommand : PlannrCommand
{
    private protected const string ListSet = "List";
    private protected const string UuidSet = "Uuid";
    private const string BlueprintSet = "Blueprint";

    /// <summary>The maximum number of piped accounts whose executions are listed together.</summary>
    private const int AccountsAtOnce = 50;

    /// <summary>The approximate maximum number of executions in memory, across all lists that are merged.</summary>
    private const int HeldAtOnce = 10_000;

    private readonly List<(PlannrConnection Connection, Guid Uuid)> _accounts = [];
    private readonly HashSet<(PlannrConnection, Guid)> _listed = [];
    private ExecutionFilter _filter = null!;
    private RecordLookup<AutomationExecution> _lookup = null!;
    private ListReader? _lists;
    private bool _isFetchedAfterList;

    /// <summary>Specifies the UUIDs of the executions. You can also pipe in executions, steps, accounts, blueprints, or rows with an ExecutionUuid, Uuid or Id column. If you omit this parameter, the cmdlet reads the list of executions.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = UuidSet)]
    [Alias("Id", "ExecutionUuid", "InputObject")]
    [ArgumentCompleter(typeof(ExecutionCompleter))]
    public ExecutionSource[] Uuid { get; set; } = [];

    /// <summary>Specifies the clients that the executions ran for: UUIDs or account objects. By default, executions for all clients are included. A long list of clients is split into several requests; the results are merged into one sorted list.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(ClientCompleter))]
    public AccountReference[]? ClientUuid { get; set; }

    /// <summary>Specifies the names of the clients that the executions ran for. Wildcards are permitted; without them, part of a name is enough. The module first looks up the clients with these names. You can't use this parameter with -ClientUuid. By default, executions for all clients are included.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [SupportsWildcards]
    [Pattern]
    [FilterText(AllowsComma = true)]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    [Texts]
    public string[]? ClientName { get; set; }

    /// <summary>Specifies the accounts that the executions ran for: UUIDs or account objects. By default, executions for all accounts are included. Older versions of the API do not support this filter.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Alias("Account")]
    [ArgumentCompleter(typeof(AccountCompleter))]
    public AccountReference[]? AccountUuid { get; set; }

    /// <summary>Specifies the blueprints that the executions belong to: UUIDs or blueprint objects. The API lists the executions of a blueprint without their accounts. The lists for several blueprints are merged into one sorted list.</summary>
    [Parameter(Mandatory = true, ParameterSetName = BlueprintSet)]
    [Alias("Blueprint")]
    [ArgumentCompleter(typeof(BlueprintCompleter))]
    public BlueprintReference[] BlueprintUuid { get; set; } = [];

    /// <summary>Specifies the events that triggered the executions, such as client.created. Wildcards are permitted; case is ignored. By default, executions with any trigger are included.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [Pattern]
    [ArgumentCompleter(typeof(TriggerCompleter))]
    [Texts]
    public string[]? TriggeredBy { get; set; }

    /// <summary>Selects executions that were created at or after this time. A time without an offset is in your computer's time zone. Only the necessary pages are requested.</summary>
    [Parameter]
    [Time]
    public DateTimeOffset? After { get; set; }

    /// <summary>Selects executions that were created before this time. A time without an offset is in your computer's time zone.</summary>
    [Parameter]
    [Time]
    public DateTimeOffset? Before { get; set; }

    /// <summary>Selects executions that last changed at or after this time. A time without an offset is in your computer's time zone.</summary>
    [Parameter]
    [Time]
    public DateTimeOffset? UpdatedAfter { get; set; }

    /// <summary>Selects executions that last changed before this time. A time without an offset is in your computer's time zone.</summary>
    [Parameter]
    [Time]
    public DateTimeOffset? UpdatedBefore { get; set; }

    /// <summary>Selects executions or steps with a failure at or after this time, even if the executions were created long before. Use -After to limit how far back the module reads; otherwise, it may have to read the whole list.</summary>
    [Parameter]
    [Time]
    public DateTimeOffset? FailedAfter { get; set; }

    /// <summary>Selects executions that have not ended. Their status is one of the values in [Plannr.AutomationStatus]::RunningValues, such as in_progress, pending or waiting.</summary>
    [Parameter]
    public SwitchParameter Running { get; set; }

    /// <summary>Specifies patterns for error messages, such as '*phone*'. Wildcards are permitted; case is ignored. Only executions or steps with a matching error message are returned.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [Pattern]
    [Texts]
    public string[]? ErrorLike { get; set; }

    /// <summary>Sorts the executions from oldest to newest. By default, the newest executions come first. You can't use this parameter with executions that you specify by UUID, which are processed in the order of the input.</summary>
    [Parameter]
    public SwitchParameter Oldest { get; set; }

    /// <summary>Omits the account of each execution, to make the responses smaller, even if you specify -IncludeAccount. You can't use this parameter with executions that you specify by UUID.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Parameter(ParameterSetName = UuidSet)]
    public SwitchParameter NoAccount { get; set; }

    /// <summary>Gets up to 200 executions per request, in the order of the input. Executions missing from the responses are then requested individually. This parameter applies only to executions that are requested by UUID.</summary>
    [Parameter]
    public SwitchParameter Bulk { get; set; }

    /// <summary>Specifies the maximum number of concurrent requests when you specify executions by UUID. The default is 8. If you use -PipelineVariable, set -ThrottleLimit to 1: the results for each object are then written before the next object is read from the pipeline. With -Bulk or a higher limit, the cmdlet reads ahead in the pipeline.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>Specifies the connections to use, or their names. Results are returned in the order of the connections, and -First and -Skip apply to all connections together. By default, requests for a record use the connection that the record came from, and all other requests use the connection opened last.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ConnectionReference[]? Connection { get; set; }

    private protected override bool NeedsConnection => true;

    /// <summary>Whether executions requested by UUID include their accounts.</summary>
    private protected abstract bool NeedsAccountByUuid { get; }

    /// <summary>Whether executions from a list without accounts are also requested by UUID.</summary>
    private protected virtual bool FetchesAfterList => false;

    private ListReader Lists => _lists ??= new ListReader(this, Progress!, Quota) { WritePending = () => _lookup.WriteAll() };

    /// <summary>Whether -First and -Skip count executions.</summary>
    private protected virtual bool CountsExecutions => true;

    /// <summary>Whether the cmdlet writes output for every execution that passes the filter.</summary>
    private protected virtual bool WritesAll => true;

    /// <summary>The numbers of objects to skip and to write, as specified by -Skip and -First.</summary>
    private protected Quota Quota { get; private set; } = null!;

    /// <summary>Whether the cmdlet writes everything that the API returns. If so, it requests only as many executions as -First and -Skip require.</summary>
    private bool IsOpen => _filter.IsOpen && WritesAll;

    /// <summary>Creates the filter for the conditions that the API can't apply.</summary>
    private protected abstract ExecutionFilter CreateFilter();

    /// <summary>Writes the cmdlet's output for an execution that passes the filters.</summary>
    private protected abstract void WriteExecution(AutomationExecution execution);

    /// <summary>Tries to write the output for an execution object in the input without sending a request; returns whether it succeeded.</summary>
    private protected virtual bool TryUse(ExecutionSource source) => false;

    private protected override void Begin()
    {
        _filter = CreateFilter();
        Quota = new Quota(PagingParameters);
        _lookup = new RecordLookup<AutomationExecution>(this, Quota, StartProgress("Getting automation executions"), ThrottleLimit, GetAsync)
        {
            GetMany = Bulk ? GetManyAsync : null,
            IsFilterOpen = IsOpen,
            Offer = Offer,
            Write = WriteExecution,
        };
    }

    private protected override void Process()
    {
        if (ParameterSetName == UuidSet)
        {
            Add(Uuid);
            return;
        }

        if (ParameterSetName == ListSet)
        {
            // A filter with no UUIDs matches no executions. Do not send it: the API would ignore it and return everything.
            ILookup<PlannrConnection, Guid>? clients = ClientName is null ? null : FindClients(ClientName);
            bool fitsNone = ClientUuid is { Length: 0 } || AccountUuid is { Length: 0 };
            List(fitsNone ? [] : clients is null ? Connections.Given : [.. clients.Select(group => group.Key)], connection => QueriesFor(clients is null ? Uuids(ClientUuid) : [.. clients[connection]], Uuids(AccountUuid)));
        }
        else
        {
            List<(PlannrConnection, Guid)> blueprints = [];
            Array.ForEach(BlueprintUuid, blueprint => AddPairs(blueprint, blueprints));
            ListBlueprints(blueprints);
        }
    }

    private protected override void End()
    {
        ListAccounts();
        _lookup.Complete();
        _filter.Warn();
    }

    /// <summary>Reports the total as unknown if -IncludeTotalCount was used.</summary>
    private protected void WriteUnknownTotal()
    {
        if (Quota.NeedsTotal)
        {
            Emit(Quota.Total(null, isExact: false));
        }
    }

    /// <summary>Writes an execution if it passes the filters and -Skip and -First allow it.</summary>
    private protected void Offer(AutomationExecution execution)
    {
        if (!_filter.Passes(execution) || (CountsExecutions && !Quota.Takes()))
        {
            return;
        }

        if (_isFetchedAfterList && execution.Uuid is { } uuid)
        {
            _lookup.AddTaken(Lists.Connection!, uuid);
        }
        else
        {
            WriteExecution(execution);
        }
    }

    private Task<AutomationExecution> GetAsync(IPlannrClient client, Guid uuid) =>
        client.GetAsync(Endpoints.GetExecution.At(uuid), NeedsAccountByUuid ? new PlannrQuery().Include("account") : null, Cancellation);

    private Task<IReadOnlyList<RecordResult<AutomationExecution>>> GetManyAsync(IPlannrClient client, IReadOnlyList<Guid> uuids) =>
        client.GetExecutionsAsync(uuids, NeedsAccountByUuid, Cancellation);

    private static Guid[] Uuids(AccountReference[]? references) => [.. (references ?? []).Select(reference => reference.Uuid).Distinct()];

    /// <summary>Looks up the clients with these names. Writes a warning if there are none.</summary>
    private ILookup<PlannrConnection, Guid> FindClients(string[] names)
    {
        if (ClientUuid is not null)
        {
            Fail(new PlannrInvalidInputException("-ClientName and -ClientUuid can't be used together. Nothing was sent.", "Use one of them."), ClientName);
        }

        NameSearch search = NameSearch.From(names)!;
        PlannrQuery query = new PlannrQuery().Filter("name", search.Sent).Filter("type", "client").Sort("created_at").Page(null);
        ILookup<PlannrConnection, Guid> clients = Connections.Given
            .SelectMany(
                connection => Lists.ReadAll(connection, Connections.GetClient(connection).List(Endpoints.ListAccounts, query)).Where(client => search.Passes(client.DisplayName, client.FirstName, client.LastName)),
                (connection, client) => (Connection: connection, client.Uuid))
            .Where(found => found.Uuid is not null)
            .Distinct()
            .ToLookup(found => found.Connection, found => found.Uuid!.Value);
        if (clients.Count == 0)
        {
            WriteWarning($"No client's name matches {RecordType.Join([.. names.Select(name => $"'{name}'")])}. To see the names of the clients, use Get-PlannrAccount -Type client.");
        }

        return clients;
    }

    private void Add(ExecutionSource[] sources)
    {
        // This method is usually called with one execution, so each list is created only when it is needed.
        List<(PlannrConnection Connection, Guid Uuid)>? accounts = null, blueprints = null, executions = null;
        foreach (ExecutionSource source in sources)
        {
            if (TryUse(source))
            {
                continue;
            }

            if (source.LookupError is { } error)
            {
                EmitError(error, source.Value);
                continue;
            }

            List<(PlannrConnection, Guid)> pairs = source.Type switch
            {
                nameof(Account) => accounts ??= [],
                nameof(AutomationBlueprint) => blueprints ??= [],
                _ => executions ??= new(sources.Length),
            };
            AddPairs(source, pairs);
        }

        AddAccounts(accounts);
        ListBlueprints(blueprints);
        if (executions is not null)
        {
            if (Oldest || NoAccount)
            {
                Fail(new PlannrInvalidInputException("-Oldest and -NoAccount apply only to lists, not to executions specified by UUID. No execution was requested by UUID.", "Omit them: executions specified by UUID are returned in the order of the input."), executions[0].Uuid);
            }

            _lookup.Add(executions);
        }
    }

    private void AddAccounts(List<(PlannrConnection Connection, Guid Uuid)>? accounts)
    {
        int most = ThrottleLimit == 1 ? 1 : AccountsAtOnce;
        foreach ((PlannrConnection, Guid) account in accounts?.Where(_listed.Add) ?? [])
        {
            _accounts.Add(account);
            if (_accounts.Count >= most && MyInvocation.ExpectingInput)
            {
                ListAccounts();
            }
        }
    }

    private void ListAccounts()
    {
        if (_accounts.Count > 0)
        {
            ILookup<PlannrConnection, Guid> accounts = _accounts.ToLookup(account => account.Connection, account => account.Uuid);
            List([.. accounts.Select(group => group.Key)], connection => QueriesFor([], [.. accounts[connection]]));
            _accounts.Clear();
        }
    }

    /// <summary>Adds a record once for each connection over which to request it.</summary>
    private void AddPairs(RecordReference record, List<(PlannrConnection Connection, Guid Uuid)> pairs)
    {
        foreach (PlannrConnection connection in Connections.Find(record))
        {
            pairs.Add((connection, record.Uuid));
        }
    }

    /// <summary>Lists the executions of blueprints, except blueprints that have already been listed.</summary>
    private void ListBlueprints(List<(PlannrConnection Connection, Guid Uuid)>? blueprints)
    {
        if (blueprints is null)
        {
            return;
        }

        _isFetchedAfterList = FetchesAfterList;
        ILookup<PlannrConnection, Guid> lists = blueprints.Where(_listed.Add).ToLookup(pair => pair.Connection, pair => pair.Uuid);
        List([.. lists.Select(group => group.Key)], connection => [.. lists[connection].Select(uuid => ((Guid?)uuid, new PlannrQuery()))]);
        _isFetchedAfterList = false;
    }

    /// <summary>Splits the clients and accounts across several queries, because the length of a URL is limited. Each pair of a client and an account is in exactly one query.</summary>
    private static IReadOnlyList<(Guid? Blueprint, PlannrQuery Query)> QueriesFor(Guid[] clients, Guid[] accounts)
    {
        int accountsAtOnce = Math.Max(PlannrLimits.BulkSize - clients.Length, PlannrLimits.BulkSize / 2);
        int clientsAtOnce = PlannrLimits.BulkSize - Math.Min(accounts.Length, accountsAtOnce);
        return
        [
            .. from client in Parts(clients, Math.Max(1, clientsAtOnce))
               from account in Parts(accounts, accountsAtOnce)
               select ((Guid?)null, new PlannrQuery().Filter("client_uuids", client).Filter("account_uuids", account)),
        ];
    }

    /// <summary>Splits a list into parts. An empty list yields one empty part.</summary>
    private static IEnumerable<Guid[]> Parts(Guid[] all, int size) =>
        Enumerable.Range(0, Math.Max(1, (all.Length + size - 1) / size)).Select(part => all.Skip(part * size).Take(size).ToArray());

    /// <summary>Reads the lists of each connection as one merged list.</summary>
    private void List(IReadOnlyList<PlannrConnection> connections, Func<PlannrConnection, IReadOnlyList<(Guid? Blueprint, PlannrQuery Query)>> getQueries)
    {
        if (connections.Count == 0 || Quota is { IsReached: true, NeedsTotal: false })
        {
            return;
        }

        Lists.Read(
            connections,
            connection =>
            {
                IReadOnlyList<(Guid? Blueprint, PlannrQuery Query)> queries = getQueries(connection);
                int? size = PageSize(queries.Count);
                IPlannrPages<AutomationExecution>[] lists = [.. queries.Select(query => GetPages(connection, query.Blueprint, query.Query, size))];
                return lists.Length == 1 ? lists[0] : new MergedExecutions(lists, Oldest);
            },
            Offer,

            // If the module filters the results, the server's total can be higher than the number of objects written.
            isTotalExact: IsOpen && CountsExecutions && !MyInvocation.ExpectingInput);
    }

    private IPlannrPages<AutomationExecution> GetPages(PlannrConnection connection, Guid? blueprint, PlannrQuery query, int? size)
    {
        query.NotBefore = After;
        query.NotAfter = Before;
        query.Include(NoAccount || blueprint is not null ? [] : ["account"]).Page(size).Sort(Oldest ? "created_at" : "-created_at");
        return blueprint is { } uuid
            ? Lists.ForRecord(connection, uuid, Connections.GetClient(connection).List(Endpoints.ListBlueprintExecutions.At(uuid), query))
            : Connections.GetClient(connection).List(Endpoints.ListExecutions, query);
    }

    /// <summary>Returns a smaller page size if many lists are merged or few executions are needed; otherwise, returns null. If the module filters the results, it is unknown how many executions to request, so only the number of lists matters.</summary>
    private int? PageSize(int lists)
    {
        int most = HeldAtOnce / lists;
        int? size = most < 2 * PlannrLimits.PageSize ? Math.Max(PlannrLimits.PageSize / 10, Math.Min(PlannrLimits.PageSize, most)) : null;
        return IsOpen && Quota.PageSize() is { } wanted ? Math.Min(wanted, size ?? wanted) : size;
    }
}
