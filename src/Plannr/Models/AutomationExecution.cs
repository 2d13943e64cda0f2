namespace Plannr;

/// <summary>One run of an automation blueprint. Returned by <c>GET /api/v1/automation-executions/{uuid}</c>. Any property can be null unless stated otherwise.</summary>
public sealed class AutomationExecution : PlannrResource, IIdentified, INamed, IBackgroundWork
{
    /// <summary>The execution's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The name of the blueprint that ran. The API does not return the blueprint's UUID here.</summary>
    public string? Name { get; internal set; }

    /// <summary>The status as sent by the API, such as <c>in_progress</c>. See <see cref="AutomationStatus"/>.</summary>
    public string? Status { get; internal set; }

    /// <summary>The event that triggered the execution, such as <c>client.created</c>.</summary>
    public string? TriggeredBy { get; internal set; }

    /// <summary>The time when the execution was created, with the offset returned by the API.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>The time when the execution last changed, with the offset returned by the API.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    /// <summary>The steps in the API's order. Can be empty, but never null.</summary>
    public ResourceList<AutomationStep> Steps { get; internal set; } = ResourceList<AutomationStep>.None;

    /// <summary>The step that runs next. Null if the execution has ended, or if the API does not return the step.</summary>
    public AutomationStep? NextStep { get; internal set; }

    /// <summary>The step that ran last. Null before the first step has run, or if the API does not return the step.</summary>
    public AutomationStep? PreviousStep { get; internal set; }

    /// <summary>The account that the execution ran for. Null unless included (<c>include=account</c>).</summary>
    public Account? Account { get; internal set; }

    /// <summary>The number of steps.</summary>
    public int StepCount => Steps.Count;

    /// <summary>The number of steps with a completed status. See <see cref="AutomationStatus.IsCompleted"/>.</summary>
    public int CompletedStepCount => Steps.Count(step => AutomationStatus.IsCompleted(step.Status));

    /// <summary>The UUID of <see cref="Account"/>; null if the response did not contain the account.</summary>
    public Guid? AccountUuid => Account?.Uuid;

    /// <summary>The name of <see cref="Account"/>; null if the response did not contain the account.</summary>
    public string? AccountName => Account?.DisplayName;

    /// <summary>Returns a copy whose account has only its UUID and name, to save memory if many executions are kept.</summary>
    internal AutomationExecution WithShortAccount()
    {
        var copy = (AutomationExecution)MemberwiseClone();
        copy.Account = Account is null ? null : new Account { Uuid = Account.Uuid, Name = Account.PlainText };
        return copy;
    }

    /// <summary>Whether the execution has a failed status, or one of its steps has a failed status or reported an error. A step can be <c>completed</c> and still report an error in its <see cref="AutomationStep.Info"/>.</summary>
    public bool HasError => AutomationStatus.IsFailed(Status) || Steps.Any(step => step.HasError);

    /// <summary>The error messages from all steps, in the order of the steps. Can be empty, but never null. The original text of each message is in the Info of its step.</summary>
    public ResourceList<string> Errors => new(Steps.SelectMany(step => step.Errors).ToArray());

    /// <summary>The name of the step at which the execution failed. This is the last step with a failed status or, if there is none, the last step that reported an error. Null if there is no such step.</summary>
    public string? FailedStep => FindFailedStep()?.Name;

    /// <summary>The time when <see cref="FailedStep"/> ran or, if the API does not return that time, when the step or the execution last changed. Null if nothing failed.</summary>
    public DateTimeOffset? FailedAt => FindFailedStep() is { } step ? step.ExecutedAt ?? step.UpdatedAt ?? UpdatedAt : HasError ? UpdatedAt : null;

    /// <summary>The time when the last step of an ended execution ran. Null if the execution is still running or has no status, or if no step has run.</summary>
    public DateTimeOffset? EndedAt => string.IsNullOrWhiteSpace(Status) || AutomationStatus.IsRunning(Status) ? null : Steps.Max(step => step.ExecutedAt);

    /// <summary>The time from the creation of the execution to the last step that has run, even if the execution has not ended. Null before the first step has run.</summary>
    public TimeSpan? Duration => Steps.Max(step => step.ExecutedAt) - CreatedAt is { Ticks: >= 0 } duration ? duration : null;

    string IBackgroundWork.Noun => "execution";

    bool IBackgroundWork.HasEnded => !AutomationStatus.IsRunning(Status);

    string IBackgroundWork.State => $"its status is {ReadableText.FirstOf(Status, "unknown")}, {CompletedStepCount} of {StepCount} {(StepCount == 1 ? "step" : "steps")} done";

    object IBackgroundWork.Stage => (Status, UpdatedAt, CompletedStepCount);

    string IBackgroundWork.WaitAgain => AutomationWatchOptions.HasEnded(this)
        ? $"The execution may never reach a requested status. To end the wait at the status {Status}, add it to -Status. The error's target object is the execution."
        : "Wait again with a longer -TimeoutSec. The execution continues in Plannr. The error's target object is the execution as last read or, if it could not be read, its UUID.";

    /// <summary>Returns the duration of each step, measured from the previous step that ran or, for the first step that ran, from the creation of the execution. A duration is null if the step has not run, or if it ran before that starting point.</summary>
    internal IReadOnlyList<TimeSpan?> GetStepDurations()
    {
        var durations = new TimeSpan?[Steps.Count];
        DateTimeOffset? before = CreatedAt;
        for (int i = 0; i < durations.Length; i++)
        {
            if (Steps[i].ExecutedAt is { } ran)
            {
                durations[i] = ran >= before ? ran - before : null;
                before = ran;
            }
        }

        return durations;
    }

