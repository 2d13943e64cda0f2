namespace Plannr.Client.Reports;

/// <summary>The base class of reports with one row per execution and one per step. Times are in UK time, as Plannr shows them.</summary>
internal abstract class RowReport : IPlannrReport
{
    protected static readonly string[] RunColumns =
    [
        "Status", "Name", "Account", "Triggered by", "Created", "Updated", "Ended", "Duration", "Steps", "Completed steps", "Failed step", "Failed at", "Errors", "Account UUID", "UUID", "Connection",
    ];

    protected static readonly string[] StepColumns =
    [
        "ExecutionUuid", "ExecutionName", "ExecutionStatus", "TriggeredBy", "AccountUuid", "AccountName", "Position", "Name", "Status", "ExecutedAt", "Duration", "HasError", "Error", "Info", "ConnectionName",
    ];

    public int Count { get; private set; }

    protected RowSpool Runs { get; } = new();

    protected RowSpool Steps { get; } = new();

    public void Add(AutomationExecution execution)
    {
        Count++;
        Runs.Add(
            execution.Status,
            execution.Name,
            execution.AccountName,
            execution.TriggeredBy,
            Uk(execution.CreatedAt),
            Uk(execution.UpdatedAt),
            Uk(execution.EndedAt),
            execution.Duration,
            execution.StepCount,
            execution.CompletedStepCount,
            execution.FailedStep,
            Uk(execution.FailedAt),
            Join(execution.Errors),
            execution.AccountUuid?.ToString(),
            execution.Uuid?.ToString(),
            execution.ConnectionName);
        IReadOnlyList<TimeSpan?> durations = execution.GetStepDurations();
        for (int i = 0; i < execution.StepCount; i++)
        {
            AutomationStep step = execution.Steps[i];
            Steps.Add(
                execution.Uuid?.ToString(),
                execution.Name,
                execution.Status,
                execution.TriggeredBy,
                execution.AccountUuid?.ToString(),
                execution.AccountName,
                step.Position,
                step.Name,
                step.Status,
                Uk(step.ExecutedAt),
                durations[i],
                step.HasError,
                Join(step.Errors),
                step.Info,
                execution.ConnectionName);
        }

        Summarize(execution);
    }

    public async Task WriteToAsync(Stream stream, CancellationToken cancellationToken)
    {
        using (Runs)
        using (Steps)
        {
            await WriteRowsAsync(stream, cancellationToken).ConfigureAwait(false);
        }
    }

    protected abstract Task WriteRowsAsync(Stream stream, CancellationToken cancellationToken);

    /// <summary>Adds an execution to a summary.</summary>
    protected virtual void Summarize(AutomationExecution execution)
    {
    }

    private static DateTime? Uk(DateTimeOffset? time) => time is { } known ? BritishTime.From(known).DateTime : null;

    private static string? Join(ResourceList<string> texts) => texts.Count == 0 ? null : string.Join("; ", texts);
}

/// <summary>Writes the steps as CSV that Excel opens correctly: UTF-8 with a byte order mark, times in a format that it reads as dates, and no text that it would run as a formula.</summary>
internal sealed class CsvReport : RowReport
{
    private static readonly char[] Quoted = [',', '"', '\r', '\n'];

    protected override async Task WriteRowsAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), bufferSize: 16 * 1024, leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(string.Join(",", StepColumns)).ConfigureAwait(false);
        foreach (object?[] row in Steps.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            await writer.WriteLineAsync(string.Join(",", row.Select(Format))).ConfigureAwait(false);
        }
    }

    private static string Format(object? cell) => cell switch
    {
        null => string.Empty,
        string text => Quote(Guard(text)),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        TimeSpan span => ((long)span.TotalSeconds).ToString(CultureInfo.InvariantCulture),
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture)!,
    };

    /// <summary>Puts an apostrophe before text that a spreadsheet would run as a formula.</summary>
    private static string Guard(string text) => text.TrimStart() is { Length: > 0 } start && start[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;

    private static string Quote(string text) => text.IndexOfAny(Quoted) >= 0 ? $"\"{text.Replace("\"", "\"\"")}\"" : text;
}
