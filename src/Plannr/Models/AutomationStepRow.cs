namespace Plannr;

/// <summary>One step of an execution and its execution's main properties, as a flat row for a table, a CSV file or a spreadsheet. Each property can be null.</summary>
public sealed class AutomationStepRow : PlannrRecord
{
    /// <summary>The UUID of the execution.</summary>
    public Guid? ExecutionUuid { get; internal set; }

    /// <summary>The name of the execution, which is that of its blueprint.</summary>
    public string? ExecutionName { get; internal set; }

    /// <summary>The status of the execution as the API words it.</summary>
    public string? ExecutionStatus { get; internal set; }

    /// <summary>What triggered the execution.</summary>
    public string? TriggeredBy { get; internal set; }

    /// <summary>The UUID of the account that it ran for. Null if the account was not included.</summary>
    public Guid? AccountUuid { get; internal set; }

    /// <summary>The name of the account. Null if the account was not included.</summary>
    public string? AccountName { get; internal set; }

    /// <summary>The e-mail address of the account. Null if the account was not included.</summary>
    public string? AccountEmail { get; internal set; }

    /// <summary>The position among the execution's steps, from 1.</summary>
    public int? Position { get; internal set; }

    /// <summary>The step's name.</summary>
    public string? Name { get; internal set; }

    /// <summary>The step's status as the API words it.</summary>
    public string? Status { get; internal set; }

    /// <summary>When the step ran: a <see cref="DateTimeOffset"/> whose text, such as in a CSV file, is <c>yyyy-MM-dd HH:mm:ss</c> as the API sends it, in UK time. Null for a step that has not run.</summary>
    public object? ExecutedAt { get; internal set; }

    /// <summary>The same time as text in ISO 8601 with the API's offset, which stays exact in a CSV file. Null for a step that has not run.</summary>
    public string? ExecutedAtIso { get; internal set; }

    /// <summary>The seconds since the previous step that ran, or since the execution's creation. Null if the step has not run, or ran earlier than that.</summary>
    public long? DurationSeconds { get; internal set; }

    /// <summary>Whether the step failed, by its state or by an error in its <see cref="Info"/>.</summary>
    public bool HasError { get; internal set; }

    /// <summary>The error messages, separated by "; ". Null if there are none.</summary>
    public string? Error { get; internal set; }

    /// <summary>What the step reported, exactly as the API sent it.</summary>
    public string? Info { get; internal set; }

    internal override Guid? Key => ExecutionUuid;

    private protected override int? KeyPosition => Position;

    /// <summary>The step's name and state.</summary>
    public override string ToString() => TerminalText.CleanLines(string.IsNullOrWhiteSpace(Status) ? Name : $"{Name} ({Status})".TrimStart());
}
