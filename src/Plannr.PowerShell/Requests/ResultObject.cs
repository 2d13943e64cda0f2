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

/// <summary>Shows how much of a file has come. The work tells more often than anybody could read: what was not shown yet is overtaken.</summary>
/// <param name="post">Has something done on the pipeline's thread.</param>
/// <param name="meter">Shows it.</param>
internal sealed class DownloadProgress(Action<Action> post, ProgressMeter meter)
{
    private const double Megabyte = 1024 * 1024;

    private long _received;
    private long _total;
    private int _isPosted;

    public void Report(long received, long? total)
    {
        Volatile.Write(ref _received, received);
        Volatile.Write(ref _total, total ?? 0);
        if (Interlocked.Exchange(ref _isPosted, 1) == 0)
        {
            post(Show);
        }
    }

    private void Show()
    {
        Volatile.Write(ref _isPosted, 0);
        long received = Volatile.Read(ref _received);
        long total = Volatile.Read(ref _total);
        string done = (received / Megabyte).ToString("0.0", CultureInfo.InvariantCulture);
        meter.Show(
            total > 0 ? $"{done} of {(total / Megabyte).ToString("0.0", CultureInfo.InvariantCulture)} MB" : $"{done} MB",
            total > 0 ? (int)(100 * received / total) : -1);
    }
}
