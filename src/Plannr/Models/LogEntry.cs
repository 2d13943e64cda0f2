namespace Plannr;

/// <summary>An entry in the log of one record. From <c>GET /api/v1/logs/{modelType}/{modelUuid}</c>. Each property can be null.</summary>
public sealed class LogEntry : PlannrResource
{
    /// <summary>The kind of record whose log it is in, as it was asked for.</summary>
    [NotFromApi]
    public string? ModelType { get; internal set; }

    /// <summary>The UUID of the record whose log it is in.</summary>
    [NotFromApi]
    public Guid? ModelUuid { get; internal set; }

    /// <summary>The entry's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>When it was written, with the offset that the API gave.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When it last changed, with the offset that the API gave.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    /// <summary>What happened, such as <c>viewed</c>. An open list.</summary>
    public string? Type { get; internal set; }

    /// <summary>How grave it is, such as <c>info</c>. An open list.</summary>
    public string? Level { get; internal set; }

    /// <summary>What happened, in words.</summary>
    public string? Description { get; internal set; }

    /// <summary>Who did it.</summary>
    public Account? Author { get; internal set; }

    /// <summary>The name of who did it.</summary>
    public string? AuthorName => Author?.DisplayName;

    internal override Guid? Key => Uuid;

    private protected override string Describe() => ReadableText.FirstOf(Description, Type, Uuid?.ToString());
}
