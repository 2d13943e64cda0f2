using System.Collections.ObjectModel;

namespace Plannr;

/// <summary>
/// A read-only dictionary with the API's own names as keys, that reads well as text. At a prompt <c>$map.name</c> and
/// <c>$map['name']</c> both work.
/// </summary>
/// <typeparam name="TValue">The type of the values.</typeparam>
public sealed class ResourceMap<TValue> : ReadOnlyDictionary<string, TValue>
{
    /// <summary>Makes a map over the entries given. The entries are not copied.</summary>
    /// <param name="entries">The entries.</param>
    public ResourceMap(IDictionary<string, TValue> entries)
        : base(entries)
    {
    }

    /// <summary>The map without entries.</summary>
    internal static ResourceMap<TValue> None { get; } = new(new Dictionary<string, TValue>());

    /// <summary>The entries as "name=value", separated by "; "; an empty string where there are none.</summary>
    /// <returns>The text of the map.</returns>
    public override string ToString() =>
        ReadableText.Join(this.Select(entry => entry.Key + "=" + ReadableText.Of(entry.Value)));
}
