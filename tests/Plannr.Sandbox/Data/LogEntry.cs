namespace Plannr.Sandbox.Data;

/// <summary>An entry in the log of a record.</summary>
internal sealed record LogEntry
{
    public required Guid Uuid { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The type of the record, as in the request path.</summary>
    public required string ModelType { get; init; }

    public required Guid ModelUuid { get; init; }

    /// <summary>The event, such as <c>viewed</c>.</summary>
    public required string Type { get; init; }

    /// <summary><c>info</c>, <c>warning</c> or <c>error</c>.</summary>
    public required string Level { get; init; }

    public required string Description { get; init; }

    /// <summary>The account that caused the event, or null for the system.</summary>
    public Guid? Author { get; init; }
}
