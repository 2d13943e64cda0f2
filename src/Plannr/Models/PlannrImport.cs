namespace Plannr;

/// <summary>An import of a CSV file that Plannr processes in the background. From <c>GET /api/v1/import</c>. Each property can be null.</summary>
public sealed class PlannrImport : PlannrResource, IIdentified, IBackgroundWork
{
    /// <summary>The import's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The type of the records, such as <c>clients</c>. An open list.</summary>
    public string? Type { get; internal set; }

    /// <summary>What it does with the rows: <c>validate</c>, <c>store</c> or <c>update</c>.</summary>
    public string? Mode { get; internal set; }

    /// <summary>The status, such as <c>processing</c>. An open list.</summary>
    public string? Status { get; internal set; }

    /// <summary>The progress in percent.</summary>
    public int? Progress { get; internal set; }

    /// <summary>The number of rows or jobs in all.</summary>
    public int? TotalJobs { get; internal set; }

    /// <summary>The number of jobs that are left.</summary>
    public int? JobsRemaining { get; internal set; }

    /// <summary>The number of jobs that failed.</summary>
    public int? FailedJobs { get; internal set; }

    /// <summary>The headers. Empty, never null.</summary>
    public ResourceList<string> Headers { get; internal set; } = ResourceList<string>.None;

    /// <summary>The header in the CSV file for each of Plannr's headers. Empty, never null.</summary>
    public ResourceMap<string?> Mapping { get; internal set; } = ResourceMap<string?>.None;

    /// <summary>The rows that failed, at most 25 of them: the error report has them all. Empty, never null.</summary>
    public ResourceList<ImportError> Errors { get; internal set; } = ResourceList<ImportError>.None;

    /// <summary>The file with all rows that failed; null if there is none. Save-PlannrFile downloads it.</summary>
    public PlannrFile? ErrorReport { get; internal set; }

    /// <summary>The account that made it.</summary>
    public Account? Account { get; internal set; }

    /// <summary>When the import was created, with the API's offset.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When the import last changed, with the API's offset.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    string IBackgroundWork.Noun => "import";

    /// <summary>A status that is not known proves nothing: neither of an import that runs nor of one that has ended.</summary>
    bool IBackgroundWork.HasEnded => Progress >= 100 || (TotalJobs > 0 && JobsRemaining == 0) || AutomationStatus.IsEnd(Status);

    string IBackgroundWork.State => $"it is {ReadableText.FirstOf(Status, "in an unknown state")}, {JobsRemaining ?? 0} of {TotalJobs ?? 0} jobs left";

    object IBackgroundWork.Stage => (Status, UpdatedAt, Progress, JobsRemaining);

    string IBackgroundWork.WaitAgain => $"The import continues in Plannr. Check it: Invoke-PlannrRequest v1/import -Query @{{ filter = @{{ uuid = '{Uuid?.ToString() ?? "its UUID"}' }} }}";

    private protected override string? Describe() => ReadableText.FirstOf($"{Mode} {Type}".Trim());
}

/// <summary>A row of an import that failed. Nested in <see cref="PlannrImport"/>. Its fields are not documented: all are in AdditionalProperties. Each property can be null.</summary>
public sealed class ImportError : PlannrResource
{
    /// <summary>The number of the row, as Plannr counts.</summary>
    [ApiField("row", "line", "row_number")]
    public int? Row { get; internal set; }

    /// <summary>What is wrong: a text, or a list or dictionary by the API's names.</summary>
    [ApiField("message", "error", "errors")]
    public object? Message { get; internal set; }

    private protected override string? Describe() => ReadableText.Of(Message);
}
