namespace Plannr.PowerShell.History;

/// <summary>Offers what happens to records, by audits: that seen, and what the API's pages name.</summary>
public sealed class AuditEventCompleter() : CacheCompleter(CachedValue.AuditEvent, areWildcards: true, "updated");

/// <summary>Offers kinds of record that there are audits of: those seen, and the one that the API's pages name.</summary>
public sealed class AuditTypeCompleter() : CacheCompleter(CachedValue.AuditType, areWildcards: true, "Sub Account");

/// <summary>Offers types of log entries: those seen, and the one that the API's pages name.</summary>
public sealed class LogTypeCompleter() : CacheCompleter(CachedValue.LogType, areWildcards: false, "viewed");

/// <summary>Offers kinds of record that may have a log: guesses, since the API names none.</summary>
public sealed class ModelTypeCompleter() : WordCompleter("account", "client", "employee", "task", "case", "plan", "automation-blueprint", "automation-execution");

/// <summary>Offers levels of log entries: the one that the API's reference shows, and those that usually stand beside it.</summary>
public sealed class LogLevelCompleter() : WordCompleter("info", "warning", "error");

/// <summary>Finds the record whose log an object from the pipeline means: the object itself, or its account. A UUID is never used as that of another type of record.</summary>
internal static class LoggedRecord
{
    private const string Execution = "automation-execution";
    private const string Blueprint = "automation-blueprint";

    private static readonly string[] Accounts = ["account", "client", "employee"];

    /// <summary>Which property holds the UUID of the record, by the kind of the object and that of the log.</summary>
    private static readonly Dictionary<(string Kind, string Log), string> Own = new()
    {
        [(nameof(PlannrTask), "task")] = nameof(PlannrTask.Uuid),
        [(nameof(AutomationExecution), Execution)] = nameof(AutomationExecution.Uuid),
        [(nameof(AutomationStep), Execution)] = nameof(AutomationStep.ExecutionUuid),
        [(nameof(AutomationStepRow), Execution)] = nameof(AutomationStepRow.ExecutionUuid),
        [(nameof(AutomationBlueprint), Blueprint)] = nameof(AutomationBlueprint.Uuid),
        [(nameof(BlueprintStep), Blueprint)] = nameof(BlueprintStep.BlueprintUuid),
    };

    /// <summary>The UUID of the record.</summary>
    /// <exception cref="PlannrException">The object does not say which record of that kind is meant.</exception>
    public static Guid GetUuid(PSObject item, string log)
    {
        string kind = RecordType.Find(item) ?? "row";
        string? property = Own.FirstOrDefault(entry => entry.Key.Kind == kind && Bare(entry.Key.Log) == Bare(log)).Value
            ?? (!IsAccountLog(log) ? null : kind == nameof(Account) ? nameof(Account.Uuid) : item.Properties["AccountUuid"] is not null ? "AccountUuid" : null);
        return property is null
            ? throw Ambiguous($"'{item}' ({kind})", log)
            : LanguagePrimitives.TryConvertTo(item.Properties[property]?.Value, out Guid uuid)
            ? uuid
            : throw new PlannrMissingUuidException(
                $"'{item}' ({kind}) has no {property}, so the log of the {log} can't be asked for.",
                property == "AccountUuid" ? "Get executions with -IncludeAccount, or give the kind and the UUID of the record: Get-PlannrLog client <uuid>." : "Get it from Plannr again, or specify the UUID: Get-PlannrLog -ModelType and -ModelUuid.");
    }

    /// <summary>Whether a log is one of accounts. For one of another kind an account's UUID would be the wrong one.</summary>
    public static bool IsAccountLog(string log) => Accounts.Any(known => Bare(known) == Bare(log));

    /// <summary>The error for what does not say which record is meant.</summary>
    public static PlannrInvalidInputException Ambiguous(string item, string log) => new(
        $"{item} does not say which {log} is meant.",
        $"Accounts, and what carries the UUID of one, give the logs of {string.Join(", ", Accounts)}; tasks, executions and blueprints also their own. For any other kind give the UUID: Get-PlannrLog {log} <uuid>.");

    /// <summary>However it is written: the API does not say how it names the kinds.</summary>
    private static string Bare(string kind) => string.Concat(kind.Where(char.IsLetter)).ToUpperInvariant().TrimEnd('S');
}
