namespace Plannr;

/// <summary>One step of an <see cref="AutomationExecution"/>. Each property can be null.</summary>
public sealed class AutomationStep : PlannrResource, IIdentified
{
    /// <summary>The UUID of the execution that the step belongs to.</summary>
    [NotFromApi]
    public Guid? ExecutionUuid { get; internal set; }

    /// <summary>The name of the execution that the step belongs to.</summary>
    [NotFromApi]
    public string? ExecutionName { get; internal set; }

    /// <summary>The position among the execution's steps, from 1. Null for a next or previous step that is not among them.</summary>
    [NotFromApi]
    public int? Position { get; internal set; }

    /// <summary>The step's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The step's name, such as <c>Send SMS</c>.</summary>
    public string? Name { get; internal set; }

    /// <summary>The status as the API words it, such as <c>completed</c>. An open list: see <see cref="AutomationStatus"/>.</summary>
    public string? Status { get; internal set; }

    /// <summary>When the step ran, with the API's offset. Null for a step that has not run.</summary>
    public DateTimeOffset? ExecutedAt { get; internal set; }

    /// <summary>When the step was created, with the API's offset.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When the step last changed, with the API's offset.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    /// <summary>What the step reported, exactly as the API sent it: often JSON, or nearly. Null if it reported nothing.</summary>
    [ApiField(KeepsJson = true)]
    public string? Info { get; internal set; }

    /// <summary>Whether the step failed by its status, or reported an error in its <see cref="Info"/>, which a <c>completed</c> step can too.</summary>
    public bool HasError => Errors.Count > 0 || AutomationStatus.IsFailed(Status);

    /// <summary>The error messages read from <see cref="Info"/>. Empty, never null.</summary>
    [NotFromApi]
    public ResourceList<string> Errors { get; internal set; } = ResourceList<string>.None;

    private protected override string? Describe()
    {
        string name = ReadableText.FirstOf(Name, Uuid?.ToString());
        return string.IsNullOrWhiteSpace(Status) ? name : name + " (" + Status + ")";
    }
}
