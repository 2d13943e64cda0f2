namespace Plannr.PowerShell.Automations;

/// <summary>A reference to an execution: its UUID, the execution object, one of its steps, or a row with an ExecutionUuid, Uuid or Id column.</summary>
/// <param name="value">The argument.</param>
public sealed class ExecutionReference(object value) : RecordReference(value, Types, Search, Columns)
{
    internal const string Search = "To find executions by name, use Get-PlannrAutomationExecution -Name '{0}*'";

    internal static readonly string[] Columns = [nameof(AutomationStep.ExecutionUuid), "Uuid", "Id"];

    internal static readonly (string Type, string Property)[] Types =
    [
        (nameof(AutomationExecution), nameof(AutomationExecution.Uuid)),
        (nameof(AutomationStep), nameof(AutomationStep.ExecutionUuid)),
        (nameof(AutomationStepRow), nameof(AutomationStepRow.ExecutionUuid)),
    ];
}

/// <summary>A reference to an execution (its UUID, the execution object, one of its steps, or a row with an ExecutionUuid, Uuid or Id column), or to an account or blueprint whose executions are requested.</summary>
public sealed class ExecutionSource : RecordReference
{
    /// <param name="value">The argument.</param>
    public ExecutionSource(object value)
        : base(RejectConnection(value), [.. ExecutionReference.Types, (nameof(Account), nameof(Account.Uuid)), (nameof(AutomationBlueprint), nameof(AutomationBlueprint.Uuid))], ExecutionReference.Search, ExecutionReference.Columns)
    {
        Execution = Record is string or ValueType ? null : StoredRecord.Read<AutomationExecution>(Value);
        if (Execution is not null)
        {
            // A complete execution does not need a UUID.
            (LookupError, Error) = (Error, null);
        }
    }

    /// <summary>The execution itself, if the argument is a complete execution.</summary>
    internal AutomationExecution? Execution { get; }

    /// <summary>The reason why the execution can't be requested again, or null if it can.</summary>
    internal PlannrException? LookupError { get; }
}

/// <summary>Completes execution UUIDs by name, client or status: first those of the newest executions, which are requested at most once a minute (after a failure, at most every ten seconds), then those of other executions received earlier.</summary>
public sealed class ExecutionCompleter() : CacheCompleter(CachedValue.Execution)
{
    private protected override IEnumerable<Candidate> Candidates(PlannrConnection connection)
    {
        var seen = CompletionCache.For(connection);
        // Send no request if the refresh token is in a vault. The request could replace the token, and if the vault prompts for input, the new one can't be saved until a later cmdlet runs.
        IReadOnlyList<Candidate> recent = VaultSecrets.UsedBy(connection) is not null ? [] : seen.RecentExecutions.Get();
        return recent.Concat(seen.Get(CachedValue.Execution));
    }
}

/// <summary>Completes execution names.</summary>
public sealed class ExecutionNameCompleter() : CacheCompleter(CachedValue.ExecutionName, areWildcards: true);

/// <summary>Completes execution statuses from the values received so far and the value in the API's documentation.</summary>
public sealed class ExecutionStatusCompleter() : CacheCompleter(CachedValue.ExecutionStatus, areWildcards: true, "in_progress");

/// <summary>Completes step names.</summary>
public sealed class StepNameCompleter() : CacheCompleter(CachedValue.StepName, areWildcards: true);

/// <summary>Completes step statuses from the values received so far and the value in the API's documentation.</summary>
public sealed class StepStatusCompleter() : CacheCompleter(CachedValue.StepStatus, areWildcards: true, "completed");

/// <summary>Completes execution triggers from the values received so far and the value in the API's documentation.</summary>
public sealed class TriggerCompleter() : CacheCompleter(CachedValue.Trigger, areWildcards: true, "client.created");

/// <summary>The filters that the module applies, because the API does not have them.</summary>
internal sealed class ExecutionFilter(AutomationSourceCommand source, StatusPatterns? status, string[]? name, bool withError)
{
    private readonly Wildcards? _name = name is null ? null : new(name);
    private readonly Wildcards? _triggeredBy = source.TriggeredBy is null ? null : new(source.TriggeredBy);
    private readonly Wildcards? _errors = source.ErrorLike is null ? null : new(source.ErrorLike);

    /// <summary>Whether every execution passes the filters.</summary>
    public bool IsOpen =>
        status is null && _triggeredBy is null && _name is null && _errors is null && !withError && !source.Running
        && source is { After: null, Before: null, UpdatedAfter: null, UpdatedBefore: null, FailedAfter: null };

    /// <summary>Returns whether an execution passes the filters. An execution without a date does not pass any filter on that date.</summary>
    public bool Passes(AutomationExecution execution) => IsOpen || MatchesAll(execution);

    /// <summary>Warns about a status that is probably misspelt.</summary>
    public void Warn() => status?.Warn(source);

    private bool MatchesAll(AutomationExecution execution) =>
        status?.Match(execution.Status) != false
        && _triggeredBy?.Match(execution.TriggeredBy) != false
        && _name?.Match(execution.Name) != false
        && TimeSpans.Holds(execution.CreatedAt, source.After, source.Before)
        && TimeSpans.Holds(execution.UpdatedAt, source.UpdatedAfter, source.UpdatedBefore)
        && (source.FailedAfter is null || execution.FailedAt >= source.FailedAfter)
        && (!source.Running || AutomationStatus.IsRunning(execution.Status))
        && (!withError || execution.HasError)
        && _errors?.MatchAny(execution.Errors) != false;
}
