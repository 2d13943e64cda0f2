namespace Plannr.Client.Paging;

/// <summary>The path and the query of a page of a list.</summary>
internal sealed record PageAddress(string Path, IReadOnlyList<KeyValuePair<string, string>> Query)
{
    private static readonly Regex Index = new("\\[[0-9]+\\]", RegexOptions.CultureInvariant);

    /// <summary>Returns path and query. With the slash a path with a colon is not an absolute URL.</summary>
    public override string ToString() => Query.Count == 0 ? "/" + Path : $"/{Path}?{QueryString.Build(Query)}";

    /// <summary>The number of the page; null for none.</summary>
    public long? Number => GetNumber("page");

    /// <summary>The number of the page; 1 by default.</summary>
    public long Page => Number ?? 1;

    /// <summary>The requested number of items on a page; 0 for none.</summary>
    public long PageSize => GetNumber("per_page") ?? 0;

    /// <summary>Whether the list was requested from its beginning to its end, by the usual names of parameters.</summary>
    public bool IsStart => Query.All(parameter =>
        parameter.Key == "page" ? parameter.Value == "1" : parameter.Key is not ("cursor" or "offset" or "skip" or "start" or "limit") && !parameter.Key.StartsWith("page[", StringComparison.Ordinal));

    public PageAddress With(string name, string value) => this with { Query = [.. Query.Where(parameter => parameter.Key != name), new(name, value)] };

    public PageAddress Without(string name) => this with { Query = [.. Query.Where(parameter => parameter.Key != name)] };

    public PageAddress AtPage(long page) => With("page", page.ToString(CultureInfo.InvariantCulture));

    /// <summary>
    /// Returns the page that a link leads to; null if it leads to another server. Only path and query of the link count, since servers behind a proxy write
    /// http, and parameters are added if the link has fewer of a name: Laravel writes tag[]=a&amp;tag[]=b as tag[0]=a&amp;tag[1]=b, others keep one value.
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
                // All of them, in order: some servers take the last.
                query.RemoveAll(given => ListName(given.Key) == asked.Key);
                query.AddRange(asked);
            }
        }

        return new PageAddress(target.AbsolutePath.TrimStart('/'), query);
    }

    /// <summary>Returns the name without the indexes in its brackets.</summary>
    private static string ListName(string name) => Index.Replace(name, "[]");

    private long? GetNumber(string name) =>
        long.TryParse(Query.FirstOrDefault(parameter => parameter.Key == name).Value, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
}

/// <summary>Writes and reads the query of a URL. Everything but letters, digits and <c>-._~</c> is percent-encoded, brackets too.</summary>
internal static class QueryString
{
    public static string Build(params IEnumerable<KeyValuePair<string, string>> parameters) =>
        string.Join("&", parameters.Select(parameter => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value)}"));

    /// <summary>Reads the parameters of a URL or a query. Of two with one name the first counts.</summary>
    public static IReadOnlyDictionary<string, string> Read(string addressOrQuery) =>
        Pairs(addressOrQuery.Substring(addressOrQuery.IndexOf('?') + 1).Split('#')[0])
            .GroupBy(pair => pair.Key).ToDictionary(same => same.Key, same => same.First().Value);

    /// <summary>Reads the parameters of a query in their order, with repetitions.</summary>
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
