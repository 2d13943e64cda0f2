namespace Plannr.PowerShell.Completion;

/// <summary>Offers types of accounts.</summary>
public sealed class AccountTypeCompleter() : WordCompleter("client", "employee", "external");

/// <summary>Offers roles of accounts.</summary>
public sealed class AccountRoleCompleter() : WordCompleter("individual", "joint", "trust", "business", "owner", "admin", "member", "introducer");

/// <summary>Offers what a list of accounts can include.</summary>
public sealed class AccountIncludeCompleter() : WordCompleter(
    "primary_email", "primary_phone_number", "primary_address", "assigned_adviser", "assigned_administrator", "assigned_paraplanner",
    "groups", "tags", "owners", "custom_fields", "external_references", "charge_split_schema");

/// <summary>Offers what a list of accounts can be ordered by.</summary>
public sealed class AccountSortCompleter() : WordCompleter(
    "created_at", "updated_at", "first_name", "last_name", "email", "next_review_date", "previous_review_date", "anniversary_review_date");

/// <summary>Offers the kinds of record that a task can be about.</summary>
public sealed class TaskableTypeCompleter() : WordCompleter("client", "case", "plan");

/// <summary>Offers priorities of tasks.</summary>
public sealed class TaskPriorityCompleter() : WordCompleter("low", "medium", "high", "highest");

/// <summary>Offers what a list of tasks can include.</summary>
public sealed class TaskIncludeCompleter() : WordCompleter("author", "completed_by", "parent_task", "related_tasks", "custom_fields", "workflow_task");

/// <summary>Offers what a list of tasks can be ordered by.</summary>
public sealed class TaskSortCompleter() : WordCompleter("created_at", "updated_at", "name", "priority", "due_at", "completed_last");

/// <summary>Offers what can come of subtasks.</summary>
public sealed class SubtaskCompleter() : WordCompleter("include", "exclude", "only");

/// <summary>Offers kinds of record that may have a log: guesses, since the API names none.</summary>
public sealed class ModelTypeCompleter() : WordCompleter("account", "client", "employee", "task", "case", "plan", "automation-blueprint", "automation-execution");

/// <summary>Offers levels of log entries: the one that the API's reference shows, and those that usually stand beside it.</summary>
public sealed class LogLevelCompleter() : WordCompleter("info", "warning", "error");
