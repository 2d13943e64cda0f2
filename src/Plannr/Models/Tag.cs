namespace Plannr;

/// <summary>A tag. From <c>GET /api/v1/tag</c> and nested in accounts. Each property can be null.</summary>
public sealed class Tag : PlannrResource, IIdentified
{
    /// <summary>The tag's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The name.</summary>
    public string? Name { get; internal set; }

    /// <summary>The name as used in addresses.</summary>
    public string? Slug { get; internal set; }

    /// <summary>The colour as hexadecimal text, such as <c>#ef4582</c>.</summary>
    public string? Colour { get; internal set; }

    /// <summary>When the tag was created, with the API's offset.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When the tag last changed, with the API's offset.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    private protected override string? Describe() => ReadableText.FirstOf(Name, Slug);
}
