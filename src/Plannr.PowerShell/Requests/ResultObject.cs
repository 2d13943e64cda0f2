namespace Plannr.PowerShell.Requests;

/// <summary>Converts the plain values of a response to objects, or to ordered dictionaries with case-sensitive keys.</summary>
internal static class ResultObject
{
    /// <exception cref="PlannrInvalidResponseException">The response contains a name that can't be a property name.</exception>
    public static object? From(object? value, bool asDictionary) => value switch
    {
        ResourceMap<object?> map => asDictionary ? Dictionary(map) : Object(map),
        ResourceList<object?> list => list.Select(item => From(item, asDictionary)).ToArray(),
        _ => value,
    };

    private static OrderedDictionary Dictionary(ResourceMap<object?> map)
    {
        var result = new OrderedDictionary(map.Count, StringComparer.Ordinal);
        foreach (KeyValuePair<string, object?> entry in map)
        {
            result.Add(entry.Key, From(entry.Value, asDictionary: true));
        }

        return result;
    }

    private static PSObject Object(ResourceMap<object?> map)
    {
        var result = new PSObject();
        foreach (KeyValuePair<string, object?> entry in map)
        {
            object? value = From(entry.Value, asDictionary: false);

            // PowerShell would replace the earlier property if the two names differ only in case.
            if (entry.Key.Length == 0 || result.Properties[entry.Key] is not null)
            {
                throw InvalidName(entry.Key);
            }

            try
            {
                result.Properties.Add(new PSNoteProperty(entry.Key, value));
            }
            catch (Exception exception) when (exception is PSArgumentException or ExtendedTypeSystemException)
            {
                // The name is reserved by PowerShell.
                throw InvalidName(entry.Key);
            }
        }

        return result;
    }

    private static PlannrInvalidResponseException InvalidName(string name) => new(
        default, $"The response was received, but its field '{name}' can't be a property: the name is empty or reserved, or differs from another name only in case.", "Use -AsHashtable, which keeps every name, or -Raw. If the request has created or changed something, do not send it again only to see the response.");
}
