using System;
using System.Collections.Generic;
using System.Management.Automation;
using Plannr.PowerShell.FollowUp;

namespace Plannr.PowerShell.Commands.Tasks;

/// <summary>
/// Makes tasks. An execution that is piped in gives one for its client, with a name and a description from what the run and its errors say. A task
/// is never made twice: see the notes on what is sent again. An execution or an account that comes twice in one pipeline gives one task, and a warning.
/// </summary>
/// <include file='../../Help/New-PlannrTask.xml' path='help/*'/>
[Cmdlet(VerbsCommon.New, "PlannrTask", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(PlannrTask))]
public sealed partial class NewPlannrTaskCommand : WritingCommand
{
    private const string AccountSet = "Account";
    private const string ExecutionSet = "Execution";
    private const string NameSet = "Name";

    private readonly HashSet<Guid> _followed = [];
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
                    FollowUp(execution);
                }

                break;
            case AccountSet:
                foreach (Account account in Account)
                {
                    Make(account, account.Uuid, account.Uuid, account.ToString(), Name!, Description);
                }

                break;
            default:
                MakeOne();
                break;
        }
    }

    private void FollowUp(AutomationExecution execution) => Make(
        execution,
        execution.AccountUuid,
        execution.Uuid,
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

        PlannrTaskDraft draft = Draft(Name!, Description);
        draft.TaskableType = TaskableType;
        draft.TaskableUuid = TaskableUuid;
        Create(draft, TaskableUuid is { } about ? $" for the {TaskableType} {about}" : string.Empty, Name);
    }

    /// <param name="source">What the task comes from.</param>
    /// <param name="client">The client that it is about.</param>
    /// <param name="identity">What tells one source from another.</param>
    /// <param name="clientName">What the client is called.</param>
    /// <param name="name">The task's name.</param>
    /// <param name="description">The task's description.</param>
    private void Make(PlannrResource source, Guid? client, Guid? identity, string clientName, string name, string? description)
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

        PlannrTaskDraft draft = Draft(name, description);
        draft.TaskableType = "client";
        draft.TaskableUuid = client;
        Create(draft, $" for {clientName}", source);
    }

    private PlannrTaskDraft Draft(string name, string? description) => new()
    {
        Name = name,
        Description = description,
        Priority = Priority,
        DueAt = DueAt,
        AssignedToUuids = AssignedToUuid ?? [],
        GroupUuids = GroupUuid ?? [],
        TaskStatusUuid = TaskStatusUuid,
        ParentTaskUuid = ParentTaskUuid,
        CustomFields = _customFields,
    };

    private void Create(PlannrTaskDraft draft, string about, object? source)
    {
        if (ShouldProcess($"task '{draft.Name}'{about}", "Create")
            && Try(source, client => client.CreateTaskAsync(draft, Observer, Cancellation)) is { } task)
        {
            Emit(task);
        }
    }
}
