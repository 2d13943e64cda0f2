namespace Plannr.PowerShell.Tasks;

/// <summary>Creates tasks, for example for failed executions. Creates a single task, or, for each execution received from the pipeline, a task for its client. The description of a task for an execution lists the errors of the execution. For several steps of the same execution, the cmdlet creates one task. A retry never creates a second task.</summary>
/// <include file='New-PlannrTask.xml' path='help/*'/>
[Cmdlet(VerbsCommon.New, "PlannrTask", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(PlannrTask))]
public sealed class NewPlannrTaskCommand : ConnectedCommand
{
    private const string NameSet = "Name";
    private const string InputObjectSet = "InputObject";

    private static readonly string[] Accepted = [nameof(AutomationExecution), nameof(AutomationStep), nameof(AutomationStepRow), nameof(Account)];

    private readonly HashSet<(PlannrConnection, string)> _followed = [];
    private readonly Dictionary<(PlannrConnection, Guid), IReadOnlyList<PlannrTask>?> _open = [];

    /// <summary>The steps from the pipeline, grouped by execution, because only one task is created for each execution.</summary>
    private readonly Dictionary<(PlannrConnection, Guid), (PSObject Source, List<AutomationExecution> Steps)> _steps = [];
    private IReadOnlyDictionary<string, object?> _customFields = new Dictionary<string, object?>();

