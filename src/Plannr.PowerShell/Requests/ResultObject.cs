namespace Plannr.PowerShell.Requests;

/// <summary>Turns the plain values of an answer into what users work with: objects, or ordered dictionaries that tell names apart by case.</summary>
internal static class ResultObject
{
    /// <exception cref="PlannrInvalidResponseException">A name in it can't be the name of a property.</exception>
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

            // PowerShell would let a name in another case of letters take the place of the first.
            if (entry.Key.Length == 0 || result.Properties[entry.Key] is not null)
            {
                throw Unfit(entry.Key);
            }

            try
            {
                result.Properties.Add(new PSNoteProperty(entry.Key, value));
            }
            catch (Exception exception) when (exception is PSArgumentException or ExtendedTypeSystemException)
            {
                // Reserved by PowerShell.
                throw Unfit(entry.Key);
            }
        }

        return result;
    }

    private static PlannrInvalidResponseException Unfit(string name) => new(
        default, $"The answer came, and has a field '{name}', which can't be a property beside the others of its object.", "Use -AsHashtable, which keeps every name, or -Raw.");
}
