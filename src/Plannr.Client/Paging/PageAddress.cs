namespace Plannr.Client.Paging;

/// <summary>The path and query of a page of a list.</summary>
internal sealed record PageAddress(string Path, IReadOnlyList<KeyValuePair<string, string>> Query)
{
    private static readonly Regex Index = new("\\[[0-9]+\\]", RegexOptions.CultureInvariant);

    /// <summary>Returns the path and query. The leading slash prevents a path with a colon from being read as an absolute URL.</summary>
    public override string ToString() => Query.Count == 0 ? "/" + Path : $"/{Path}?{QueryString.Build(Query)}";

    /// <summary>The number of the page, or null.</summary>
    public long? Number => GetNumber("page");

    /// <summary>The number of the page, by default 1.</summary>
    public long Page => Number ?? 1;

    /// <summary>The requested number of items per page, or 0.</summary>
    public long PageSize => GetNumber("per_page") ?? 0;

    /// <summary>Whether the whole list was requested, judging by the usual parameter names.</summary>
    public bool IsStart => Query.All(parameter =>
        parameter.Key == "page" ? parameter.Value == "1" : parameter.Key is not ("cursor" or "offset" or "skip" or "start" or "limit") && !parameter.Key.StartsWith("page[", StringComparison.Ordinal));

    public PageAddress With(string name, string value) => this with { Query = [.. Query.Where(parameter => parameter.Key != name), new(name, value)] };

    public PageAddress Without(string name) => this with { Query = [.. Query.Where(parameter => parameter.Key != name)] };

    public PageAddress AtPage(long page) => With("page", page.ToString(CultureInfo.InvariantCulture));

    /// <summary>
    /// Returns the page that a link leads to, or null if the link is invalid or leads to another server. Only the link's path and query are used, because servers behind a proxy write
    /// http URLs. Parameters that the link dropped are restored, because some servers keep only one of several values. Laravel writes tag[]=a&amp;tag[]=b as tag[0]=a&amp;tag[1]=b.
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
        foreach (IGrouping<string, KeyValuePair<string, string>> requested in Query.Where(parameter => parameter.Key != "page").GroupBy(parameter => ListName(parameter.Key)))
        {
            if (query.Count(given => ListName(given.Key) == requested.Key) < requested.Count())
            {
                // The link lacks some values. Replace them all instead of adding the missing ones, because the order matters: some servers use only the last value.
                query.RemoveAll(given => ListName(given.Key) == requested.Key);
                query.AddRange(requested);
            }
        }

        return new PageAddress(target.AbsolutePath.TrimStart('/'), query);
    }

    /// <summary>Returns a parameter's name without the indexes in its brackets.</summary>
    private static string ListName(string name) => Index.Replace(name, "[]");

    private long? GetNumber(string name) =>
        long.TryParse(Query.FirstOrDefault(parameter => parameter.Key == name).Value, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
}

/// <summary>Builds and parses the query of a URL. Everything except ASCII letters, digits and <c>-._~</c> is percent-encoded, including brackets.</summary>
internal static class QueryString
{
    public static string Build(params IEnumerable<KeyValuePair<string, string>> parameters) =>
        string.Join("&", parameters.Select(parameter => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value)}"));

    /// <summary>Parses the parameters of a URL or a query. If a name is repeated, the first value is used.</summary>
    public static IReadOnlyDictionary<string, string> Read(string addressOrQuery) =>
        Pairs(addressOrQuery.Substring(addressOrQuery.IndexOf('?') + 1).Split('#')[0])
            .GroupBy(pair => pair.Key).ToDictionary(same => same.Key, same => same.First().Value);

    /// <summary>Parses the parameters of a query, keeping their order and any repeated names.</summary>
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
