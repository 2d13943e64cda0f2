namespace Plannr;

/// <summary>The base class of the API's records. It keeps all fields that have no property.</summary>
public abstract class PlannrResource : PlannrRecord
{
    /// <summary>The fields that have no property or whose value has the wrong type for the property, keyed by the API's field names. Can be empty, but never null.</summary>
    public ResourceMap<object?> AdditionalProperties { get; internal set; } = ResourceMap<object?>.None;

    /// <summary>The text or JSON that the API sent instead of an object. In this case, the properties for the object's fields are empty. Null if the API sent an object.</summary>
    public string? RawText { get; internal set; }

    /// <summary>Returns a short name for a table or CSV cell, or an empty string if no name is known. Never returns a type name.</summary>
    public override string ToString() => TerminalText.CleanLines(PlainText);

    /// <summary>The text of <see cref="ToString"/> without its replacements for the terminal, for output that is written elsewhere.</summary>
    internal string PlainText => ReadableText.FirstOf(Describe(), Key?.ToString(), IsClassName(RawText) ? null : RawText);

    /// <summary>Sets derived properties after all fields have been read.</summary>
    internal virtual void Complete()
    {
    }

    internal override Guid? Key => (this as IIdentified)?.Uuid;

    /// <summary>Returns a short description, by default the name. If it is null or empty, the UUID is used.</summary>
    private protected virtual string? Describe() => (this as INamed)?.Name;

    /// <summary>Returns whether the text is the name of a class on the server. The examples in the API reference show such names in place of some objects.</summary>
    private static bool IsClassName(string? text) =>
        text is not null && text.IndexOf('\\') >= 0 && text.EndsWith("Resource", StringComparison.Ordinal);
}

/// <summary>A record that is identified by its UUID.</summary>
internal interface IIdentified
{
    Guid? Uuid { get; }
}

/// <summary>A record that is described by its name.</summary>
internal interface INamed
{
    string? Name { get; }
}
