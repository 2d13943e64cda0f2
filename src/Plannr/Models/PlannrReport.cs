namespace Plannr;

/// <summary>A report that Plannr generates in the background. Returned by <c>GET /api/v1/report/{uuid}</c>. Any property can be null unless stated otherwise.</summary>
public sealed class PlannrReport : PlannrResource, IIdentified, INamed, IBackgroundWork
{
    /// <summary>The report's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The name.</summary>
    public string? Name { get; internal set; }

    /// <summary>The type, such as <c>rmar</c>.</summary>
    public string? ReportTypeId { get; internal set; }

    /// <summary>The status. The API reference does not list the possible values.</summary>
    public string? Status { get; internal set; }

    /// <summary>The progress, as a percentage.</summary>
    public int? Progress { get; internal set; }

    /// <summary>The files of the report. Empty until the report is generated, but never null.</summary>
    public ResourceList<PlannrFile> Files { get; internal set; } = ResourceList<PlannrFile>.None;

    /// <summary>The account that created the report.</summary>
    public Account? CreatedBy { get; internal set; }

    /// <summary>The folder, as sent by the API.</summary>
    public object? Folder { get; internal set; }

    /// <summary>The time when the report was created, with the offset returned by the API.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>The time when the report last changed, with the offset returned by the API.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    string IBackgroundWork.Noun => "report";

    /// <summary>Whether Plannr has finished generating the report, successfully or not. The meaning of the status may be unknown, so other fields are also checked.</summary>
    bool IBackgroundWork.HasEnded => HasFile || Progress >= 100 || AutomationStatus.IsEnd(Status);

    string IBackgroundWork.State => $"its status is {ReadableText.FirstOf(Status, "unknown")}{(Progress is { } percent ? $", {percent}%" : string.Empty)}";

    object IBackgroundWork.Stage => (Status, UpdatedAt, Progress, Files.Count);

    string IBackgroundWork.WaitAgain => $"Plannr continues to generate the report. To wait again, even in another session, run Wait-PlannrReport {Uuid?.ToString() ?? "with its UUID"}";

    /// <summary>Whether a file of the report has been uploaded.</summary>
    internal bool HasFile => Files.Any(file => file.IsUploaded);
}
