namespace Plannr.PowerShell.Automations;

/// <summary>An execution: its UUID, the execution, one of its steps, or a row with a column ExecutionUuid, Uuid or Id.</summary>
/// <param name="value">What was given.</param>
public sealed class ExecutionReference(object value) : RecordReference(value, Types, Search, Columns)
{
    internal const string Search = "To find executions by name: Get-PlannrAutomationExecution -Name '{0}*'";

    internal static readonly string[] Columns = [nameof(AutomationStep.ExecutionUuid), "Uuid", "Id"];

    internal static readonly (string Type, string Property)[] Types =
    [
        (nameof(AutomationExecution), nameof(AutomationExecution.Uuid)),
        (nameof(AutomationStep), nameof(AutomationStep.ExecutionUuid)),
        (nameof(AutomationStepRow), nameof(AutomationStepRow.ExecutionUuid)),
    ];
}

/// <summary>What says which executions are meant: an execution as <see cref="ExecutionReference"/> takes it, or an account or a blueprint for all of its executions.</summary>
public sealed class ExecutionSource : RecordReference
{
    /// <param name="value">What was given.</param>
    public ExecutionSource(object value)
        : base(LeaveConnection(value), [.. ExecutionReference.Types, (nameof(Account), nameof(Account.Uuid)), (nameof(AutomationBlueprint), nameof(AutomationBlueprint.Uuid))], ExecutionReference.Search, ExecutionReference.Columns)
    {
        Execution = Record is string or ValueType ? null : StoredRecord.Read<AutomationExecution>(Value);
        if (Execution is not null)
        {
            // It can be used as it is.
            (LookupError, Error) = (Error, null);
        }
    }

    /// <summary>The execution itself, if that was given with its steps.</summary>
    internal AutomationExecution? Execution { get; }

    /// <summary>Why an execution that was given can't be got anew; null if it can.</summary>
    internal PlannrException? LookupError { get; }
}

/// <summary>Offers UUIDs of executions, found by name, client or state: the newest, which are asked for at most once a minute, and then those seen.</summary>
public sealed class ExecutionCompleter() : CacheCompleter(CachedValue.Execution)
{
    private protected override IEnumerable<Candidate> Candidates(PlannrConnection connection)
    {
        var seen = CompletionCache.For(connection);
        // A request can use up a refresh token. The next cmdlet writes the new one to its vault, but at a prompt there may be no next one.
        IReadOnlyList<Candidate> recent = VaultSecrets.UsedBy(connection) is not null ? [] : seen.RecentExecutions.Get();
        return recent.Concat(seen.Get(CachedValue.Execution));
    }
}

/// <summary>Offers names of executions.</summary>
public sealed class ExecutionNameCompleter() : CacheCompleter(CachedValue.ExecutionName, areWildcards: true);

/// <summary>Offers states of executions: those seen, and the one that the API's pages name.</summary>
public sealed class ExecutionStatusCompleter() : CacheCompleter(CachedValue.ExecutionStatus, areWildcards: true, "in_progress");

/// <summary>Offers names of steps.</summary>
public sealed class StepNameCompleter() : CacheCompleter(CachedValue.StepName, areWildcards: true);

/// <summary>Offers states of steps: those seen, and the one that the API's pages name.</summary>
public sealed class StepStatusCompleter() : CacheCompleter(CachedValue.StepStatus, areWildcards: true, "completed");

/// <summary>Offers what triggers executions: that seen, and what the API's pages name.</summary>
public sealed class TriggerCompleter() : CacheCompleter(CachedValue.Trigger, areWildcards: true, "client.created");

/// <summary>What the API can't filter by, and the module therefore does.</summary>
internal sealed class ExecutionFilter(AutomationSourceCommand source, StatusPatterns? status, string[]? name, bool withError)
{
    private readonly Wildcards? _name = Wildcards.From(name);
    private readonly Wildcards? _triggeredBy = Wildcards.From(source.TriggeredBy);
    private readonly Wildcards? _errors = Wildcards.From(source.ErrorLike);

    /// <summary>Whether everything passes.</summary>
    public bool IsOpen =>
        status is null && _triggeredBy is null && _name is null && _errors is null && !withError && !source.Running
        && source is { After: null, Before: null, UpdatedAfter: null, UpdatedBefore: null, FailedAfter: null };

    /// <summary>An execution without a date passes no bound on that date.</summary>
    public bool Passes(AutomationExecution execution) =>
        status?.Match(execution.Status) != false
        && _triggeredBy?.Match(execution.TriggeredBy) != false
        && _name?.Match(execution.Name) != false
        && TimeSpans.Holds(execution.CreatedAt, source.After, source.Before)
        && TimeSpans.Holds(execution.UpdatedAt, source.UpdatedAfter, source.UpdatedBefore)
        && (source.FailedAfter is null || execution.FailedAt >= source.FailedAfter)
        && (!source.Running || AutomationStatus.IsRunning(execution.Status))
        && (!withError || execution.HasError)
        && _errors?.MatchAny(execution.Errors) != false;

    /// <summary>Warns about a status that is probably misspelt.</summary>
    public void Warn() => status?.Warn(source);
}
