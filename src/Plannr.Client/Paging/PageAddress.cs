namespace Plannr.Client.Paging;

/// <summary>Where a page of a list is: the path, and the query with what was asked for.</summary>
internal sealed record PageAddress(string Path, IReadOnlyList<KeyValuePair<string, string>> Query)
{
    private static readonly Regex Index = new("\\[[0-9]+\\]", RegexOptions.CultureInvariant);

    /// <summary>Path and query, to be asked of the connection's server. The slash keeps a path with a colon from being taken for an address.</summary>
    public override string ToString() => Query.Count == 0 ? "/" + Path : $"/{Path}?{QueryString.Of(Query)}";

    /// <summary>The number of the page; null where none is given.</summary>
    public long? Number => NumberOf("page");

    /// <summary>The number of the page; the first where none is given.</summary>
    public long Page => Number ?? 1;

    /// <summary>How many items a page may have as far as was asked for; 0 where nothing was.</summary>
    public long PageSize => NumberOf("per_page") ?? 0;

    /// <summary>Whether the list was requested from its beginning and to its end, as far as the usual names of parameters tell.</summary>
    public bool IsStart => Query.All(parameter =>
        parameter.Key == "page" ? parameter.Value == "1" : parameter.Key is not ("cursor" or "offset" or "skip" or "start" or "limit") && !parameter.Key.StartsWith("page[", StringComparison.Ordinal));

    public PageAddress With(string name, string value) => this with { Query = [.. Query.Where(parameter => parameter.Key != name), new(name, value)] };

    public PageAddress Without(string name) => this with { Query = [.. Query.Where(parameter => parameter.Key != name)] };

    public PageAddress AtPage(long page) => With("page", page.ToString(CultureInfo.InvariantCulture));

    /// <summary>
    /// The page that a link leads to; null where it leads to another server. Servers behind a proxy name themselves with http or leave out
    /// what was asked for: of the link only path and query count, and what it leaves out is put in again. A name that was asked for several times
    /// is taken from the link only if the link has it as often: Laravel writes tag[]=a&amp;tag[]=b as tag[0]=a&amp;tag[1]=b, and other servers keep one value.
    /// </summary>
    public PageAddress? Follow(string link, Uri baseUri)
    {
        if (!Uri.TryCreate(new Uri(baseUri, ToString()), link, out Uri? target)
            || !string.Equals(target.Host, baseUri.Host, StringComparison.OrdinalIgnoreCase)
            || (target.Scheme == baseUri.Scheme && target.Port != baseUri.Port)
            || !(target.Scheme is "https" or "http"))
        {
            return null;
        }

        List<KeyValuePair<string, string>> query = [.. QueryString.Pairs(target.Query.TrimStart('?'))];
        foreach (IGrouping<string, KeyValuePair<string, string>> asked in Query.Where(parameter => parameter.Key != "page").GroupBy(parameter => ListName(parameter.Key)))
        {
            if (query.Count(given => ListName(given.Key) == asked.Key) < asked.Count())
            {
                // All of them anew: the order counts where a server takes the last.
                query.RemoveAll(given => ListName(given.Key) == asked.Key);
                query.AddRange(asked);
            }
        }

        return new PageAddress(target.AbsolutePath.TrimStart('/'), query);
    }

    /// <summary>The name without the indexes in its brackets.</summary>
    private static string ListName(string name) => Index.Replace(name, "[]");

    private long? NumberOf(string name) =>
        long.TryParse(Query.FirstOrDefault(parameter => parameter.Key == name).Value, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
}

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
