namespace Plannr;

/// <summary>
/// One step of an execution as a flat row, with what one wants to know of its execution beside it: each property is one readable cell of a
/// table, a CSV file or a spreadsheet. From <c>Get-PlannrAutomationStep</c>. Each property can be null.
/// </summary>
public sealed class AutomationStepRow : PlannrRecord
{
    /// <summary>The UUID of the execution.</summary>
    public Guid? ExecutionUuid { get; internal set; }

    /// <summary>The name of the execution, which is that of its blueprint.</summary>
    public string? ExecutionName { get; internal set; }

    /// <summary>The state of the execution as the API words it.</summary>
    public string? ExecutionStatus { get; internal set; }

    /// <summary>What triggered the execution.</summary>
    public string? TriggeredBy { get; internal set; }

    /// <summary>The UUID of the account that it ran for. Null where the account was not fetched.</summary>
    public Guid? AccountUuid { get; internal set; }

    /// <summary>The name of the account. Null where the account was not fetched.</summary>
    public string? AccountName { get; internal set; }

    /// <summary>The e-mail address of the account. Null where the account was not fetched.</summary>
    public string? AccountEmail { get; internal set; }

    /// <summary>The place among the execution's steps, from 1.</summary>
    public int? Position { get; internal set; }

    /// <summary>The step's name.</summary>
    public string? Name { get; internal set; }

    /// <summary>The step's state as the API words it.</summary>
    public string? Status { get; internal set; }

    /// <summary>
    /// When the step ran: a <see cref="DateTimeOffset"/> with the offset that the API gave, which compares and sorts as one. As text, and so
    /// in a CSV file, it is ISO 8601 in every culture. Null for a step that has not run.
    /// </summary>
    public object? ExecutedAt { get; internal set; }

    /// <summary>
    /// The seconds since the step before it that ran; for the first, since the execution's creation. Null for a step that has not run, or that
    /// by its time ran before the one before it.
    /// </summary>
    public long? DurationSeconds { get; internal set; }

    /// <summary>Whether the step failed, by its state or by an error in its <see cref="Info"/>.</summary>
    public bool HasError { get; internal set; }

    /// <summary>The error messages, separated by "; ". Null where there are none.</summary>
    public string? Error { get; internal set; }

    /// <summary>What the step reported, exactly as the API sent it.</summary>
    public string? Info { get; internal set; }

    internal override Guid? Key => ExecutionUuid;

    private protected override int? KeyPosition => Position;

    /// <summary>The step's name and state.</summary>
    /// <returns>The text; empty where nothing is known.</returns>
    public override string ToString() => string.IsNullOrWhiteSpace(Status) ? Name ?? string.Empty : $"{Name} ({Status})".TrimStart();
}
