namespace Plannr.PowerShell.Automations;

/// <summary>The base of the cmdlets that get executions by UUID, by client, account or blueprint, or all of them.</summary>
public abstract class AutomationSourceCommand : PlannrCommand
{
    private protected const string ListSet = "List";
    private protected const string UuidSet = "Uuid";
    private const string BlueprintSet = "Blueprint";

    /// <summary>The UUIDs of a filter that go into one request.</summary>
    private const int AccountsAtOnce = 50;

    /// <summary>The executions that many lists, which are read side by side, may hold between them on their pages.</summary>
    private const int HeldAtOnce = 10_000;

    private readonly List<Guid> _accounts = [];
    private readonly HashSet<Guid> _listed = [];
    private ExecutionFilter _filter = null!;
    private RecordLookup<AutomationExecution> _lookup = null!;
    private ListReader _lists = null!;
    private bool _isFetchedAfterList;

    /// <summary>Specifies the executions by UUID. The pipeline also takes rows with a column ExecutionUuid, Uuid or Id, executions, steps, accounts and blueprints.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = UuidSet)]
    [Alias("Id", "ExecutionUuid", "InputObject")]
    [ArgumentCompleter(typeof(ExecutionCompleter))]
    public ExecutionSource[] Uuid { get; set; } = [];

    /// <summary>The clients that the executions ran for. Too many for one request are asked for in several, and come out as one list in one order.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(ClientCompleter))]
    public AccountReference[]? ClientUuid { get; set; }

    /// <summary>Specifies the names of clients, with wildcards or parts of them. Their accounts are looked up first, in one request or a few. Not together with -ClientUuid.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [SupportsWildcards]
    [Pattern]
    [FilterText(AllowsComma = true)]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string[]? ClientName { get; set; }

    /// <summary>The accounts that the executions ran for. Older versions of the API do not know this filter.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Alias("Account")]
    [ArgumentCompleter(typeof(AccountCompleter))]
    public AccountReference[]? AccountUuid { get; set; }

    /// <summary>The blueprints that ran. Each has a list of its own, which gives no accounts; several come out as one list in one order.</summary>
    [Parameter(Mandatory = true, ParameterSetName = BlueprintSet)]
    [Alias("Blueprint")]
    [ArgumentCompleter(typeof(BlueprintCompleter))]
    public BlueprintReference[] BlueprintUuid { get; set; } = [];

    /// <summary>What triggered the execution, such as client.created. Wildcards are possible.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [Pattern]
    [ArgumentCompleter(typeof(TriggerCompleter))]
    public string[]? TriggeredBy { get; set; }

    /// <summary>Returns executions created at or after this time. A time without an offset is in your computer's time zone. The list is read only as far as needed.</summary>
    [Parameter]
    [Time]
    public DateTimeOffset? After { get; set; }

    /// <summary>Executions created before this time.</summary>
    [Parameter]
    [Time]
    public DateTimeOffset? Before { get; set; }

    /// <summary>Returns executions that last changed at or after this time.</summary>
    [Parameter]
    [Time]
    public DateTimeOffset? UpdatedAfter { get; set; }

    /// <summary>Returns executions that last changed before this time.</summary>
    [Parameter]
    [Time]
    public DateTimeOffset? UpdatedBefore { get; set; }

    /// <summary>Returns executions whose failing step ran at or after this time, also if they were created long before. The whole list is read: add -After to limit that.</summary>
    [Parameter]
    [Time]
    public DateTimeOffset? FailedAfter { get; set; }

    /// <summary>Returns executions that have not ended: their state is one of [Plannr.AutomationStatus]::RunningValues, such as in_progress, pending or waiting.</summary>
    [Parameter]
    public SwitchParameter Running { get; set; }

    /// <summary>Specifies the text of errors, such as '*phone*'. Wildcards are permitted; case is ignored. Returns what has an error message that matches.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [Pattern]
    public string[]? ErrorLike { get; set; }

    /// <summary>Gives the oldest first. By default a list begins with the newest. Executions by UUID keep the order of the input.</summary>
    [Parameter]
    public SwitchParameter Oldest { get; set; }

    /// <summary>Does not ask for the accounts. Lists are smaller then.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Parameter(ParameterSetName = UuidSet)]
    public SwitchParameter NoAccount { get; set; }

    /// <summary>Gets up to 200 executions per request, in the order of the input. Executions that the list does not return are requested one by one. Has no effect on lists.</summary>
    [Parameter]
    public SwitchParameter Bulk { get; set; }

