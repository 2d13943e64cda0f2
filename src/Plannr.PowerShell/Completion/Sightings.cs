namespace Plannr.PowerShell.Completion;

/// <summary>What completion remembers of each kind of object. A new kind of object is added here, and nowhere else.</summary>
internal static class Sightings
{
    /// <summary>Remembers what is of use in the answer to a request: an object, several, or something else of which nothing is.</summary>
    public static void Note(this SeenValues seen, object? answer)
    {
        switch (answer)
        {
            case AutomationExecution execution:
                NoteExecution(seen, execution);
                break;
            case AutomationExecutionResult { Execution: { } execution }:
                NoteExecution(seen, execution);
                break;
            case AutomationBlueprint blueprint:
                NoteBlueprint(seen, blueprint);
                break;
            case BlueprintStep step:
                NoteStep(seen, step);
                break;
            case WebhookSubscription { Uuid: { } uuid } subscription:
                seen.Note(SeenKind.WebhookSubscription, new Candidate(uuid.ToString(), subscription.Url, Join(subscription.Url, subscription.Events.ToString())));
                break;
            case Account account:
                NoteAccount(seen, account);
                break;
            case PlannrTask task:
                NoteTask(seen, task);
                break;
            case Audit audit:
                NoteText(seen, SeenKind.AuditType, audit.Type);
                NoteText(seen, SeenKind.AuditEvent, audit.Event);
                break;
            case LogEntry entry:
                NoteText(seen, SeenKind.LogType, entry.Type);
                break;
            case IEnumerable<object> several and not PlannrResource:
                // The first is the newest as a rule: seen last, it is offered first.
                foreach (object one in several.Take(SeenValues.MostOfAKind).Reverse())
                {
                    seen.Note(one);
                }

                break;
        }
    }

    /// <summary>An execution as it is offered.</summary>
    public static Candidate? Of(AutomationExecution execution)
    {
        if (execution.Uuid is not { } uuid)
        {
            return null;
        }

        string title = Join(execution.Name, execution.AccountName, execution.Status);
        string? created = execution.CreatedAt?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return new Candidate(uuid.ToString(), title, Join(title, execution.TriggeredBy, created));
    }

    private static void NoteExecution(SeenValues seen, AutomationExecution execution)
    {
        if (Of(execution) is { } candidate)
        {
            seen.Note(SeenKind.Execution, candidate);
        }

        NoteText(seen, SeenKind.ExecutionName, execution.Name);
        NoteText(seen, SeenKind.ExecutionStatus, execution.Status);
        NoteText(seen, SeenKind.Trigger, execution.TriggeredBy);
        foreach (AutomationStep step in execution.Steps)
        {
            NoteText(seen, SeenKind.StepName, step.Name);
            NoteText(seen, SeenKind.StepStatus, step.Status);
        }

        if (execution.Account is { } account)
        {
            NoteAccount(seen, account);
        }
    }

    private static void NoteTask(SeenValues seen, PlannrTask task)
    {
        if (task.Uuid is { } uuid)
        {
            seen.Note(SeenKind.Task, new Candidate(uuid.ToString(), task.Name, Join(task.Name, task.AccountName, task.Status?.ToString())));
        }

        if (task.Status is { } status)
        {
            NoteName(seen, SeenKind.TaskStatus, SeenKind.TaskStatusName, status.Uuid, status.Name, null);
        }
    }

    private static void NoteBlueprint(SeenValues seen, AutomationBlueprint blueprint)
    {
        NoteName(seen, SeenKind.Blueprint, SeenKind.BlueprintName, blueprint.Uuid, blueprint.Name, blueprint.Trigger);
        NoteText(seen, SeenKind.BlueprintTrigger, blueprint.Trigger);
        foreach (BlueprintStep step in blueprint.Steps)
        {
            NoteStep(seen, step);
        }
    }

    private static void NoteStep(SeenValues seen, BlueprintStep step)
    {
        if (step.Uuid is { } uuid)
        {
            seen.Note(SeenKind.BlueprintStep, new Candidate(uuid.ToString(), step.ToString(), Join(step.ToString(), step.Type, step.BlueprintName)));
        }

        NoteText(seen, SeenKind.BlueprintStepType, step.Type);
    }

    private static void NoteAccount(SeenValues seen, Account account)
    {
        NoteName(seen, SeenKind.Account, SeenKind.AccountName, account.Uuid, account.DisplayName, account.Type);
        if (account.Uuid is { } uuid && (account.Type is null || string.Equals(account.Type, "client", StringComparison.OrdinalIgnoreCase)))
        {
            seen.Note(SeenKind.Client, new Candidate(uuid.ToString(), account.DisplayName));
        }
    }

    private static void NoteName(SeenValues seen, SeenKind kind, SeenKind nameKind, Guid? uuid, string? name, string? more)
    {
        if (uuid is { } known)
        {
            seen.Note(kind, new Candidate(known.ToString(), name, Join(name, more)));
        }

        NoteText(seen, nameKind, name);
    }

    private static void NoteText(SeenValues seen, SeenKind kind, string? text)
    {
        if (text is not null)
        {
            seen.Note(kind, new Candidate(text));
        }
    }

    private static string Join(params string?[] parts) => string.Join(", ", parts.Where(part => !string.IsNullOrWhiteSpace(part)));
}
