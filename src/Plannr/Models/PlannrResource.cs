namespace Plannr;

/// <summary>The base class of the API's records: holds what no property of theirs can hold.</summary>
public abstract class PlannrResource : PlannrRecord
{
    /// <summary>Fields that have no property, and values that do not fit their property, by the API's own names. Empty, never null.</summary>
    public ResourceMap<object?> AdditionalProperties { get; internal set; } = ResourceMap<object?>.None;

    /// <summary>The text or JSON that the API sent in place of an object; all other properties are then empty. Null if it sent an object.</summary>
    public string? RawText { get; internal set; }

    /// <summary>Returns a short name of the object for a table or CSV cell. Never a type name; empty if nothing is known.</summary>
    public override string ToString() => TerminalText.CleanLines(PlainText);

    /// <summary>The text of <see cref="ToString"/> as the server sent it, for output that is not a terminal.</summary>
    internal string PlainText => ReadableText.FirstOf(Describe(), Key?.ToString(), IsClassName(RawText) ? null : RawText);

    /// <summary>Derives properties from others, once all are read.</summary>
    internal virtual void Complete()
    {
    }

    internal override Guid? Key => (this as IIdentified)?.Uuid;

    /// <summary>Returns a short text, the name by default; null or empty for the UUID.</summary>
    private protected virtual string? Describe() => (this as INamed)?.Name;

    /// <summary>The reference's examples show the server's class names in place of objects.</summary>
    private static bool IsClassName(string? text) =>
        text is not null && text.IndexOf('\\') >= 0 && text.EndsWith("Resource", StringComparison.Ordinal);
}

/// <summary>A record that its UUID identifies.</summary>
internal interface IIdentified
{
    Guid? Uuid { get; }
}

/// <summary>A record whose text is its name.</summary>
internal interface INamed
{
    string? Name { get; }
}
