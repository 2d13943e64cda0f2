namespace Plannr.PowerShell.Commands.History;

/// <summary>
/// Gets the log of a record, the newest entry first: who viewed it, what was done to it, what went wrong. What is piped in with an account, such as an
/// execution, gives the log of that account, each account's once; tasks, executions and blueprints give their own where -ModelType names their kind.
/// </summary>
/// <include file='../../Help/Get-PlannrLog.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Get, "PlannrLog", DefaultParameterSetName = ModelSet, SupportsPaging = true)]
[OutputType(typeof(LogEntry))]
public sealed class GetPlannrLogCommand : ListingCommand
{
    private const string AccountSet = "Account";
    private const string ModelSet = "Model";
    private const string PropertySet = "Property";
    private const string RecordSet = "Record";
    private const string StoredAccountSet = "StoredAccount";

    private readonly HashSet<Guid> _read = [];

    /// <summary>
    /// The kind of record. The API does not say which there are: account, client, employee, task, case, plan, automation-blueprint and
    /// automation-execution are guesses. "account" by default for what is piped in, of which it has to be the kind or that of its account: the UUID of
    /// a client is not asked for as a task's.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ModelSet)]
    [Parameter(ParameterSetName = AccountSet)]
    [Parameter(ParameterSetName = PropertySet)]
    [Parameter(ParameterSetName = RecordSet)]
    [Parameter(ParameterSetName = StoredAccountSet)]
    [ArgumentCompleter(typeof(ModelTypeCompleter))]
    [ValidatePattern("[^.\\s]")]
    public string ModelType { get; set; } = "account";

    /// <summary>The UUIDs of the records.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ModelSet)]
    public Guid[] ModelUuid { get; set; } = [];

    /// <summary>The UUIDs of accounts, as executions that were fetched with their account and rows of steps carry them.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PropertySet)]
    [ArgumentCompleter(typeof(SeenAccountCompleter))]
    public Guid[] AccountUuid { get; set; } = [];

    /// <summary>The accounts, from the pipeline.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = AccountSet)]
    public Account[]? Account { get; set; }

    /// <summary>
    /// Tasks, executions, their steps, blueprints and theirs, from the pipeline: each gives its own log where -ModelType is task, automation-execution or
    /// automation-blueprint, and else that of its account.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = RecordSet)]
    [OfKind(nameof(PlannrTask), nameof(AutomationExecution), nameof(AutomationStep), nameof(AutomationStepRow), nameof(AutomationBlueprint), nameof(BlueprintStep))]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>An account that came back from a file or a background job, or that Select-Object has cut down.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = StoredAccountSet, DontShow = true)]
    [OfKind(nameof(Plannr.Account), StoredOnly = true)]
    public PSObject[]? StoredAccount { get; set; }

    /// <summary>What happened, such as viewed.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(LogTypeCompleter))]
    [FilterText]
    public string[]? Type { get; set; }

    /// <summary>How grave it is, such as info.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(LogLevelCompleter))]
    [FilterText]
    public string[]? Level { get; set; }

    /// <summary>
    /// Entries written at this time or later. A time without an offset is of this machine's time zone. The log is read only as far as its order leaves
    /// anything to come.
    /// </summary>
    [Parameter]
    public DateTimeOffset? After { get; set; }

    /// <summary>Entries written before this time.</summary>
    [Parameter]
    public DateTimeOffset? Before { get; set; }

    private protected override string Activity => "Getting logs";

    private protected override bool IsOneList => base.IsOneList && ModelUuid.Length <= 1 && AccountUuid.Length <= 1 && InputObject.Length <= 1 && Account is not { Length: > 1 };

    /// <summary>Lists the logs asked for.</summary>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case ModelSet:
                List(ModelUuid);
                break;
            case RecordSet:
                foreach (PSObject item in InputObject)
                {
                    if (Find(item) is { } uuid)
                    {
                        List([uuid]);
                    }
                }

                break;
            case PropertySet:
                if (IsOfAccounts("What has the UUID of an account", AccountUuid))
                {
                    List(AccountUuid);
                }

                break;
            default:
                if (IsOfAccounts("An account", Account ?? (object?)StoredAccount))
                {
                    List(UuidsOf(Account, account => account.Uuid, StoredAccount));
                }

                break;
        }
    }

    /// <summary>The record that is meant. Null where none is and an error was written.</summary>
    private Guid? Find(PSObject item)
    {
        try
        {
            return LoggedRecord.UuidOf(item, ModelType);
        }
        catch (PlannrException exception)
        {
            EmitError(exception, item);
            return null;
        }
    }

    private bool IsOfAccounts(string what, object? item)
    {
        if (LoggedRecord.IsOfAccounts(ModelType))
        {
            return true;
        }

        EmitError(LoggedRecord.NoneOf(what, ModelType), item);
        return false;
    }

    private void List(IEnumerable<Guid> uuids)
    {
        foreach (Guid uuid in uuids)
        {
            if (_read.Add(uuid) && Quota is not { IsReached: true, NeedsTotal: false })
            {
                List(uuid);
            }
        }
    }

    private void List(Guid uuid)
    {
        bool isOpen = After is null && Before is null;
        PlannrQuery query = new PlannrQuery { NotBefore = After }.Filter("type", Type).Filter("level", Level).Page(isOpen ? Quota.PageSize() : null);
        WriteList(ListOf(uuid, Client.List(Endpoints.ListLog.At(ModelType, uuid), query)), entry => TimeSpans.Holds(entry.CreatedAt, After, Before), isOpen && ModelUuid.Length == 1);
    }
}
