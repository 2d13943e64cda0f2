namespace Plannr;

/// <summary>The base class of the API's records, which keeps all fields that have no property.</summary>
public abstract class PlannrResource : PlannrRecord
{
    /// <summary>The fields without a property, and values of the wrong type for their property, by the API's names. Empty, never null.</summary>
    public ResourceMap<object?> AdditionalProperties { get; internal set; } = ResourceMap<object?>.None;

    /// <summary>The text or JSON that the API sent instead of an object; all other properties are then empty. Null if the API sent an object.</summary>
    public string? RawText { get; internal set; }

    /// <summary>Returns a short name for a table or CSV cell, never a type name; empty if nothing is known.</summary>
    public override string ToString() => TerminalText.CleanLines(PlainText);

    /// <summary>The text of <see cref="ToString"/> as sent by the server, for output other than a terminal.</summary>
    internal string PlainText => ReadableText.FirstOf(Describe(), Key?.ToString(), IsClassName(RawText) ? null : RawText);

    /// <summary>Sets derived properties after all fields have been read.</summary>
    internal virtual void Complete()
    {
    }

    internal override Guid? Key => (this as IIdentified)?.Uuid;

    /// <summary>Returns short text, by default the name; null or empty to use the UUID.</summary>
    private protected virtual string? Describe() => (this as INamed)?.Name;

    /// <summary>Returns whether text is a class name of the server, which the examples of the API reference show in place of some objects.</summary>
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
