namespace Plannr.PowerShell.Tasks;

/// <summary>Gets tasks. Without parameters, the cmdlet gets all tasks that you have access to. The list is returned page by page, as the pages arrive. The tasks of each client are requested only once, even if you pipe in the client twice.</summary>
/// <include file='Get-PlannrTask.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Get, "PlannrTask", SupportsPaging = true)]
[OutputType(typeof(PlannrTask))]
public sealed class GetPlannrTaskCommand : GetCommand<PlannrTask>
{
    private readonly HashSet<(PlannrConnection, Guid)> _clients = [];
    private TaskFilter _filter = null!;

    /// <summary>Specifies the clients that the tasks are about: UUIDs, accounts, or objects with an account, such as executions. By default, tasks are not filtered by client.</summary>
    [Parameter(ValueFromPipeline = true)]
    [Alias("Account", "AccountUuid")]
    [ArgumentCompleter(typeof(ClientCompleter))]
    public AccountReference[]? ClientUuid { get; set; }

    /// <summary>Specifies the names of the tasks. Without wildcards, part of a name is enough; with wildcards, the pattern must match the whole name. Case is ignored. By default, tasks are not filtered by name.</summary>
    [Parameter]
    [SupportsWildcards]
    [Pattern]
    [FilterText(AllowsComma = true)]
    [Texts]
    public string[]? Name { get; set; }

    /// <summary>Specifies the types of record that the tasks are about: client, case or plan. By default, tasks are not filtered by record type.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TaskableTypeCompleter))]
    [FilterText]
    [Texts]
    public string[]? TaskableType { get; set; }

    /// <summary>Specifies the UUIDs of the records that the tasks are about: clients, cases or plans. By default, tasks are not filtered by record.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ClientCompleter))]
    [ValidateNotNullOrEmpty]
    public Guid[]? TaskableUuid { get; set; }

    /// <summary>Specifies the priorities of the tasks: low, medium, high or highest. By default, tasks of any priority are returned.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TaskPriorityCompleter))]
    [FilterText]
    [Texts]
    public string[]? Priority { get; set; }

    /// <summary>Specifies the accounts that the tasks are assigned to: UUIDs or account objects. By default, tasks are not filtered by assigned account.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AccountCompleter))]
    [ValidateNotNullOrEmpty]
    public AccountReference[]? AssignedToUuid { get; set; }

    /// <summary>Specifies the UUIDs of the circles, such as families, that the tasks are about. By default, tasks are not filtered by circle.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public Guid[]? CircleUuid { get; set; }

    /// <summary>Specifies the names of task statuses, such as Incomplete. Each firm defines its own statuses. Wildcards are permitted; case is ignored. By default, tasks with any status are returned.</summary>
    [Parameter]
    [SupportsWildcards]
    [Pattern]
    [ArgumentCompleter(typeof(TaskStatusNameCompleter))]
    [ValidateNotNullOrEmpty]
    [Texts]
    public string[]? Status { get; set; }

    /// <summary>Specifies the UUIDs of task statuses. By default, tasks with any status are returned.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TaskStatusCompleter))]
    [ValidateNotNullOrEmpty]
    public Guid[]? StatusUuid { get; set; }

    /// <summary>Returns tasks that are due at or after this time. A time without an offset is in your computer's time zone.</summary>
    [Parameter]
    [Time]
    public DateTimeOffset? DueAfter { get; set; }

    /// <summary>Returns tasks that are due before this time. A time without an offset is in your computer's time zone.</summary>
    [Parameter]
    [Time]
    public DateTimeOffset? DueBefore { get; set; }

    /// <summary>Returns only tasks with a due date. With -HasDueDate:$false, the cmdlet returns only tasks without a due date.</summary>
    [Parameter]
    public SwitchParameter HasDueDate { get; set; }

    /// <summary>Returns only open tasks. With -Open:$false, the cmdlet returns only tasks that are not open.</summary>
    [Parameter]
    public SwitchParameter Open { get; set; }

    /// <summary>Returns only completed tasks. With -Completed:$false, the cmdlet returns only tasks that are not completed.</summary>
    [Parameter]
    public SwitchParameter Completed { get; set; }

    /// <summary>Returns only archived tasks. With -Archived:$false, the cmdlet returns only tasks that are not archived.</summary>
    [Parameter]
    public SwitchParameter Archived { get; set; }

    /// <summary>Returns only tasks that have not been started. With -NotStarted:$false, the cmdlet returns only tasks that have been started.</summary>
    [Parameter]
    public SwitchParameter NotStarted { get; set; }

    /// <summary>Specifies how to treat subtasks: include, exclude or only (return only subtasks). By default, the API decides whether to return subtasks.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SubtaskCompleter))]
    [ValidateNotNullOrEmpty]
    public string? SubtaskVisibility { get; set; }

    /// <summary>Specifies related records to include, such as author or completed_by. By default, the API decides which records to include.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TaskIncludeCompleter))]
    [ValidateNotNullOrEmpty]
    [Texts]
    public string[]? Include { get; set; }

    /// <summary>Specifies the fields to sort by: created_at, updated_at, name, priority, due_at or completed_last. A minus sign before a field reverses the order for that field. The default is created_at.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TaskSortCompleter))]
    [ValidateNotNullOrEmpty]
    [Texts]
    public string[]? Sort { get; set; }

    /// <summary>Sorts in descending order.</summary>
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

    /// <summary>Requests each client's tasks once. A request can filter by only one client.</summary>
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

        // If the module filters the results, the number of tasks to read is unknown.
        .Page(_filter.IsOpen ? Quota.PageSize() : null);
}
