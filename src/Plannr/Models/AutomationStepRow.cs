namespace Plannr;

/// <summary>One step with the main properties of its execution, as a flat row for a table, a CSV file or a spreadsheet. Any property can be null unless stated otherwise.</summary>
public sealed class AutomationStepRow : PlannrRecord
{
    /// <summary>The UUID of the execution.</summary>
    public Guid? ExecutionUuid { get; internal set; }

    /// <summary>The name of the execution, which is the name of its blueprint.</summary>
    public string? ExecutionName { get; internal set; }

    /// <summary>The status of the execution, as sent by the API.</summary>
    public string? ExecutionStatus { get; internal set; }

    /// <summary>The event that triggered the execution.</summary>
    public string? TriggeredBy { get; internal set; }

    /// <summary>The UUID of the account that the execution ran for. Null if the response did not contain the account.</summary>
    public Guid? AccountUuid { get; internal set; }

    /// <summary>The name of the account. Null if the response did not contain the account.</summary>
    public string? AccountName { get; internal set; }

    /// <summary>The email address of the account. Null if the response did not contain the account.</summary>
    public string? AccountEmail { get; internal set; }

    /// <summary>The position among the execution's steps, starting from 1.</summary>
    public int? Position { get; internal set; }

    /// <summary>The step's name.</summary>
    public string? Name { get; internal set; }

    /// <summary>The step's status, as sent by the API.</summary>
    public string? Status { get; internal set; }

    /// <summary>The time when the step ran. When it is written as text, for example to a CSV file, it is in UK time and has the API's format <c>yyyy-MM-dd HH:mm:ss</c>. Null if the step has not run.</summary>
    public object? ExecutedAt { get; internal set; }

    /// <summary>The time when the step ran, as ISO 8601 text with the offset returned by the API, so that it stays unambiguous in a CSV file. Null if the step has not run.</summary>
    public string? ExecutedAtIso { get; internal set; }

    /// <summary>The duration of the step in seconds, measured from the previous step that ran or, for the first step that ran, from the creation of the execution. Null if the step has not run, or if it ran before that starting point.</summary>
    public long? DurationSeconds { get; internal set; }

    /// <summary>Whether the step has a failed status or an error in its <see cref="Info"/>.</summary>
    public bool HasError { get; internal set; }

    /// <summary>The error messages, separated by "; ". Null if there are none.</summary>
    public string? Error { get; internal set; }

    /// <summary>The text that the step reported, exactly as sent by the API.</summary>
    public string? Info { get; internal set; }

    internal override Guid? Key => ExecutionUuid;

    private protected override int? KeyPosition => Position;

    /// <summary>Returns the step's name and status.</summary>
    public override string ToString() => TerminalText.CleanLines(string.IsNullOrWhiteSpace(Status) ? Name : $"{Name} ({Status})".TrimStart());
}
