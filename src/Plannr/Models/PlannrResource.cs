using System.Collections.ObjectModel;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Plannr;

/// <summary>The base class of records and rows. They are equal if they have the same type and UUID and, for rows, the same position. They are sorted by name, then by UUID and position.</summary>
#pragma warning disable CA1036 // PowerShell's operators call Equals and CompareTo.
public abstract class PlannrRecord : IEquatable<PlannrRecord>, IComparable
#pragma warning restore CA1036
{
    /// <summary>The name of the connection that the record came from. It identifies the firm. Null if the record did not come from a connection.</summary>
    [NotFromApi]
    public string? ConnectionName { get; internal set; }

    /// <summary>The UUID that identifies the record, or null.</summary>
    internal virtual Guid? Key => null;

    /// <summary>The position that distinguishes rows with the same UUID.</summary>
    private protected virtual int? KeyPosition => null;

    /// <summary>Returns whether the other record has the same type and UUID and, for rows, the same position.</summary>
    public bool Equals(PlannrRecord? other) =>
        ReferenceEquals(this, other) || (Key is { } key && key == other?.Key && KeyPosition == other.KeyPosition && GetType() == other.GetType());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PlannrRecord);

    /// <inheritdoc/>
    public override int GetHashCode() => Key is { } key ? key.GetHashCode() ^ KeyPosition.GetHashCode() : RuntimeHelpers.GetHashCode(this);

    /// <summary>Compares by name, then by UUID and position. Returns 0 only for equal records.</summary>
    public int CompareTo(object? obj)
    {
        if (obj is null || Equals(obj))
        {
            return obj is null ? 1 : 0;
        }

        PlannrRecord other = obj as PlannrRecord ?? throw new ArgumentException($"A record can't be compared with an object of type {obj.GetType()}.", nameof(obj));
        int order = CultureInfo.CurrentCulture.CompareInfo.Compare(ToString(), other.ToString(), CompareOptions.IgnoreCase);
        order = order != 0 ? order : Nullable.Compare(Key, other.Key);
        order = order != 0 ? order : Nullable.Compare(KeyPosition, other.KeyPosition);
        return order != 0 ? order : RuntimeHelpers.GetHashCode(this) < RuntimeHelpers.GetHashCode(other) ? -1 : 1;
    }
}

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
