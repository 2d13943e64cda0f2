namespace Plannr;

/// <summary>A tag. Returned by <c>GET /api/v1/tag</c> and nested in accounts. Any property can be null unless stated otherwise.</summary>
public sealed class Tag : PlannrResource, IIdentified
{
    /// <summary>The tag's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The name.</summary>
    public string? Name { get; internal set; }

    /// <summary>The name as used in URLs.</summary>
    public string? Slug { get; internal set; }

    /// <summary>The colour as hexadecimal text, such as <c>#ef4582</c>.</summary>
    public string? Colour { get; internal set; }

    /// <summary>The time when the tag was created, with the offset returned by the API.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>The time when the tag last changed, with the offset returned by the API.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    private protected override string? Describe() => ReadableText.FirstOf(Name, Slug);
}
