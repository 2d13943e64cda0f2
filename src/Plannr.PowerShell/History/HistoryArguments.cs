namespace Plannr.PowerShell.History;

/// <summary>Completes audit events from the values received so far and the value in the API's documentation.</summary>
public sealed class AuditEventCompleter() : CacheCompleter(CachedValue.AuditEvent, areWildcards: true, "updated");

/// <summary>Completes the record types in audits from the values received so far and the value in the API's documentation.</summary>
public sealed class AuditTypeCompleter() : CacheCompleter(CachedValue.AuditType, areWildcards: true, "Sub Account");

/// <summary>Completes log entry types from the values received so far and the value in the API's documentation.</summary>
public sealed class LogTypeCompleter() : CacheCompleter(CachedValue.LogType, areWildcards: false, "viewed");

/// <summary>Completes the types of record that may have a log. The API does not document them.</summary>
public sealed class ModelTypeCompleter() : WordCompleter("account", "client", "employee", "task", "case", "plan", "automation-blueprint", "automation-execution");

/// <summary>Completes log entry levels: the level that the API reference shows, and other common levels.</summary>
public sealed class LogLevelCompleter() : WordCompleter("info", "warning", "error");

/// <summary>Determines which log to read for an object from the pipeline: the object's own log, or that of its account. A UUID is never used for a different type of record.</summary>
internal static class LoggedRecord
{
    private const string Execution = "automation-execution";
    private const string Blueprint = "automation-blueprint";

    private static readonly string[] Accounts = ["account", "client", "employee"];

    /// <summary>The property that contains the record's UUID, by object type and log type.</summary>
    private static readonly Dictionary<(string Kind, string Log), string> Own = new()
    {
        [(nameof(PlannrTask), "task")] = nameof(PlannrTask.Uuid),
        [(nameof(AutomationExecution), Execution)] = nameof(AutomationExecution.Uuid),
        [(nameof(AutomationStep), Execution)] = nameof(AutomationStep.ExecutionUuid),
        [(nameof(AutomationStepRow), Execution)] = nameof(AutomationStepRow.ExecutionUuid),
        [(nameof(AutomationBlueprint), Blueprint)] = nameof(AutomationBlueprint.Uuid),
        [(nameof(BlueprintStep), Blueprint)] = nameof(BlueprintStep.BlueprintUuid),
    };

    /// <summary>Returns the UUID of the record.</summary>
    /// <exception cref="PlannrException">The object does not identify a record of the log's type.</exception>
    public static Guid GetUuid(PSObject item, string log)
    {
        string kind = RecordType.Find(item) ?? "row";
        string? property = Own.FirstOrDefault(entry => entry.Key.Kind == kind && Normalize(entry.Key.Log) == Normalize(log)).Value
            ?? (!IsAccountLog(log) ? null : kind == nameof(Account) ? nameof(Account.Uuid) : item.Properties["AccountUuid"] is not null ? "AccountUuid" : null);
        return property is null
            ? throw Ambiguous($"'{item}' ({kind})", log)
            : LanguagePrimitives.TryConvertTo(item.Properties[property]?.Value, out Guid uuid)
            ? uuid
            : throw new PlannrMissingUuidException(
                $"'{item}' ({kind}) has no {property}, so the log of the {log} can't be requested.",
                property == "AccountUuid" ? "If the object is an execution or one of its steps, get the execution with -IncludeAccount. Otherwise, specify the type and UUID of the record: Get-PlannrLog client <uuid>." : "Get the object from Plannr again, or specify the type and UUID with -ModelType and -ModelUuid.");
    }

    /// <summary>Returns whether a type of log belongs to accounts. For any other type, the UUID of an account would be wrong.</summary>
    public static bool IsAccountLog(string log) => Accounts.Any(known => Normalize(known) == Normalize(log));

    /// <summary>Creates the error for an object that does not identify the record.</summary>
    public static PlannrInvalidInputException Ambiguous(string item, string log) => new(
        $"{item} does not identify a record of the type {log}.",
        $"Accounts, and objects with the UUID of an account, identify records of the type {RecordType.Join(Accounts)}. Tasks, executions and blueprints also identify records of their own types. For any other type, specify the UUID: Get-PlannrLog {log} <uuid>.");

    /// <summary>Normalizes a type name, because the API does not document the spelling of type names.</summary>
    private static string Normalize(string kind) => string.Concat(kind.Where(char.IsLetter)).ToUpperInvariant().TrimEnd('S');
}
