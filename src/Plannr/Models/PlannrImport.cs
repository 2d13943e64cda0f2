namespace Plannr;

/// <summary>A CSV import that Plannr processes in the background. Returned by <c>GET /api/v1/import</c>. Any property can be null unless stated otherwise.</summary>
public sealed class PlannrImport : PlannrResource, IIdentified, IBackgroundWork
{
    /// <summary>The import's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The type of the imported records, such as <c>clients</c>.</summary>
    public string? Type { get; internal set; }

    /// <summary>The mode: <c>validate</c>, <c>store</c> or <c>update</c>.</summary>
    public string? Mode { get; internal set; }

    /// <summary>The status, such as <c>processing</c>.</summary>
    public string? Status { get; internal set; }

    /// <summary>The progress, as a percentage.</summary>
    public int? Progress { get; internal set; }

    /// <summary>The total number of rows or jobs.</summary>
    public int? TotalJobs { get; internal set; }

    /// <summary>The number of remaining jobs.</summary>
    public int? JobsRemaining { get; internal set; }

    /// <summary>The number of failed jobs.</summary>
    public int? FailedJobs { get; internal set; }

    /// <summary>The headers as sent by the API. The API reference does not state whether they are Plannr's headers or the file's. Can be empty, but never null.</summary>
    public ResourceList<string> Headers { get; internal set; } = ResourceList<string>.None;

    /// <summary>The CSV file's headers, keyed by Plannr's headers. Can be empty, but never null.</summary>
    public ResourceMap<string?> Mapping { get; internal set; } = ResourceMap<string?>.None;

    /// <summary>Up to 25 of the rows that failed; the error report contains all of them. Can be empty, but never null.</summary>
    public ResourceList<ImportError> Errors { get; internal set; } = ResourceList<ImportError>.None;

    /// <summary>The file with all rows that failed. Save-PlannrFile downloads it. Null if there is no such file.</summary>
    public PlannrFile? ErrorReport { get; internal set; }

    /// <summary>The account that created the import.</summary>
    public Account? Account { get; internal set; }

    /// <summary>The time when the import was created, with the offset returned by the API.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>The time when the import last changed, with the offset returned by the API.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    string IBackgroundWork.Noun => "import";

    /// <summary>Whether the import has ended. The meaning of the status may be unknown, so other fields are also checked.</summary>
    bool IBackgroundWork.HasEnded => Progress >= 100 || (TotalJobs > 0 && JobsRemaining == 0) || AutomationStatus.IsEnd(Status);

    string IBackgroundWork.State => $"its status is {ReadableText.FirstOf(Status, "unknown")}"
        + (TotalJobs is > 0 and var total && JobsRemaining is { } left ? $", {left} of {total} {(total == 1 ? "job" : "jobs")} left" : string.Empty);

    object IBackgroundWork.Stage => (Status, UpdatedAt, Progress, JobsRemaining);

    string IBackgroundWork.WaitAgain => $"The import continues in Plannr. To check it, run Invoke-PlannrRequest v1/import -Query @{{ filter = @{{ uuid = '{Uuid?.ToString() ?? "<UUID>"}' }} }}";

    private protected override string? Describe() => ReadableText.FirstOf($"{Mode} {Type}".Trim());
}

/// <summary>A failed row of an import. Nested in <see cref="PlannrImport"/>. The fields of this object are not documented in the API reference; those without a property are in AdditionalProperties. Any property can be null unless stated otherwise.</summary>
public sealed class ImportError : PlannrResource
{
    /// <summary>The row number that Plannr reports.</summary>
    [ApiField("row", "line", "row_number")]
    public int? Row { get; internal set; }

    /// <summary>The error: text, a list, or a dictionary keyed by the API's field names.</summary>
    [ApiField("message", "error", "errors")]
    public object? Message { get; internal set; }

    private protected override string? Describe() => ReadableText.Of(Message);
}