    /// <summary>How many requests for single executions may run side by side. 8 by default. The pages of a list come one after the other.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>The connection to use, or its name. Without it, the default connection is used: the one that Connect-Plannr made last.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ConnectionReference? Connection { get; set; }

    private protected override bool NeedsConnection => true;

    /// <summary>Whether to request the accounts of executions that are fetched by UUID.</summary>
    private protected abstract bool NeedsAccountByUuid { get; }

    /// <summary>Whether executions from a list without accounts are fetched by their UUIDs too.</summary>
    private protected virtual bool FetchesAfterList => false;

    private bool IsOneList => !MyInvocation.ExpectingInput;

    /// <summary>Creates the filter for what the API can't filter by.</summary>
    private protected abstract ExecutionFilter CreateFilter();

    /// <summary>Writes what the cmdlet makes of an execution. Called for those that pass the filters.</summary>
    private protected abstract void WriteExecution(AutomationExecution execution);

    /// <summary>Returns whether an execution that was given is used as it is, without a request.</summary>
    private protected virtual bool TryUse(ExecutionSource source) => false;

    private protected override void Begin()
    {
        _filter = CreateFilter();
        _lists = new ListReader(this, StartProgress("Getting automation executions")) { IsOneList = () => IsOneList, WritePending = () => _lookup.WriteAll() };
        _lookup = new RecordLookup<AutomationExecution>(this, _lists.Quota, Progress!, ThrottleLimit, GetAsync)
        {
            GetMany = Bulk ? GetManyAsync : null,
            IsFilterOpen = _filter.IsOpen,
            Offer = Offer,
            Write = WriteExecution,
        };
    }

    private protected override void Process()
    {
        if (ParameterSetName == UuidSet)
        {
            Add([.. Uuid.Where(source => !TryUse(source))]);
            return;
        }

        FindConnection();
        if (ParameterSetName == ListSet)
        {
            // A filter without UUIDs fits no execution; the API would take it for no filter.
            Guid[]? clients = ClientName is null ? ClientUuid is null ? null : Uuids(ClientUuid) : FindClients(ClientName);
            List(clients is { Length: 0 } || AccountUuid is { Length: 0 } ? [] : QueriesFor(clients ?? [], Uuids(AccountUuid)));
        }
        else
        {
            ListBlueprints(BlueprintUuid);
        }
    }

    private protected override void End()
    {
        ListAccounts();
        _lookup.Complete();
        _filter.Warn();
    }

    /// <summary>Writes an execution if it passes the filters and -Skip and -First leave it.</summary>
    private protected void Offer(AutomationExecution execution)
    {
        if (!_filter.Passes(execution) || !_lists.Quota.Takes())
        {
            return;
        }

        if (_isFetchedAfterList && execution.Uuid is { } uuid)
        {
            _lookup.AddTaken(uuid);
        }
        else
        {
            WriteExecution(execution);
        }
    }

    private Task<AutomationExecution> GetAsync(IPlannrClient client, Guid uuid) =>
        client.GetAsync(Endpoints.GetExecution.At(uuid), new PlannrQuery().Include(NeedsAccountByUuid ? ["account"] : []), Cancellation);

    private async Task<IReadOnlyList<RecordLookup<AutomationExecution>.Result>> GetManyAsync(IPlannrClient client, IReadOnlyList<Guid> uuids)
    {
        IReadOnlyList<AutomationExecutionResult> results = await client.GetExecutionsAsync(uuids, NeedsAccountByUuid, Cancellation).ConfigureAwait(false);
        return [.. results.Select(result => new RecordLookup<AutomationExecution>.Result(result.Uuid, result.Execution, result.Error))];
    }

    private static Guid[] Uuids(AccountReference[]? references) => [.. (references ?? []).Select(reference => reference.Uuid).Distinct()];

    /// <summary>Returns the clients of the names. Writes a warning if there are none.</summary>
    private Guid[] FindClients(string[] names)
    {
        if (ClientUuid is not null)
        {
            Fail(new PlannrInvalidInputException("-ClientName and -ClientUuid both say which clients are meant. Nothing was sent.", "Use one of them."), ClientName);
        }

        NameSearch search = NameSearch.From(names)!;
        PlannrQuery query = new PlannrQuery().Filter("name", search.Sent).Filter("type", "client").Sort("created_at").Page(null);
        Guid[] clients = [.. _lists.ReadAll(Client.List(Endpoints.ListAccounts, query)).Where(client => search.Passes(client.DisplayName, client.FirstName, client.LastName)).Select(client => client.Uuid).OfType<Guid>().Distinct()];
        if (clients.Length == 0)
        {
            WriteWarning($"No client is named {string.Join(", ", names.Select(name => $"'{name}'"))}. Get-PlannrAccount -Name shows which names there are.");
        }

        return clients;
    }

