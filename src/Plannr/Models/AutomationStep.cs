namespace Plannr;

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
