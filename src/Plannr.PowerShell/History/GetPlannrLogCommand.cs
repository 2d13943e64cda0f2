namespace Plannr.PowerShell.History;

/// <summary>Gets the log of a record: views, actions and errors. The newest entries come first. For an execution or another object with an account, the cmdlet gets the account's log by default.</summary>
/// <include file='Get-PlannrLog.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Get, "PlannrLog", DefaultParameterSetName = ModelSet, SupportsPaging = true)]
[OutputType(typeof(LogEntry))]
public sealed class GetPlannrLogCommand : GetCommand<LogEntry>
{
    private const string AccountSet = "Account";
    private const string ModelSet = "Model";
    private const string RecordSet = "Record";

    private readonly HashSet<(PlannrConnection, Guid)> _read = [];

    /// <summary>Specifies the type of record: account, client, employee, task, case, plan, automation-blueprint or automation-execution. The public reference does not list the types, so other values are accepted. For pipeline input and for -AccountUuid, the default is account.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ModelSet)]
    [Parameter(ParameterSetName = AccountSet)]
    [Parameter(ParameterSetName = RecordSet)]
    [ArgumentCompleter(typeof(ModelTypeCompleter))]
    [ValidatePattern("[^.\\s]")]
    public string ModelType { get; set; } = "account";

    /// <summary>Specifies the UUIDs of the records.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ModelSet)]
    public Guid[] ModelUuid { get; set; } = [];

    /// <summary>Specifies the accounts: UUIDs, or objects with the UUID of an account.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AccountSet)]
    [Alias("Account")]
    [ArgumentCompleter(typeof(AccountCompleter))]
    public AccountReference[] AccountUuid { get; set; } = [];

    /// <summary>Specifies accounts or other objects with an account. By default, the accounts' logs are returned. To get the logs of tasks, executions or blueprints themselves, specify the type with -ModelType.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = RecordSet)]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>Specifies the type of entry, such as viewed. By default, entries of all types are returned.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(LogTypeCompleter))]
    [FilterText]
    [Texts]
    public string[]? Type { get; set; }

    /// <summary>Specifies the severity, such as info. By default, entries of any severity are returned.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(LogLevelCompleter))]
    [FilterText]
    [Texts]
    public string[]? Level { get; set; }

    /// <summary>Returns entries recorded at or after this time. A time without an offset is in your computer's time zone. Only the necessary pages are requested.</summary>
    [Parameter]
    [Time]
    public DateTimeOffset? After { get; set; }

    /// <summary>Returns entries recorded before this time. A time without an offset is in your computer's time zone.</summary>
    [Parameter]
    [Time]
    public DateTimeOffset? Before { get; set; }

    private protected override string Activity => "Getting logs";

    private protected override bool IsOneList => base.IsOneList && ModelUuid.Length <= 1 && AccountUuid.Length <= 1 && InputObject.Length <= 1;

    private protected override void Process()
    {
        switch (ParameterSetName)
        {
            case ModelSet:
                ModelUuid.ToList().ForEach(uuid => List(null, uuid));
                break;
            case AccountSet when !LoggedRecord.IsAccountLog(ModelType):
                EmitError(LoggedRecord.Ambiguous("An account", ModelType), AccountUuid);
                break;
            case AccountSet:
                AccountUuid.ToList().ForEach(reference => List(reference, reference.Uuid));
                break;
            default:
                InputObject.ToList().ForEach(item => List(item, Find(item)));
                break;
        }
    }

    /// <summary>Returns the UUID of the record whose log is read, or null if an error was written.</summary>
    private Guid? Find(PSObject item)
    {
        try
        {
            return LoggedRecord.GetUuid(item, ModelType);
        }
        catch (PlannrException exception)
        {
            EmitError(exception, item);
            return null;
        }
    }

    private void List(object? item, Guid? record)
    {
        if (record is not { } uuid || Quota is { IsReached: true, NeedsTotal: false })
        {
            return;
        }

        bool isOpen = After is null && Before is null;
        PlannrQuery query = new PlannrQuery { NotBefore = After }.Filter("type", Type).Filter("level", Level).Page(isOpen ? Quota.PageSize() : null);
        Lists.Write(
            [.. Connections.Find(item).Where(connection => _read.Add((connection, uuid)))],
            connection => Lists.ForRecord(connection, uuid, Connections.GetClient(connection).List(Endpoints.ListLog.At(ModelType, uuid), query)),
            entry => TimeSpans.Holds(entry.CreatedAt, After, Before),
            isOpen && ModelUuid.Length == 1);
    }
}
