namespace Plannr.PowerShell.Commands.Tasks;

// Which tasks.
public sealed partial class GetPlannrTaskCommand
{
    /// <summary>The clients that the tasks are about.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(SeenClientCompleter))]
    [ValidateNotNull]
    public Guid[]? ClientUuid { get; set; }

    /// <summary>The UUIDs of the clients that the tasks are about, as executions that were fetched with their account and rows of steps carry them.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PropertySet)]
    [ArgumentCompleter(typeof(SeenClientCompleter))]
    public Guid[] AccountUuid { get; set; } = [];

    /// <summary>The clients that the tasks are about, from the pipeline.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = AccountSet)]
    public Account[]? Account { get; set; }

    /// <summary>A client that came back from a file or a background job, or that Select-Object has cut down.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = StoredAccountSet, DontShow = true)]
    [OfKind(nameof(Plannr.Account), StoredOnly = true)]
    public PSObject[]? StoredAccount { get; set; }

    /// <summary>Parts of names, of which one has to fit; with wildcards, patterns for a whole name. Letter case makes no difference.</summary>
    [Parameter]
    [SupportsWildcards]
    [Pattern]
    [FilterText(AllowsComma = true)]
    public string[]? Name { get; set; }

    /// <summary>The kinds of record that the tasks are about: client, case or plan.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TaskableTypeCompleter))]
    [FilterText]
    public string[]? TaskableType { get; set; }

    /// <summary>The records that the tasks are about: clients, cases or plans.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SeenClientCompleter))]
    [ValidateNotNullOrEmpty]
    public Guid[]? TaskableUuid { get; set; }

    /// <summary>The priorities: low, medium, high or highest.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TaskPriorityCompleter))]
    [FilterText]
    public string[]? Priority { get; set; }

    /// <summary>The accounts that the tasks are assigned to.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SeenAccountCompleter))]
    [ValidateNotNullOrEmpty]
    public Guid[]? AssignedToUuid { get; set; }

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
    public string[]? Status { get; set; }

    /// <summary>The UUIDs of the tasks' statuses.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TaskStatusCompleter))]
    [ValidateNotNullOrEmpty]
    public Guid[]? StatusUuid { get; set; }

    /// <summary>Tasks due at this time or later. A time without an offset is of this machine's time zone.</summary>
    [Parameter]
    public DateTimeOffset? DueAfter { get; set; }

    /// <summary>Tasks due before this time.</summary>
    [Parameter]
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
    public string[]? Include { get; set; }

    /// <summary>The field to order by, with a minus before it for the other way round: created_at, updated_at, name, priority, due_at or completed_last. created_at by default.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TaskSortCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Sort { get; set; }

    /// <summary>Orders the other way round.</summary>
    [Parameter]
    public SwitchParameter Descending { get; set; }
}