    /// <summary>Specifies the objects to create tasks for: steps, step rows, clients, or executions with their accounts. For clients, -Name is required.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [Alias("Step", "Account")]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>Specifies the name of the task. By default, a task for an execution or a step has the name of the execution, preceded by "Automation failed: " or, if there is no error, by "Follow up automation: ".</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = NameSet)]
    [Parameter(Position = 0, ParameterSetName = InputObjectSet)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Specifies the description, as plain text. By default, the description of a task for an execution contains the client, the status, the errors with their steps, and the execution's UUID.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Description { get; set; }

    /// <summary>Specifies the priority: low, medium, high or highest. By default, the API sets the priority.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TaskPriorityCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Priority { get; set; }

    /// <summary>Specifies when the task is due. A time without an offset is in your computer's time zone. The due time is sent as UK time. By default, the task has no due date.</summary>
    [Parameter]
    [Time]
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>Specifies the accounts to assign the task to: UUIDs or account objects. By default, the API decides whom to assign the task to.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AccountCompleter))]
    [ValidateNotNullOrEmpty]
    public AccountReference[]? AssignedToUuid { get; set; }

    /// <summary>Specifies the type of the record that the task is about: client, case or plan. Requires -TaskableUuid.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [ArgumentCompleter(typeof(TaskableTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string? TaskableType { get; set; }

    /// <summary>Specifies the UUID of the record that the task is about. Requires -TaskableType.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [ArgumentCompleter(typeof(ClientCompleter))]
    public Guid? TaskableUuid { get; set; }

    /// <summary>Specifies the UUIDs of the groups that the task belongs to. By default, no groups are sent.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public Guid[]? GroupUuid { get; set; }

    /// <summary>Specifies the UUID of the initial status. By default, the API sets the status.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TaskStatusCompleter))]
    public Guid? TaskStatusUuid { get; set; }

    /// <summary>Specifies the parent task: its UUID, or the task object. By default, the task is not a subtask.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TaskCompleter))]
    public TaskReference? ParentTaskUuid { get; set; }

    /// <summary>Specifies values of custom fields as a hashtable, such as @{ favourite_pet = 'Dog' }. The keys are the fields' references. By default, no custom fields are sent.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? CustomField { get; set; }

    /// <summary>Skips an execution or account if its client already has an open task whose description contains the UUID of the execution or account. The cmdlet lists the open tasks of each client once.</summary>
    [Parameter(ParameterSetName = InputObjectSet)]
    public SwitchParameter SkipExisting { get; set; }

    private protected override void Begin()
    {
        try
        {
            _customFields = FieldValues.From(CustomField);
        }
        catch (PlannrInvalidRequestException exception)
        {
            Fail(exception, Name);
        }
    }

    private protected override void Process()
    {
        if (ParameterSetName == NameSet)
        {
            MakeOne();
            return;
        }

        foreach (PSObject item in InputObject.Where(item => TrySelectConnection(item, item)))
        {
            FollowUp(item);
        }
    }

    private protected override void End()
    {
        foreach ((PSObject source, List<AutomationExecution> steps) in _steps.Values.Where(execution => TrySelectConnection(execution.Source, execution.Source)))
        {
            FollowUp(source, StepExecution.Merge(steps), steps[0].Uuid.ToString());
        }
    }

    private void FollowUp(PSObject item)
    {
        switch (RecordType.Find(item))
        {
            case nameof(AutomationExecution) when StoredRecord.Read<AutomationExecution>(item) is { } execution:
                FollowUp(item, execution, execution.Uuid?.ToString());
                break;
            case nameof(AutomationExecution):
                EmitError(
                    new PlannrInvalidInputException(
                        $"The execution '{item}' is incomplete: it lost its steps or dates when it was stored or reduced by Select-Object. No task was created for it.",
                        "To get the execution from Plannr again, use $execution | Get-PlannrAutomationExecution -IncludeAccount | New-PlannrTask"),
                    item);
                break;
            case nameof(AutomationStep) or nameof(AutomationStepRow) or null when item.BaseObject is not (string or ValueType):
                AddStep(item, StepExecution.Create(item));
                break;
            case nameof(Account):
                FollowUpAccount(item);
                break;
            default:
                EmitError(RecordReference.NotAccepted(item, $"Specify an object of type {RecordType.Join(Accepted)}."), item.BaseObject);
                break;
        }
    }

    private void AddStep(PSObject item, AutomationExecution step)
    {
        if (step.Uuid is not { } uuid)
        {
            FollowUp(item, step, null);
        }
        else if (!_followed.Add((CurrentConnection, $"{uuid}, step {StepExecution.GetPosition(item)}")))
        {
            WarnAboutRepeat(item, uuid.ToString());
        }
        else
        {
            if (!_steps.TryGetValue((CurrentConnection, uuid), out (PSObject Source, List<AutomationExecution> Steps) known))
            {
                _steps[(CurrentConnection, uuid)] = known = (item, []);
            }

            known.Steps.Add(step);
        }
    }

    private void WarnAboutRepeat(object source, string identity) => WriteWarning($"'{source}' ({identity}) occurs more than once in the input. Only one task is created.");

    private void FollowUpAccount(PSObject item)
    {
        if (Name is null)
        {
            EmitError(new PlannrInvalidInputException($"The task for the account '{item}' has no name, so it was not created.", "Specify a name for the task with -Name."), item);
            return;
        }

        var account = new AccountReference(item);
        Guid? uuid = account.Error is null ? account.Uuid : null;
        Make(Unwrap(item), uuid, uuid?.ToString(), $"{item}", Name, Description);
    }

    private void FollowUp(PSObject source, AutomationExecution execution, string? identity) => Make(
        Unwrap(source),
        execution.AccountUuid,
        identity,
        execution.AccountName ?? execution.AccountUuid.ToString(),
        Name ?? TaskText.CreateName(execution),
        Description ?? TaskText.CreateDescription(execution));

    /// <summary>Returns the object without its wrapper, or the wrapper if only that has properties.</summary>
    private static object Unwrap(PSObject item) => item.BaseObject is PSCustomObject ? item : item.BaseObject;

    private void MakeOne()
    {
        if (TaskableType is null != TaskableUuid is null)
        {
            EmitError(new PlannrMissingUuidException("Only one of -TaskableType and -TaskableUuid was specified. No task was created.", "Specify both or neither."), Name);
            return;
        }

        Create(GetFields(Name!, Description, TaskableType, TaskableUuid), TaskableUuid is { } about ? $" for the {TaskableType} {about}" : string.Empty, Name);
    }

    private void Make(object source, Guid? client, string? identity, string clientName, string name, string? description)
    {
        if (client is null)
        {
            EmitError(
                new PlannrMissingUuidException(
                    $"'{source}'{(identity is null ? string.Empty : $" ({identity})")} does not contain the UUID of an account. No task was created for it.",
                    "Pass accounts from Get-PlannrAccount, or executions with their accounts: use -IncludeAccount when you get executions by UUID or blueprint, and omit -NoAccount when you list them. For executions that you already have, use $executions | Get-PlannrAutomationExecution -IncludeAccount | New-PlannrTask."),
                source);
            return;
        }

        if (identity is { } known && !_followed.Add((CurrentConnection, known)))
        {
            WarnAboutRepeat(source, known);
            return;
        }

        if (SkipExisting && identity is not null)
        {
            if (FindOpenTasks(client.Value, source) is not { } open || open.Any(task => Names(task.Description, identity)))
            {
                WriteVerbose($"No task was created for '{source}' ({identity}): an open task already exists, or the client's open tasks can't be listed.");
                return;
            }

            description = Names(description, identity) ? description : $"{description}\n\n{(RecordType.Find(source) == nameof(Account) ? "Account" : "Execution")}: {identity}".Trim();
        }

        Create(GetFields(name, description, "client", client), $" for {clientName}", source);
    }

    private static bool Names(string? description, string identity) => description?.IndexOf(identity, StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>Returns the open tasks of a client, or null if an error was written.</summary>
    private IReadOnlyList<PlannrTask>? FindOpenTasks(Guid client, object source)
    {
        if (!_open.TryGetValue((CurrentConnection, client), out IReadOnlyList<PlannrTask>? open))
        {
            _open[(CurrentConnection, client)] = open = Try(source, ListAsync);
        }

        return open;

        async Task<IReadOnlyList<PlannrTask>> ListAsync(IPlannrClient api)
        {
            var tasks = new List<PlannrTask>();
            using IPlannrPages<PlannrTask> pages = api.List(Endpoints.ListTasks, new PlannrQuery().Filter("client_uuid", client).Filter("open_tasks", true));
            while (await pages.NextAsync(Cancellation).ConfigureAwait(false) is { } page)
            {
                tasks.AddRange(page);
            }

            return tasks;
        }
    }

    private RequestFields GetFields(string name, string? description, string? taskableType, Guid? taskableUuid) => new()
    {
        { "name", name },
        { "description", description },
        { "priority", Priority },
        { "due_at", DueAt },
        { "taskable_type", taskableType },
        { "taskable_uuid", taskableUuid },
        { "task_status_uuid", TaskStatusUuid },
        { "parent_task_uuid", ParentTaskUuid?.Uuid },
        { "assigned_to_uuids", AssignedToUuid?.Select(reference => reference.Uuid).Distinct() },
        { "custom_fields", _customFields.Count > 0 ? _customFields : null },
        { "group_uuids", GroupUuid?.Distinct() },
    };

    private void Create(RequestFields fields, string about, object? source)
    {
        if (ShouldProcess($"task '{fields["name"]}'{about}", "Create")
            && Try(source, client => client.SendAsync(Endpoints.CreateTask, fields, Cancellation)) is { } task)
        {
            Emit(task);
        }
    }
}
