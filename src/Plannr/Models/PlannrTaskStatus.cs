namespace Plannr;

/// <summary>How far a task is, as the firm calls it. Nested in tasks. Each property can be null.</summary>
public sealed class PlannrTaskStatus : PlannrResource
{
    /// <summary>The status's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The name, such as <c>Incomplete</c>.</summary>
    public string? Name { get; internal set; }

    /// <summary>The colour on the task board, as hex.</summary>
    public string? Colour { get; internal set; }

    /// <summary>The place among the statuses.</summary>
    public int? Position { get; internal set; }

    /// <summary>When the status was created, with the offset that the API gave.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When the status last changed, with the offset that the API gave.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    internal override Guid? Key => Uuid;

    private protected override string Describe() => ReadableText.FirstOf(Name, Uuid?.ToString());
}
