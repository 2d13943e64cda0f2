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
