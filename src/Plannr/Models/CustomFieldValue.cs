namespace Plannr;

/// <summary>The value of one of the firm's custom fields. The API documents no shape for it: the names read here are those of the field's definition, and all else is in AdditionalProperties. Each property can be null.</summary>
public sealed class CustomFieldValue : PlannrResource
{
    /// <summary>The value's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The field's name.</summary>
    public string? Name { get; internal set; }

    /// <summary>The key of the field, as used in filters and when setting a value.</summary>
    public string? Reference { get; internal set; }

    /// <summary>The field's type, such as <c>string</c> or <c>selection</c>. An open list.</summary>
    public string? Type { get; internal set; }

    /// <summary>The value: text, number, boolean, list, dictionary or null.</summary>
    public object? Value { get; internal set; }

    /// <summary>When the value was created, with the offset that the API gave.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When the value last changed, with the offset that the API gave.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    internal override Guid? Key => Uuid;

    private protected override string Describe() => Value is null ? ReadableText.FirstOf(Name, Reference, AdditionalProperties.ToString(), Uuid?.ToString()) : ReadableText.FirstOf(Name, Reference, "value") + "=" + ReadableText.Of(Value);
}
