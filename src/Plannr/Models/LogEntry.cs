namespace Plannr;

/// <summary>An entry in the log of one record. From <c>GET /api/v1/logs/{modelType}/{modelUuid}</c>. Each property can be null.</summary>
public sealed class LogEntry : PlannrResource, IIdentified
{
    /// <summary>The type of the record whose log it is in, as requested.</summary>
    [NotFromApi]
    public string? ModelType { get; internal set; }

    /// <summary>The UUID of the record whose log it is in.</summary>
    [NotFromApi]
    public Guid? ModelUuid { get; internal set; }

    /// <summary>The entry's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>When it was written, with the API's offset.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When it last changed, with the API's offset.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    /// <summary>What happened, such as <c>viewed</c>. An open list.</summary>
    public string? Type { get; internal set; }

    /// <summary>The severity, such as <c>info</c>. An open list.</summary>
    public string? Level { get; internal set; }

    /// <summary>The description of the event.</summary>
    public string? Description { get; internal set; }

    /// <summary>The account that did it.</summary>
    public Account? Author { get; internal set; }

    /// <summary>The name of the account that did it.</summary>
    public string? AuthorName => Author?.DisplayName;

    private protected override string? Describe() => ReadableText.FirstOf(Description, Type);
}
