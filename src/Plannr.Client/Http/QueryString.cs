using System;
using System.Collections.Generic;
using System.Linq;

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
        string query = addressOrQuery.Substring(addressOrQuery.IndexOf('?') + 1).Split('#')[0];
        foreach (string pair in query.Split(['&'], StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=');
            string name = Decode(equals < 0 ? pair : pair.Substring(0, equals));
            if (!parameters.ContainsKey(name))
            {
                parameters[name] = equals < 0 ? string.Empty : Decode(pair.Substring(equals + 1));
            }
        }

        return parameters;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Trim().Replace('+', ' '));
}
