using System.Collections.ObjectModel;

namespace Plannr;

/// <summary>
/// A read-only list that reads well as text, so that a CSV cell or a table column shows its items rather than a type name.
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
public sealed class ResourceList<T> : ReadOnlyCollection<T>
{
    /// <summary>Makes a list over the items given. The items are not copied.</summary>
    /// <param name="items">The items, in order.</param>
    public ResourceList(IList<T> items)
        : base(items)
    {
    }

    /// <summary>The list without items.</summary>
    internal static ResourceList<T> None { get; } = new(System.Array.Empty<T>());

    /// <summary>The items' own text, separated by "; "; an empty string where there are none.</summary>
    /// <returns>The text of the list.</returns>
    public override string ToString() => ReadableText.Join(this);
}