    /// <summary>Sets the execution and position of each step.</summary>
    internal override void Complete()
    {
        for (int i = 0; i < Steps.Count; i++)
        {
            Place(Steps[i], i + 1);
        }

        foreach (AutomationStep? neighbour in new[] { NextStep, PreviousStep })
        {
            if (neighbour is not null)
            {
                Place(neighbour, neighbour.Uuid is null ? null : Steps.LastOrDefault(step => step.Uuid == neighbour.Uuid)?.Position);
            }
        }
    }

    private AutomationStep? FindFailedStep() => Steps.LastOrDefault(step => AutomationStatus.IsFailed(step.Status)) ?? Steps.LastOrDefault(step => step.HasError);

    private void Place(AutomationStep step, int? position)
    {
        step.ExecutionUuid = Uuid;
        step.ExecutionName = Name;
        step.Position = position;
    }
}

/// <summary>One step of an <see cref="AutomationExecution"/>. Any property can be null unless stated otherwise.</summary>
public sealed class AutomationStep : PlannrResource, IIdentified
{
    /// <summary>The UUID of the execution that the step belongs to.</summary>
    [NotFromApi]
    public Guid? ExecutionUuid { get; internal set; }

    /// <summary>The name of the execution that the step belongs to.</summary>
    [NotFromApi]
    public string? ExecutionName { get; internal set; }

    /// <summary>The position among the execution's steps, starting from 1. Null for a <see cref="AutomationExecution.NextStep"/> or <see cref="AutomationExecution.PreviousStep"/> that is not among those steps.</summary>
    [NotFromApi]
    public int? Position { get; internal set; }

    /// <summary>The step's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The step's name, such as <c>Send SMS</c>.</summary>
    public string? Name { get; internal set; }

    /// <summary>The status as sent by the API, such as <c>completed</c>. See <see cref="AutomationStatus"/>.</summary>
    public string? Status { get; internal set; }

    /// <summary>The time when the step ran, with the offset returned by the API. Null if the step has not run.</summary>
    public DateTimeOffset? ExecutedAt { get; internal set; }

    /// <summary>The time when the step was created, with the offset returned by the API.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>The time when the step last changed, with the offset returned by the API.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    /// <summary>The text that the step reported, exactly as sent by the API. Often JSON, but not always valid JSON. Null if the step reported nothing.</summary>
    [ApiField(KeepsJson = true)]
    public string? Info { get; internal set; }

    /// <summary>Whether the step has a failed status or reported an error in its <see cref="Info"/>. Even a <c>completed</c> step can report an error.</summary>
    public bool HasError => Errors.Count > 0 || AutomationStatus.IsFailed(Status);

    /// <summary>The error messages read from <see cref="Info"/>. Can be empty, but never null.</summary>
    [NotFromApi]
    public ResourceList<string> Errors { get; internal set; } = ResourceList<string>.None;

    private protected override string? Describe()
    {
        string name = ReadableText.FirstOf(Name, Uuid?.ToString());
        return string.IsNullOrWhiteSpace(Status) ? name : name + " (" + Status + ")";
    }
}

/// <summary>Interprets the statuses of executions and steps. The API reference does not document them, so common values are assumed. Case is ignored, and spaces and hyphens are treated as underscores.</summary>
public static class AutomationStatus
{
    private static readonly HashSet<string> Running = new(StringComparer.OrdinalIgnoreCase)
    {
        "created", "delayed", "in_progress", "new", "on_hold", "paused", "pending", "processing", "queued", "retrying", "running",
        "scheduled", "started", "waiting",
    };

    private static readonly HashSet<string> Completed = new(StringComparer.OrdinalIgnoreCase)
    {
        "complete", "completed", "done", "executed", "finished", "ok", "succeeded", "success", "successful",
    };

    private static readonly HashSet<string> Failed = new(StringComparer.OrdinalIgnoreCase)
    {
        "completed_with_errors", "error", "errored", "fail", "failed", "failure", "timed_out", "timeout",
    };

    /// <summary>The statuses that mean "ended", but imply neither success nor failure.</summary>
    private static readonly HashSet<string> Ended = new(StringComparer.OrdinalIgnoreCase) { "aborted", "canceled", "cancelled", "skipped", "stopped" };

    /// <summary>The common statuses that mean "not ended yet".</summary>
    public static IReadOnlyList<string> RunningValues { get; } = Array.AsReadOnly(Running.ToArray());

    /// <summary>Returns whether the status is one that means "not ended yet". Returns false for an unknown status.</summary>
    public static bool IsRunning(string? status) => Running.Contains(Normalize(status));

    /// <summary>Returns whether the status is one that means "ended successfully". Returns false for an unknown status.</summary>
    public static bool IsCompleted(string? status) => Completed.Contains(Normalize(status));

    /// <summary>Returns whether the status is one that means "ended with an error". Returns false for an unknown status.</summary>
    public static bool IsFailed(string? status) => Failed.Contains(Normalize(status));

    /// <summary>Returns whether a filter that matches none of the given statuses may still be correct. It is plausible if it matches a common status, unless that status means success or failure and one of the given statuses has the same meaning.</summary>
    internal static bool IsPlausible(Func<string, bool> isMatch, IEnumerable<string> statuses) =>
        Running.Concat(Ended).Any(isMatch)
        || (Completed.Any(isMatch) && !statuses.Any(IsCompleted))
        || (Failed.Any(isMatch) && !statuses.Any(IsFailed));

    /// <summary>Returns whether the status is one that means "ended", successfully or not. Returns false for an unknown status.</summary>
    internal static bool IsEnd(string? status) => IsCompleted(status) || IsFailed(status) || Ended.Contains(Normalize(status));

    internal static string Normalize(string? status) => (status ?? string.Empty).Trim().Replace(' ', '_').Replace('-', '_');
}
