namespace Plannr.Sandbox.Data;

/// <summary>That somebody made, changed or removed something.</summary>
internal sealed record Audit
{
    public required Guid Uuid { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What kind of record it was, such as <c>Contact Detail</c>.</summary>
    public required string Type { get; init; }

    /// <summary><c>created</c>, <c>updated</c> or <c>deleted</c>.</summary>
    public required string Event { get; init; }

    /// <summary>The fields that changed, as they were: JSON text. <c>[]</c> for none, as PHP writes an empty array.</summary>
    public required string OldValues { get; init; }

    /// <summary>The fields that changed, as they are now: JSON text. <c>[]</c> for none.</summary>
    public required string NewValues { get; init; }

    public required string? UserAgent { get; init; }

    public required string IpAddress { get; init; }

    public required string Url { get; init; }

    /// <summary>The account that did it.</summary>
    public required Guid AccountUuid { get; init; }

    /// <summary>The text of some fields; null and no fields give <c>[]</c>.</summary>
    public static string Values(JsonObject? fields) => fields is null or { Count: 0 } ? "[]" : fields.ToJsonString();
}
