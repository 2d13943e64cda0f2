namespace Plannr;

/// <summary>
/// One run of an automation blueprint. From <c>GET /api/v1/automation-executions/{uuid}</c>. Each property can be null: the API has
/// added fields over time and leaves out what does not apply.
/// </summary>
public sealed class AutomationExecution : PlannrResource
{
    /// <summary>The execution's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The name of the blueprint that ran. The API does not give the blueprint's UUID here.</summary>
    public string? Name { get; internal set; }

    /// <summary>
    /// The state as the API words it, such as <c>in_progress</c>. The API documents no list of values: see <see cref="AutomationStatus"/>.
    /// </summary>
    public string? Status { get; internal set; }

    /// <summary>What triggered the run, such as <c>client.created</c>. An open list.</summary>
    public string? TriggeredBy { get; internal set; }

    /// <summary>When the run was created, with the offset that the API gave.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When the run last changed, with the offset that the API gave.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    /// <summary>The steps of the run in the API's order. Empty, never null.</summary>
    public ResourceList<AutomationStep> Steps { get; internal set; } = ResourceList<AutomationStep>.None;

    /// <summary>The step that is set to run next. Null when the run has ended, or where the API does not say.</summary>
    public AutomationStep? NextStep { get; internal set; }

    /// <summary>The step that ran last. Null before the first step, or where the API does not say.</summary>
    public AutomationStep? PreviousStep { get; internal set; }

    /// <summary>The client or other account that it ran for. Null unless it was asked for (<c>include=account</c>).</summary>
    public Account? Account { get; internal set; }

    /// <summary>The number of steps.</summary>
    public int StepCount => Steps.Count;

    /// <summary>The number of steps whose status says that they are done: see <see cref="AutomationStatus.IsCompleted"/>.</summary>
    public int CompletedStepCount => Steps.Count(step => AutomationStatus.IsCompleted(step.Status));

    /// <summary>The UUID of <see cref="Account"/>; null where the account was not asked for.</summary>
    public Guid? AccountUuid => Account?.Uuid;

    /// <summary>The name of <see cref="Account"/>; null where the account was not asked for.</summary>
    public string? AccountName => Account?.DisplayName;

    /// <summary>
    /// Whether the run or one of its steps failed, by its status or by an error in a step's <see cref="AutomationStep.Info"/>. A step
    /// can be <c>completed</c> and still hold an error.
    /// </summary>
    public bool HasError => AutomationStatus.IsFailed(Status) || Steps.Any(step => step.HasError);

    /// <summary>The error messages of all steps in order. Empty, never null. The raw text stays in each step's Info.</summary>
    public ResourceList<string> Errors => new(Steps.SelectMany(step => step.Errors).ToArray());

    /// <summary>
    /// Returns how long each step took; null for one that has not run, or that by its time ran before the one before it. The API gives one time a step: it lasted from the previous
    /// step that ran, the first from the creation of the run.
    /// </summary>
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

    /// <summary>Tells the steps, which are handed on alone, which run they belong to and where they stand in it.</summary>
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

    internal override Guid? Key => Uuid;

    private protected override string Describe() => ReadableText.FirstOf(Name, Uuid?.ToString());

    private void Place(AutomationStep step, int? position)
    {
        step.ExecutionUuid = Uuid;
        step.ExecutionName = Name;
        step.Position = position;
    }
}
