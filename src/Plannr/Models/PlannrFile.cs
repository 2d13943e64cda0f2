namespace Plannr;

/// <summary>A file stored in Plannr. Returned by <c>GET /api/v1/file/{uuid}</c> and nested in reports and imports. Any property can be null unless stated otherwise.</summary>
public sealed class PlannrFile : PlannrResource, IIdentified
{
    /// <summary>The file's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The name with its extension.</summary>
    public string? Filename { get; internal set; }

    /// <summary>The name.</summary>
    public string? Name { get; internal set; }

    /// <summary>The extension.</summary>
    public string? Extension { get; internal set; }

    /// <summary>The content type, such as <c>text/csv</c>.</summary>
    public string? Type { get; internal set; }

    /// <summary>The size in bytes. The API sends this as text.</summary>
    public long? Size { get; internal set; }

    /// <summary>The status of the upload, such as <c>uploaded</c>.</summary>
    public string? Status { get; internal set; }

    /// <summary>The progress of the upload, as a percentage. The API sends this as text.</summary>
    public int? Progress { get; internal set; }

    /// <summary>The path in Plannr.</summary>
    public string? Path { get; internal set; }

    /// <summary>The name of the folder.</summary>
    public string? FolderName { get; internal set; }

    /// <summary>The URL of the content. Save-PlannrFile downloads the content.</summary>
    public string? DownloadUrl { get; internal set; }

    /// <summary>The time when the content was uploaded, with the offset returned by the API.</summary>
    public DateTimeOffset? UploadedAt { get; internal set; }

    /// <summary>The time when the content last changed, with the offset returned by the API.</summary>
    public DateTimeOffset? LastModified { get; internal set; }

    /// <summary>The time when the original file was created, with the offset returned by the API.</summary>
    public DateTimeOffset? OriginalCreatedAt { get; internal set; }

    /// <summary>The time when the file was created in Plannr, with the offset returned by the API.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>The time when the file last changed in Plannr, with the offset returned by the API.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    /// <summary>Whether the content has been uploaded.</summary>
    internal bool IsUploaded => string.Equals(Status, "uploaded", StringComparison.OrdinalIgnoreCase);

    private protected override string? Describe() => ReadableText.FirstOf(Filename, Name);
}
