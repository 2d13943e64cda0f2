namespace Plannr;

/// <summary>A report that Plannr generates in the background. From <c>GET /api/v1/report/{uuid}</c>. Each property can be null.</summary>
public sealed class PlannrReport : PlannrResource, IIdentified, INamed, IBackgroundWork
{
    /// <summary>The report's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The name.</summary>
    public string? Name { get; internal set; }

    /// <summary>The type, such as <c>rmar</c>. An open list.</summary>
    public string? ReportTypeId { get; internal set; }

    /// <summary>The status. The API's reference lists none.</summary>
    public string? Status { get; internal set; }

    /// <summary>The progress in percent.</summary>
    public int? Progress { get; internal set; }

    /// <summary>The files of the report. Empty until it is made, never null.</summary>
    public ResourceList<PlannrFile> Files { get; internal set; } = ResourceList<PlannrFile>.None;

    /// <summary>The account that made it.</summary>
    public Account? CreatedBy { get; internal set; }

    /// <summary>The folder that it is in, as the API sent it.</summary>
    public object? Folder { get; internal set; }

    /// <summary>When the report was created, with the API's offset.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When the report last changed, with the API's offset.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    string IBackgroundWork.Noun => "report";

    /// <summary>A status that is not known proves nothing: neither of a report that runs nor of one that has ended.</summary>
    bool IBackgroundWork.HasEnded => HasFile || Progress >= 100 || AutomationStatus.IsEnd(Status);

    string IBackgroundWork.State => $"it is {ReadableText.FirstOf(Status, "in an unknown state")}, {Progress ?? 0} %";

    object IBackgroundWork.Stage => (Status, UpdatedAt, Progress, Files.Count);

    string IBackgroundWork.WaitAgain => $"Wait again, even in another session: Wait-PlannrReport {Uuid?.ToString() ?? "with its UUID"}. The report continues in Plannr.";

    /// <summary>Whether a file of the report has been uploaded.</summary>
    internal bool HasFile => Files.Any(file => file.IsUploaded);
}
