namespace Plannr;

/// <summary>The base class of the API's records, which keeps all fields that have no property.</summary>
public abstract class PlannrResource : PlannrRecord
{
    /// <summary>The fields without a property, and values of the wrong type for their property, keyed by the API's field names. Can be empty, but never null.</summary>
    public ResourceMap<object?> AdditionalProperties { get; internal set; } = ResourceMap<object?>.None;

    /// <summary>The text or JSON that the API sent instead of an object; all other properties are then empty. Null if the API sent an object.</summary>
    public string? RawText { get; internal set; }

    /// <summary>Returns a short name for a table or CSV cell, never a type name; empty if no name is known.</summary>
    public override string ToString() => TerminalText.CleanLines(PlainText);

    /// <summary>The text of <see cref="ToString"/> as sent by the server, for output that is not written to a terminal.</summary>
    internal string PlainText => ReadableText.FirstOf(Describe(), Key?.ToString(), IsClassName(RawText) ? null : RawText);

    /// <summary>Sets derived properties after all fields have been read.</summary>
    internal virtual void Complete()
    {
    }

    internal override Guid? Key => (this as IIdentified)?.Uuid;

    /// <summary>Returns a short description, by default the name. If it is null or empty, the UUID is used.</summary>
    private protected virtual string? Describe() => (this as INamed)?.Name;

    /// <summary>Returns whether text is the name of a class on the server. The examples in the API reference show such names in place of some objects.</summary>
    private static bool IsClassName(string? text) =>
        text is not null && text.IndexOf('\\') >= 0 && text.EndsWith("Resource", StringComparison.Ordinal);
}

/// <summary>A record that is identified by its UUID.</summary>
internal interface IIdentified
{
    Guid? Uuid { get; }
}

/// <summary>A record whose text is its name.</summary>
internal interface INamed
{
    string? Name { get; }
}
