namespace Plannr;

/// <summary>One run of an automation blueprint. From <c>GET /api/v1/automation-executions/{uuid}</c>. Each property can be null.</summary>
public sealed class AutomationExecution : PlannrResource, IIdentified, INamed, IBackgroundWork
{
    /// <summary>The execution's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The name of the blueprint that ran. The API does not give the blueprint's UUID here.</summary>
    public string? Name { get; internal set; }

    /// <summary>The status as the API words it, such as <c>in_progress</c>. An open list: see <see cref="AutomationStatus"/>.</summary>
    public string? Status { get; internal set; }

    /// <summary>What triggered the run, such as <c>client.created</c>. An open list.</summary>
    public string? TriggeredBy { get; internal set; }

    /// <summary>When the run was created, with the API's offset.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When the run last changed, with the API's offset.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    /// <summary>The steps of the run in the API's order. Empty, never null.</summary>
    public ResourceList<AutomationStep> Steps { get; internal set; } = ResourceList<AutomationStep>.None;

    /// <summary>The step that runs next. Null if the run has ended, or if the API does not say.</summary>
    public AutomationStep? NextStep { get; internal set; }

    /// <summary>The step that ran last. Null before the first step, or if the API does not say.</summary>
    public AutomationStep? PreviousStep { get; internal set; }

    /// <summary>The account that it ran for. Null unless included (<c>include=account</c>).</summary>
    public Account? Account { get; internal set; }

    /// <summary>The number of steps.</summary>
    public int StepCount => Steps.Count;

    /// <summary>The number of steps whose status says that they are done: see <see cref="AutomationStatus.IsCompleted"/>.</summary>
    public int CompletedStepCount => Steps.Count(step => AutomationStatus.IsCompleted(step.Status));

    /// <summary>The UUID of <see cref="Account"/>; null unless it was included.</summary>
    public Guid? AccountUuid => Account?.Uuid;

    /// <summary>The name of <see cref="Account"/>; null unless it was included.</summary>
    public string? AccountName => Account?.DisplayName;

    /// <summary>Returns a copy whose account has only its UUID and name, for those who keep many executions.</summary>
    internal AutomationExecution WithShortAccount()
    {
        var copy = (AutomationExecution)MemberwiseClone();
        copy.Account = Account is null ? null : new Account { Uuid = Account.Uuid, Name = Account.PlainText };
        return copy;
    }

    /// <summary>Whether the run or one of its steps failed. A step can be <c>completed</c> and still report an error in its <see cref="AutomationStep.Info"/>.</summary>
    public bool HasError => AutomationStatus.IsFailed(Status) || Steps.Any(step => step.HasError);

    /// <summary>The error messages of all steps in order. Empty, never null. The raw text stays in each step's Info.</summary>
    public ResourceList<string> Errors => new(Steps.SelectMany(step => step.Errors).ToArray());

    /// <summary>The name of the step at which the run failed: the last that failed by its status, otherwise the last that reported an error. Null if no step failed.</summary>
    public string? FailedStep => FindFailedStep()?.Name;

    /// <summary>When <see cref="FailedStep"/> ran, or when it or the run last changed if the API does not say. Null if nothing failed.</summary>
    public DateTimeOffset? FailedAt => FindFailedStep() is { } step ? step.ExecutedAt ?? step.UpdatedAt ?? UpdatedAt : HasError ? UpdatedAt : null;

    /// <summary>When the last step of a run that has ended ran. Null while the run is running, if its status is not known, and if no step has run.</summary>
    public DateTimeOffset? EndedAt => string.IsNullOrWhiteSpace(Status) || AutomationStatus.IsRunning(Status) ? null : Steps.Max(step => step.ExecutedAt);

    /// <summary>The time from the creation of the run to the last step that has run: so far, if the run has not ended. Null before the first step.</summary>
    public TimeSpan? Duration => Steps.Max(step => step.ExecutedAt) - CreatedAt is { Ticks: >= 0 } duration ? duration : null;

    string IBackgroundWork.Noun => "execution";

    bool IBackgroundWork.HasEnded => !AutomationStatus.IsRunning(Status);

    string IBackgroundWork.State => $"it is {Status}, {CompletedStepCount} of {StepCount} steps done";

    object IBackgroundWork.Stage => (Status, UpdatedAt, CompletedStepCount);

    string IBackgroundWork.WaitAgain => "Wait again with a longer -TimeoutSec. The execution continues in Plannr; its last known state is the target object of the error.";

    /// <summary>Returns the time from the previous step that ran, or from the creation of the run, to each step; null if the step has not run, or ran earlier than that.</summary>
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
