namespace Plannr;

/// <summary>An entry in the log of a record. Returned by <c>GET /api/v1/logs/{modelType}/{modelUuid}</c>. Any property can be null unless stated otherwise.</summary>
public sealed class LogEntry : PlannrResource, IIdentified
{
    /// <summary>The type of the record that the log belongs to, as specified in the request.</summary>
    [NotFromApi]
    public string? ModelType { get; internal set; }

    /// <summary>The UUID of the record that the log belongs to.</summary>
    [NotFromApi]
    public Guid? ModelUuid { get; internal set; }

    /// <summary>The entry's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The time when the entry was written, with the offset returned by the API.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>The time when the entry last changed, with the offset returned by the API.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    /// <summary>The event, such as <c>viewed</c>.</summary>
    public string? Type { get; internal set; }

    /// <summary>The severity, such as <c>info</c>.</summary>
    public string? Level { get; internal set; }

    /// <summary>The description of the event.</summary>
    public string? Description { get; internal set; }

    /// <summary>The account that caused the event.</summary>
    public Account? Author { get; internal set; }

    /// <summary>The name of the account that caused the event.</summary>
    public string? AuthorName => Author?.DisplayName;

    private protected override string? Describe() => ReadableText.FirstOf(Description, Type);
}
