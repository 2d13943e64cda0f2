using System.Collections.ObjectModel;

namespace Plannr;

/// <summary>A read-only list that shows its items when it is converted to text, for example for a CSV cell.</summary>
public sealed class ResourceList<T>(IList<T> items) : ReadOnlyCollection<T>(items)
{
    /// <summary>The empty list.</summary>
    internal static ResourceList<T> None { get; } = new([]);

    /// <summary>Returns the items as text, separated by "; ".</summary>
    public override string ToString() => TerminalText.CleanLines(ReadableText.Join(this));
}

/// <summary>A read-only dictionary that is keyed by the API's field names and shows its entries when it is converted to text.</summary>
public sealed class ResourceMap<TValue>(IDictionary<string, TValue> entries) : ReadOnlyDictionary<string, TValue>(entries)
{
    /// <summary>The empty dictionary.</summary>
    internal static ResourceMap<TValue> None { get; } = new(new Dictionary<string, TValue>());

    /// <summary>Returns the entries as "name=value", separated by "; ".</summary>
    public override string ToString() => TerminalText.CleanLines(ReadableText.Join(this.Select(entry => entry.Key + "=" + ReadableText.Of(entry.Value))));
}
