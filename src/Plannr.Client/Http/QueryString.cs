namespace Plannr.Client.Http;

/// <summary>Writes and reads the query of an address. Everything but letters, digits and <c>-._~</c> is percent-encoded, brackets too.</summary>
internal static class QueryString
{
    public static string Of(params KeyValuePair<string, string>[] parameters) => Of((IEnumerable<KeyValuePair<string, string>>)parameters);

    public static string Of(IEnumerable<KeyValuePair<string, string>> parameters) =>
        string.Join("&", parameters.Select(parameter => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value)}"));

    /// <summary>The parameters of an address or of a query alone. Of two with one name the first counts.</summary>
    public static IReadOnlyDictionary<string, string> Read(string addressOrQuery)
    {
        var parameters = new Dictionary<string, string>();
        foreach (KeyValuePair<string, string> pair in Pairs(addressOrQuery.Substring(addressOrQuery.IndexOf('?') + 1).Split('#')[0]))
        {
            if (!parameters.ContainsKey(pair.Key))
            {
                parameters[pair.Key] = pair.Value;
            }
        }

        return parameters;
    }

    /// <summary>The parameters of a query in their order, each as often as it stands there.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Pairs(string query)
    {
        foreach (string pair in query.Split(['&'], StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=');
            yield return equals < 0 ? new(Decode(pair), string.Empty) : new(Decode(pair.Substring(0, equals)), Decode(pair.Substring(equals + 1)));
        }
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Trim().Replace('+', ' '));
}
