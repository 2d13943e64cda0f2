namespace Plannr.Sandbox.Routing;

/// <summary>A query string. Names and values are decoded, and the last value of a repeated name wins, as in PHP. Brackets are part of the name.</summary>
internal sealed class QueryParameters
{
    private readonly List<KeyValuePair<string, string>> _pairs = [];

    /// <param name="query">The query string, with or without the question mark; may be empty.</param>
    public QueryParameters(string query)
    {
        foreach (var pair in query.TrimStart('?').Split('&').Where(pair => pair.Length > 0))
        {
            var equals = pair.IndexOf('=');
            var name = Decode(equals < 0 ? pair : pair.Substring(0, equals));
            _pairs.RemoveAll(known => known.Key == name);
            _pairs.Add(new(name, equals < 0 ? string.Empty : Decode(pair.Substring(equals + 1))));
        }
    }

    /// <summary>Returns the value of a parameter, or null.</summary>
    public string? this[string name] => _pairs.FirstOrDefault(pair => pair.Key == name).Value;

    /// <summary>The names and values of the filters. A name is the text between the brackets.</summary>
    public IEnumerable<KeyValuePair<string, string>> Filters =>
        from pair in _pairs
        where pair.Key.StartsWith("filter[", StringComparison.Ordinal) && pair.Key[pair.Key.Length - 1] == ']'
        select new KeyValuePair<string, string>(pair.Key.Substring(7, pair.Key.Length - 8), pair.Value);

    /// <summary>Returns the items of a comma-separated parameter; none if it is missing or empty.</summary>
    public IReadOnlyList<string> List(string name) => SplitList(this[name]);

    /// <summary>Returns the items of a comma-separated filter, or null if the request does not use it.</summary>
    public IReadOnlyList<string>? FilterList(string name) =>
        this["filter[" + name + "]"] is { } value ? SplitList(value) : null;

    /// <summary>Returns the query string with one parameter set and moved to the end, encoded like Laravel's page links.</summary>
    public string With(string name, string value) =>
        string.Join("&", _pairs
            .Where(pair => pair.Key != name)
            .Append(new(name, value))
            .Select(pair => Uri.EscapeDataString(pair.Key) + "=" + Uri.EscapeDataString(pair.Value)));

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static string[] SplitList(string? value) =>
        value is null ? [] : value.Split(',').Select(part => part.Trim()).Where(part => part.Length > 0).ToArray();
}
