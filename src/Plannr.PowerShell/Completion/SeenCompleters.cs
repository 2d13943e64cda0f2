namespace Plannr.PowerShell.Completion;

/// <summary>Offers UUIDs of accounts of any type, found by their names.</summary>
public sealed class SeenAccountCompleter() : SeenCompleter(SeenKind.Account);

/// <summary>Offers names of accounts.</summary>
public sealed class AccountNameCompleter() : SeenCompleter(SeenKind.AccountName, areWildcards: true);

/// <summary>Offers UUIDs of clients, found by their names.</summary>
public sealed class SeenClientCompleter() : SeenCompleter(SeenKind.Client);

/// <summary>Offers what happens to records, by audits: that seen, and what the API's pages name.</summary>
public sealed class AuditEventCompleter() : SeenCompleter(SeenKind.AuditEvent, areWildcards: true, "updated");

/// <summary>Offers kinds of record that there are audits of: those seen, and the one that the API's pages name.</summary>
public sealed class AuditTypeCompleter() : SeenCompleter(SeenKind.AuditType, areWildcards: true, "Sub Account");

/// <summary>Offers UUIDs of blueprints, found by their names.</summary>
public sealed class BlueprintCompleter() : SeenCompleter(SeenKind.Blueprint);

/// <summary>Offers names of blueprints.</summary>
public sealed class BlueprintNameCompleter() : SeenCompleter(SeenKind.BlueprintName, areWildcards: true);

/// <summary>Offers names of executions.</summary>
public sealed class ExecutionNameCompleter() : SeenCompleter(SeenKind.ExecutionName, areWildcards: true);

/// <summary>Offers states of executions: those seen, and the one that the API's pages name.</summary>
public sealed class ExecutionStatusCompleter() : SeenCompleter(SeenKind.ExecutionStatus, areWildcards: true, "in_progress");

/// <summary>Offers types of log entries: those seen, and the one that the API's pages name.</summary>
public sealed class LogTypeCompleter() : SeenCompleter(SeenKind.LogType, areWildcards: false, "viewed");

/// <summary>Offers names of steps.</summary>
public sealed class StepNameCompleter() : SeenCompleter(SeenKind.StepName, areWildcards: true);

/// <summary>Offers states of steps: those seen, and the one that the API's pages name.</summary>
public sealed class StepStatusCompleter() : SeenCompleter(SeenKind.StepStatus, areWildcards: true, "completed");

/// <summary>Offers UUIDs of tasks, found by their names.</summary>
public sealed class SeenTaskCompleter() : SeenCompleter(SeenKind.Task);

/// <summary>Offers UUIDs of tasks' statuses, found by their names.</summary>
public sealed class TaskStatusCompleter() : SeenCompleter(SeenKind.TaskStatus);

/// <summary>Offers names of tasks' statuses: those seen, and the one that the API's pages name.</summary>
public sealed class TaskStatusNameCompleter() : SeenCompleter(SeenKind.TaskStatusName, areWildcards: true, "Incomplete");

/// <summary>Offers what triggers executions: that seen, and what the API's pages name.</summary>
public sealed class TriggerCompleter() : SeenCompleter(SeenKind.Trigger, areWildcards: true, "client.created");
