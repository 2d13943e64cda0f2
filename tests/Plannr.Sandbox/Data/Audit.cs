namespace Plannr.Sandbox.Data;

/// <summary>A record of who created, changed or deleted something.</summary>
internal sealed record Audit
{
    public required Guid Uuid { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The type of the record, such as <c>Contact Detail</c>.</summary>
    public required string Type { get; init; }

    /// <summary><c>created</c>, <c>updated</c> or <c>deleted</c>.</summary>
    public required string Event { get; init; }

    /// <summary>The old values of the changed fields as JSON text; <c>[]</c> for none, which is how PHP writes an empty array.</summary>
    public required string OldValues { get; init; }

    /// <summary>The new values of the changed fields as JSON text; <c>[]</c> for none.</summary>
    public required string NewValues { get; init; }

    public required string? UserAgent { get; init; }

    public required string IpAddress { get; init; }

    public required string Url { get; init; }

    /// <summary>The account that made the change.</summary>
    public required Guid AccountUuid { get; init; }

    /// <summary>Returns the fields as JSON text, or <c>[]</c> if there are none.</summary>
    public static string Values(JsonObject? fields) => fields is null or { Count: 0 } ? "[]" : fields.ToJsonString();
}
