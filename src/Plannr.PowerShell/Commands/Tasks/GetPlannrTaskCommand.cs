namespace Plannr.PowerShell.Commands.Tasks;

/// <summary>
/// Gets tasks: all that the caller may see, those that filters leave, or those of clients. A list streams: a task comes out as soon as its page is
/// there. What is piped in with an account, such as an execution, gives the tasks of that client, each client's once.
/// </summary>
/// <include file='../../Help/Get-PlannrTask.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Get, "PlannrTask", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType(typeof(PlannrTask))]
public sealed partial class GetPlannrTaskCommand : ListingCommand
{
    private const string AccountSet = "Account";
    private const string ListSet = "List";
    private const string PropertySet = "Property";
    private const string StoredAccountSet = "StoredAccount";

    private readonly HashSet<Guid> _clients = [];
    private TaskFilter _filter = null!;

    private protected override string Activity => "Getting tasks";

    private protected override bool IsOneList => base.IsOneList && ClientUuid is not { Length: > 1 } && AccountUuid.Length <= 1 && Account is not { Length: > 1 };

    /// <summary>Finds the connection and makes ready.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _filter = new TaskFilter { Name = NameSearch.Of(Name), Status = Wildcards.Of(Status), DueAfter = DueAfter, DueBefore = DueBefore };
    }

    /// <summary>Lists the tasks asked for.</summary>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case ListSet when ClientUuid is null:
                List(null, isAll: true);
                break;
            case ListSet:
                List(ClientUuid);
                break;
            case PropertySet:
                List(AccountUuid);
                break;
            default:
                List(UuidsOf(Account, account => account.Uuid, StoredAccount));
                break;
        }
    }

    /// <summary>The API's filter is by one client. Several executions of one client are one question.</summary>
    private void List(IEnumerable<Guid> clients)
    {
        foreach (Guid client in clients)
        {
            if (_clients.Add(client))
            {
                List(client, isAll: ClientUuid?.Length == 1);
            }
        }
    }

    private void List(Guid? client, bool isAll)
    {
        if (Quota is { IsReached: true, NeedsTotal: false })
        {
            return;
        }

        bool isTotalExact = isAll && _filter.IsOpen;
        WriteList(Client.List(Endpoints.ListTasks, QueryFor(client)), _filter.Passes, isTotalExact);
    }

    private PlannrQuery QueryFor(Guid? client) => new PlannrQuery()
        .Filter("name", _filter.Name?.Sent)
        .Filter("client_uuid", client)
        .Filter("taskable_type", TaskableType)
        .Filter("taskable_uuid", TaskableUuid)
        .Filter("priority", Priority)
        .Filter("assigned_to_uuids", AssignedToUuid)
        .Filter("circle_uuids", CircleUuid)
        .Filter("status_uuid", StatusUuid)
        .FilterAfter("due_after", DueAfter)
        .FilterBefore("due_before", DueBefore)
        .Filter("has_due_date", Given(nameof(HasDueDate), HasDueDate))
        .Filter("open_tasks", Given(nameof(Open), Open))
        .Filter("completed_status", Given(nameof(Completed), Completed))
        .Filter("archived_status", Given(nameof(Archived), Archived))
        .Filter("not_started_status", Given(nameof(NotStarted), NotStarted))
        .Filter("subtask_visibility", SubtaskVisibility)
        .Include(Include)
        .Sort(SortOrder.Of(Sort, Descending))

        // With a filter of ours nobody knows how much has to be read.
        .Page(_filter.IsOpen ? Quota.PageSize() : null);

    /// <summary>A switch that is given as false asks for the others; one that is not given asks for nothing.</summary>
    private bool? Given(string name, SwitchParameter value) => MyInvocation.BoundParameters.ContainsKey(name) ? value.IsPresent : null;
}
