namespace Plannr;

/// <summary>A reference to a record in another system. The API documents no shape for it: the names read here are the likely ones, and all else is in AdditionalProperties. Each property can be null.</summary>
public sealed class ExternalReference : PlannrResource
{
    /// <summary>The reference's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The name of the reference or of the other system.</summary>
    public string? Name { get; internal set; }

    /// <summary>The kind of reference.</summary>
    public string? Type { get; internal set; }

    /// <summary>The key in the other system.</summary>
    public string? Reference { get; internal set; }

    /// <summary>The value where it comes under that name: text, number, boolean, list, dictionary or null.</summary>
    public object? Value { get; internal set; }

    /// <summary>When the reference was created, with the offset that the API gave.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When the reference last changed, with the offset that the API gave.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    internal override Guid? Key => Uuid;

    private protected override string Describe()
    {
        string name = ReadableText.FirstOf(Name, Type);
        string value = ReadableText.FirstOf(Reference, ReadableText.Of(Value));
        return value.Length > 0 ? Labelled(ReadableText.FirstOf(name, Uuid?.ToString()), value)
            : AdditionalProperties.Count > 0 ? Labelled(name, AdditionalProperties.ToString())
            : ReadableText.FirstOf(name, Uuid?.ToString());
    }

    private static string Labelled(string label, string value) => label.Length == 0 ? value : label + "=" + value;
}
