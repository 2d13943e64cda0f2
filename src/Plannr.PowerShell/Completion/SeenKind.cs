namespace Plannr.PowerShell.Completion;

/// <summary>The kinds of values that completion remembers. Those that name a resource hold its UUID, found by its name.</summary>
internal enum SeenKind
{
    Account,
    AccountName,
    AuditEvent,
    AuditType,
    Blueprint,
    BlueprintName,
    BlueprintStep,
    BlueprintStepType,
    BlueprintTrigger,
    Client,
    Execution,
    ExecutionName,
    ExecutionStatus,
    LogType,
    StepName,
    StepStatus,
    Task,
    TaskStatus,
    TaskStatusName,
    Trigger,
    WebhookSubscription,
}