    private void Add(IReadOnlyList<ExecutionSource> sources)
    {
        foreach (ExecutionSource source in sources.Where(source => source.LookupError is not null))
        {
            EmitError(source.LookupError!, source.Value);
        }

        sources = [.. sources.Where(source => source.LookupError is null)];
        if (sources.Count == 0)
        {
            return;
        }

        FindConnection();
        AddAccounts(sources.Where(source => source.Type == nameof(Account)));
        ListBlueprints(sources.Where(source => source.Type == nameof(AutomationBlueprint)));
        Guid[] uuids = [.. sources.Where(source => source.Type is not (nameof(Account) or nameof(AutomationBlueprint))).Select(source => source.Uuid)];
        if (uuids.Length > 0 && (Oldest || NoAccount))
        {
            Fail(new PlannrInvalidInputException("-Oldest and -NoAccount are about lists, and executions are given by UUID. Nothing was sent.", "Leave them out: executions by UUID keep the order of the input."), uuids[0]);
        }

        if (uuids.Length > 0)
        {
            _lookup.Add(uuids);
        }
    }

    private void AddAccounts(IEnumerable<ExecutionSource> sources)
    {
        foreach (Guid uuid in sources.Select(source => source.Uuid).Where(_listed.Add))
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
            List(QueriesFor([], [.. _accounts]));
            _accounts.Clear();
        }
    }

    /// <summary>A blueprint that is given again has been listed.</summary>
    private void ListBlueprints(IEnumerable<RecordReference> blueprints)
    {
        _isFetchedAfterList = FetchesAfterList;
        List([.. blueprints.Select(blueprint => blueprint.Uuid).Where(_listed.Add).Select(uuid => ((Guid?)uuid, new PlannrQuery()))]);
        _isFetchedAfterList = false;
    }

    /// <summary>Both filters share one address. Each execution is in one of the lists.</summary>
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

    /// <summary>Splits a list; an empty one has one part.</summary>
    private static IEnumerable<Guid[]> Parts(Guid[] all, int size) =>
        Enumerable.Range(0, Math.Max(1, (all.Length + size - 1) / size)).Select(part => all.Skip(part * size).Take(size).ToArray());

    /// <summary>Reads lists as one, in one order.</summary>
    private void List(IReadOnlyList<(Guid? Blueprint, PlannrQuery Query)> queries)
    {
        if (queries.Count == 0 || _lists.Quota is { IsReached: true, NeedsTotal: false })
        {
            return;
        }

        int? size = PageSize(queries.Count);
        IPlannrPages<AutomationExecution>[] lists = [.. queries.Select(query => GetPages(query.Blueprint, query.Query, size))];
        _lists.Read(
            lists.Length == 1 ? lists[0] : new MergedExecutions(lists, Oldest),
            Offer,

            // With a filter of the module's own, the server's total counts more than is written.
            isTotalExact: _filter.IsOpen && IsOneList);
    }

    private IPlannrPages<AutomationExecution> GetPages(Guid? blueprint, PlannrQuery query, int? size)
    {
        query.NotBefore = After;
        query.NotAfter = Before;
        query.Include(NoAccount || blueprint is not null ? [] : ["account"]).Page(size).Sort(Oldest ? "created_at" : "-created_at");
        return blueprint is { } uuid
            ? _lists.ForRecord(uuid, Client.List(Endpoints.ListBlueprintExecutions.At(uuid), query))
            : Client.List(Endpoints.ListExecutions, query);
    }

    /// <summary>A short list takes one small page, unless a filter of the module's own leaves open how much has to be read.</summary>
    private int? PageSize(int lists)
    {
        int most = HeldAtOnce / lists;
        int? size = most < 2 * PlannrLimits.PageSize ? Math.Max(PlannrLimits.PageSize / 10, Math.Min(PlannrLimits.PageSize, most)) : null;
        return _filter.IsOpen && _lists.Quota.PageSize() is { } wanted ? Math.Min(wanted, size ?? wanted) : size;
    }
}
