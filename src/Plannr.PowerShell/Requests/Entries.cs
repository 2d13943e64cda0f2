namespace Plannr.PowerShell.Requests;

/// <summary>
/// The entries of a dictionary, in its own order. A plain hashtable has none that stays the same from one run to the next: its entries come by name.
/// </summary>
internal static class Entries
{
    public static IEnumerable<(string Name, object? Value)> Of(IDictionary map)
    {
        IEnumerable<(string Name, object? Value)> entries = Read(map);
        return map.GetType() == typeof(Hashtable) ? entries.OrderBy(entry => entry.Name, StringComparer.Ordinal) : entries;
    }

    private static IEnumerable<(string Name, object? Value)> Read(IDictionary map)
    {
        // The enumerator of the dictionary itself: that of a generic one gives another kind of entry.
        IDictionaryEnumerator entries = map.GetEnumerator();
        while (entries.MoveNext())
        {
            yield return (Convert.ToString(PlainObject.Unwrap(entries.Key), CultureInfo.InvariantCulture) ?? string.Empty, entries.Value);
        }
    }
}
