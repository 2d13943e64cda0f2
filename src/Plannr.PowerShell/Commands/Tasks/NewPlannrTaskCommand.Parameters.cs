namespace Plannr.PowerShell.Commands.Tasks;

// What the tasks are.
public sealed partial class NewPlannrTaskCommand
{
    /// <summary>The executions to follow up, fetched with their account. One without an error gives a task too.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ExecutionSet)]
    [TakesOnly(nameof(AutomationExecution), nameof(AutomationStep), nameof(AutomationStepRow), nameof(Plannr.Account))]
    public AutomationExecution[] InputObject { get; set; } = [];

    /// <summary>An execution that came back from a file or a background job.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = StoredExecutionSet, DontShow = true)]
    [OfKind(nameof(AutomationExecution), StoredOnly = true)]
    public PSObject[] StoredExecution { get; set; } = [];

    /// <summary>The steps to follow up, as Get-PlannrAutomationStep gives them: a task each for the client that it ran for.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = StepSet)]
    [OfKind(nameof(AutomationStepRow), nameof(AutomationStep))]
    public PSObject[] Step { get; set; } = [];

    /// <summary>The clients to make a task for each.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = AccountSet)]
    public Account[]? Account { get; set; }

    /// <summary>A client that came back from a file or a background job, or that Select-Object has cut down.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = StoredAccountSet, DontShow = true)]
    [OfKind(nameof(Plannr.Account), StoredOnly = true)]
    public PSObject[]? StoredAccount { get; set; }

    /// <summary>What is to be done. For an execution or a step "Automation failed: " and its name by default, or "Follow up automation: " where it has no error.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = NameSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = AccountSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = StoredAccountSet)]
    [Parameter(Position = 0, ParameterSetName = ExecutionSet)]
    [Parameter(Position = 0, ParameterSetName = StoredExecutionSet)]
    [Parameter(Position = 0, ParameterSetName = StepSet)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>
    /// More about it, as plain text. For an execution or a step by default: for whom it failed, its status, start and trigger, each error with its step,
    /// and the execution's UUID.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Description { get; set; }

    /// <summary>How urgent it is: low, medium, high or highest.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TaskPriorityCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Priority { get; set; }

    /// <summary>When it is due. A time without an offset is of this machine's time zone. It is sent by UK clocks.</summary>
    [Parameter]
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>The accounts to assign it to.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SeenAccountCompleter))]
    [ValidateNotNullOrEmpty]
    public Guid[]? AssignedToUuid { get; set; }

    /// <summary>The kind of record that it is about: client, case or plan. Goes with -TaskableUuid.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [ArgumentCompleter(typeof(TaskableTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string? TaskableType { get; set; }

    /// <summary>The record that it is about. Goes with -TaskableType.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [ArgumentCompleter(typeof(SeenClientCompleter))]
    public Guid? TaskableUuid { get; set; }

    /// <summary>The groups that it belongs to.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public Guid[]? GroupUuid { get; set; }

    /// <summary>The status to begin with. By default the API chooses.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TaskStatusCompleter))]
    public Guid? TaskStatusUuid { get; set; }

    /// <summary>The task that it is a part of.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SeenTaskCompleter))]
    public Guid? ParentTaskUuid { get; set; }

    /// <summary>Values of custom fields by the fields' references, such as @{ favourite_pet = 'Dog' }.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? CustomField { get; set; }
}
