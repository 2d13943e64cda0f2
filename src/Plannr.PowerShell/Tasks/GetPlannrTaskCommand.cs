namespace Plannr.PowerShell.Tasks;

/// <summary>Gets tasks: all that you can see, filtered ones, or those of clients. The list streams page by page; each client from the pipeline is requested once.</summary>
/// <include file='Get-PlannrTask.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Get, "PlannrTask", SupportsPaging = true)]
[OutputType(typeof(PlannrTask))]
public sealed class GetPlannrTaskCommand : GetCommand<PlannrTask>
{
    private readonly HashSet<(PlannrConnection, Guid)> _clients = [];
    private TaskFilter _filter = null!;

    /// <summary>Specifies the clients that the tasks are about. An object with an account, such as an execution, stands for its client.</summary>
    [Parameter(ValueFromPipeline = true)]
    [Alias("Account", "AccountUuid")]
    [ArgumentCompleter(typeof(ClientCompleter))]
    public AccountReference[]? ClientUuid { get; set; }

    /// <summary>Parts of names, of which one has to fit; with wildcards, patterns for a whole name. Letter case makes no difference.</summary>
    [Parameter]
    [SupportsWildcards]
    [Pattern]
    [FilterText(AllowsComma = true)]
    [Texts]
    public string[]? Name { get; set; }

    /// <summary>The kinds of record that the tasks are about: client, case or plan.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TaskableTypeCompleter))]
    [FilterText]
    [Texts]
    public string[]? TaskableType { get; set; }

    /// <summary>The records that the tasks are about: clients, cases or plans.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ClientCompleter))]
    [ValidateNotNullOrEmpty]
    public Guid[]? TaskableUuid { get; set; }

    /// <summary>The priorities: low, medium, high or highest.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TaskPriorityCompleter))]
    [FilterText]
    [Texts]
    public string[]? Priority { get; set; }

    /// <summary>The accounts that the tasks are assigned to.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AccountCompleter))]
    [ValidateNotNullOrEmpty]
    public AccountReference[]? AssignedToUuid { get; set; }

    /// <summary>The circles (families and the like) that the tasks are about.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public Guid[]? CircleUuid { get; set; }

    /// <summary>The names of the tasks' statuses, such as Incomplete. A firm makes its own. Wildcards are possible.</summary>
    [Parameter]
    [SupportsWildcards]
    [Pattern]
    [ArgumentCompleter(typeof(TaskStatusNameCompleter))]
    [ValidateNotNullOrEmpty]
    [Texts]
    public string[]? Status { get; set; }

    /// <summary>The UUIDs of the tasks' statuses.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TaskStatusCompleter))]
    [ValidateNotNullOrEmpty]
    public Guid[]? StatusUuid { get; set; }

    /// <summary>Tasks due at this time or later. A time without an offset is of this machine's time zone.</summary>
    [Parameter]
    [Time]
    public DateTimeOffset? DueAfter { get; set; }

    /// <summary>Tasks due before this time.</summary>
    [Parameter]
    [Time]
    public DateTimeOffset? DueBefore { get; set; }

    /// <summary>Tasks that are due at some time; with -HasDueDate:$false those that never are.</summary>
    [Parameter]
    public SwitchParameter HasDueDate { get; set; }

    /// <summary>Tasks that are open; with -Open:$false those that are not.</summary>
    [Parameter]
    public SwitchParameter Open { get; set; }

    /// <summary>Tasks that are completed; with -Completed:$false those that are not.</summary>
    [Parameter]
    public SwitchParameter Completed { get; set; }

    /// <summary>Tasks that are archived; with -Archived:$false those that are not.</summary>
    [Parameter]
    public SwitchParameter Archived { get; set; }

    /// <summary>Tasks that nobody has started on; with -NotStarted:$false those that somebody has.</summary>
    [Parameter]
    public SwitchParameter NotStarted { get; set; }

    /// <summary>What comes of subtasks: include, exclude or only.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SubtaskCompleter))]
    [ValidateNotNullOrEmpty]
    public string? SubtaskVisibility { get; set; }

    /// <summary>What to give beside the tasks' own fields, such as author or completed_by.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TaskIncludeCompleter))]
    [ValidateNotNullOrEmpty]
    [Texts]
    public string[]? Include { get; set; }

    /// <summary>The field to order by, with a minus before it for the other way round: created_at, updated_at, name, priority, due_at or completed_last. created_at by default.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TaskSortCompleter))]
    [ValidateNotNullOrEmpty]
    [Texts]
    public string[]? Sort { get; set; }

    /// <summary>Orders the other way round.</summary>
    [Parameter]
    public SwitchParameter Descending { get; set; }

    private protected override string Activity => "Getting tasks";

    private protected override bool IsOneList => base.IsOneList && ClientUuid is not { Length: > 1 };

    private protected override void Begin()
    {
        base.Begin();
        _filter = new TaskFilter(this);
    }

    private protected override void End()
    {
        base.End();
        _filter.Warn();
    }

    /// <summary>The API filters by one client. Several executions of one client are one request.</summary>
    private protected override void Process()
    {
        if (ClientUuid is null)
        {
            List(Connections.Given, null, isAll: true);
            return;
        }

        foreach (AccountReference client in ClientUuid)
        {
            List([.. Connections.Find(client).Where(connection => _clients.Add((connection, client.Uuid)))], client.Uuid, isAll: IsOneList);
        }
    }

    private void List(IReadOnlyList<PlannrConnection> connections, Guid? client, bool isAll)
    {
        if (Quota is { IsReached: true, NeedsTotal: false })
        {
            return;
        }

        Lists.Write(connections, connection => Connections.GetClient(connection).List(Endpoints.ListTasks, QueryFor(client)), _filter.Passes, isTotalExact: isAll && _filter.IsOpen);
    }

    private PlannrQuery QueryFor(Guid? client) => new PlannrQuery()
        .Filter("name", _filter.Name?.Sent)
        .Filter("client_uuid", client)
        .Filter("taskable_type", TaskableType)
        .Filter("taskable_uuid", TaskableUuid)
        .Filter("priority", Priority)
        .Filter("assigned_to_uuids", AssignedToUuid?.Select(reference => reference.Uuid).ToArray())
        .Filter("circle_uuids", CircleUuid)
        .Filter("status_uuid", StatusUuid)
        .FilterAfter("due_after", DueAfter)
        .FilterBefore("due_before", DueBefore)
        .Filter("has_due_date", Given(nameof(HasDueDate)))
        .Filter("open_tasks", Given(nameof(Open)))
        .Filter("completed_status", Given(nameof(Completed)))
        .Filter("archived_status", Given(nameof(Archived)))
        .Filter("not_started_status", Given(nameof(NotStarted)))
        .Filter("subtask_visibility", SubtaskVisibility)
        .Include(Include)
        .Sort(SortOrder.Join(Sort, Descending))

        // With a filter of the module's own, how much has to be read is not known.
        .Page(_filter.IsOpen ? Quota.PageSize() : null);
}
