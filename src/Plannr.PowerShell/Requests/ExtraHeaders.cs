namespace Plannr.PowerShell.Requests;

/// <summary>Turns a hashtable into headers; a list is several values of one.</summary>
internal static class ExtraHeaders
{
    public static IReadOnlyList<KeyValuePair<string, string>> Of(IDictionary? headers) =>
        [.. from entry in Entries.Of(headers ?? new Hashtable())
            from value in PlainObject.Unwrap(entry.Value) is IEnumerable values and not string ? values.Cast<object?>() : [entry.Value]
            let text = PlainObject.Unwrap(value)
            where text is not null
            select new KeyValuePair<string, string>(entry.Name, System.Convert.ToString(text, CultureInfo.InvariantCulture)!)];
}
