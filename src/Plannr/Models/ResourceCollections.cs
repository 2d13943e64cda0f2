using System.Collections.ObjectModel;

namespace Plannr;

/// <summary>A read-only list that reads well as text, so that a CSV cell or a table column shows its items rather than a type name.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <param name="items">The items, in order. They are not copied.</param>
public sealed class ResourceList<T>(IList<T> items) : ReadOnlyCollection<T>(items)
{
    /// <summary>The list without items.</summary>
    internal static ResourceList<T> None { get; } = new([]);

    /// <summary>The items' own text, separated by "; "; an empty string where there are none.</summary>
    /// <returns>The text of the list.</returns>
    public override string ToString() => ReadableText.Join(this);
}

/// <summary>
/// A read-only dictionary with the API's own names as keys, that reads well as text. At a prompt <c>$map.name</c> and <c>$map['name']</c> both work.
/// </summary>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <param name="entries">The entries. They are not copied.</param>
public sealed class ResourceMap<TValue>(IDictionary<string, TValue> entries) : ReadOnlyDictionary<string, TValue>(entries)
{
    /// <summary>The map without entries.</summary>
    internal static ResourceMap<TValue> None { get; } = new(new Dictionary<string, TValue>());

    /// <summary>The entries as "name=value", separated by "; "; an empty string where there are none.</summary>
    /// <returns>The text of the map.</returns>
    public override string ToString() => ReadableText.Join(this.Select(entry => entry.Key + "=" + ReadableText.Of(entry.Value)));
}
