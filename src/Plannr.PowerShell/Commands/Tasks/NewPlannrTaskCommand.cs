namespace Plannr.PowerShell.Commands.Tasks;

/// <summary>
/// Makes tasks. An execution that is piped in gives one for its client, with a name and a description from what the run and its errors say, and so does a
/// row of a step. A task is never made twice: see the notes on what is sent again. An execution, a step or an account that comes twice in one pipeline
/// gives one task, and a warning.
/// </summary>
/// <include file='../../Help/New-PlannrTask.xml' path='help/*'/>
[Cmdlet(VerbsCommon.New, "PlannrTask", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(PlannrTask))]
public sealed partial class NewPlannrTaskCommand : WritingCommand
{
    private const string AccountSet = "Account";
    private const string ExecutionSet = "Execution";
    private const string NameSet = "Name";
    private const string StepSet = "Step";
    private const string StoredAccountSet = "StoredAccount";
    private const string StoredExecutionSet = "StoredExecution";

    private readonly HashSet<string> _followed = [];
    private IReadOnlyDictionary<string, object?> _customFields = new Dictionary<string, object?>();

    /// <summary>Finds the connection, and out whether the custom fields can be sent.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        try
        {
            _customFields = FieldValues.Of(CustomField);
        }
        catch (PlannrInvalidRequestException exception)
        {
            Fail(exception, Name);
        }
    }

    /// <summary>Makes the tasks for what came.</summary>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case ExecutionSet:
                foreach (AutomationExecution execution in InputObject)
                {
                    FollowUp(execution, execution, execution.Uuid?.ToString());
                }

                break;
            case StoredExecutionSet:
                foreach (PSObject item in StoredExecution)
                {
                    FollowUpStored(item);
                }

                break;
            case StepSet:
                foreach (PSObject item in Step)
                {
                    AutomationExecution execution = StepExecution.Of(item);

                    // Several steps of one execution are several things to look at.
                    FollowUp(item, execution, execution.Uuid is { } uuid ? $"{uuid}, step {StepExecution.PositionOf(item)}" : null);
                }

                break;
            case AccountSet or StoredAccountSet:
                IEnumerable<(object Item, Guid? Uuid)> accounts = Account is not null
                    ? Account.Select(account => ((object)account, account.Uuid))
                    : StoredAccount!.Select(account => ((object)account, LanguagePrimitives.TryConvertTo(account.Properties["Uuid"]?.Value, out Guid uuid) ? uuid : (Guid?)null));
                foreach ((object account, Guid? uuid) in accounts)
                {
                    Make(account, uuid, uuid?.ToString(), $"{account}", Name!, Description);
                }

                break;
            default:
                MakeOne();
                break;
        }
    }

    private void FollowUpStored(PSObject item)
    {
        if (StoredExecutions.Read(item) is { } execution)
        {
            FollowUp(item, execution, execution.Uuid?.ToString());
            return;
        }

        EmitError(
            new PlannrInvalidInputException(
                $"The execution '{item}' lost its steps or its dates when it was stored or cut down, so no task was made for it.",
                "Store executions with Export-Clixml -Depth 3, or get it from Plannr again: | Get-PlannrAutomationExecution -IncludeAccount | New-PlannrTask"),
            item);
    }

    private void FollowUp(object source, AutomationExecution execution, string? identity) => Make(
        source,
        execution.AccountUuid,
        identity,
        execution.AccountName ?? execution.AccountUuid.ToString(),
        Name ?? TaskText.NameOf(execution),
        Description ?? TaskText.DescriptionOf(execution));

    private void MakeOne()
    {
        if (TaskableType is null != TaskableUuid is null)
        {
            EmitError(new PlannrMissingUuidException("A record that a task is about has a kind and a UUID, and one of them is missing. No task was made.", "Give -TaskableType and -TaskableUuid together."), Name);
            return;
        }

        Create(GetFields(Name!, Description, TaskableType, TaskableUuid), TaskableUuid is { } about ? $" for the {TaskableType} {about}" : string.Empty, Name);
    }

    /// <param name="source">What the task comes from.</param>
    /// <param name="client">The client that it is about.</param>
    /// <param name="identity">What tells one source from another.</param>
    /// <param name="clientName">What the client is called.</param>
    /// <param name="name">The task's name.</param>
    /// <param name="description">The task's description.</param>
    private void Make(object source, Guid? client, string? identity, string clientName, string name, string? description)
    {
        if (client is null)
        {
            EmitError(
                new PlannrMissingUuidException(
                    $"'{source}'{(identity is null ? string.Empty : $" ({identity})")} does not say which account it is about, so no task was made for it.",
                    "Get executions with their account: with -IncludeAccount where you give UUIDs or a blueprint, without -NoAccount where you list them. Those that you have: $executions | Get-PlannrAutomationExecution -IncludeAccount | New-PlannrTask"),
                source);
            return;
        }

        if (identity is { } known && !_followed.Add(known))
        {
            WriteWarning($"'{source}' ({known}) came twice; it gives one task.");
            return;
        }

        Create(GetFields(name, description, "client", client), $" for {clientName}", source);
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
        { "parent_task_uuid", ParentTaskUuid },
        { "assigned_to_uuids", AssignedToUuid?.Distinct() },
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
