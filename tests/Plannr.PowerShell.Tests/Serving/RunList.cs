namespace Plannr.PowerShell.Tests.Serving;

/// <summary>
/// Serves a list of executions created one minute apart, newest first (number 1 is the newest). By default, paging works as the API reference describes;
/// tests can choose other styles of paging.
/// </summary>
internal sealed class RunList(int count)
{
    public static readonly DateTimeOffset Newest = new(2026, 6, 10, 9, 0, 0, TimeSpan.Zero);

    private readonly List<int> _numbers = [.. Enumerable.Range(1, count)];

    /// <summary>The page size regardless of the request, or null to use <c>per_page</c>.</summary>
    public int? FixedSize { get; init; }

    public bool HasLinks { get; init; } = true;

    public bool HasMeta { get; init; } = true;

    public bool KnowsFilter { get; init; } = true;

    public bool HeedsSort { get; init; } = true;

    /// <summary>Creates the link to the next page from the request and the next page's path and query.</summary>
    public Func<RecordedRequest, string, string?> Link { get; init; } = (request, next) => $"http://{request.Header("Host")}{next}";

    /// <summary>Called before each page is created.</summary>
    public Action<RunList, RecordedRequest>? BeforePage { get; init; }

    /// <summary>Returns an execution's name, status, trigger and steps as JSON fields.</summary>
    public Func<int, string> Describe { get; init; } = number => $$"""
        "name":"Run {{number}}","status":"completed","triggered_by":"client.created","steps":[]
        """;

    /// <summary>The executions that are missing from the list but can be requested individually.</summary>
    public ISet<int> Unlisted { get; init; } = new HashSet<int>();

    public static DateTimeOffset CreatedAt(int number) => Newest.AddMinutes(-number);

    public void InsertNewest(int number) => _numbers.Insert(0, number);

    public HttpResponseMessage Answer(RecordedRequest request)
    {
        if (request.Path == "/api/v1/me")
        {
            return Json($$"""{"uuid":"{{Runs.Uuid(0)}}"}""");
        }

        if (Guid.TryParse(request.Path[(request.Path.LastIndexOf('/') + 1)..], out Guid single))
        {
            int number = _numbers.Find(candidate => Runs.Uuid(candidate) == single);
            return number == 0
                ? Json("""{"message":"No query results"}""", HttpStatusCode.NotFound)
                : Json(Execution(number));
        }

        BeforePage?.Invoke(this, request);
        Dictionary<string, string> query = request.Query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=', 2))
            .ToDictionary(part => Uri.UnescapeDataString(part[0]), part => Uri.UnescapeDataString(part[1]));
        IEnumerable<int> wanted = _numbers.Where(number => !Unlisted.Contains(number));
        if (KnowsFilter && query.TryGetValue("filter[uuid]", out string? uuids))
        {
            HashSet<Guid> requested = [.. uuids.Split(',').Select(Guid.Parse)];
            wanted = wanted.Where(number => requested.Contains(Runs.Uuid(number)));
        }

        int[] all = [.. HeedsSort && query.GetValueOrDefault("sort") == "created_at" ? wanted.Reverse() : wanted];
        int size = FixedSize ?? (query.TryGetValue("per_page", out string? perPage) ? int.Parse(perPage, CultureInfo.InvariantCulture) : 15);
        int page = query.TryGetValue("page", out string? at) ? int.Parse(at, CultureInfo.InvariantCulture) : 1;
        int last = Math.Max(1, (all.Length + size - 1) / size);
        query["page"] = (page + 1).ToString(CultureInfo.InvariantCulture);
        string next = request.Path + "?" + string.Join("&", query.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
        string? link = page < last ? Link(request, next) : null;
        string links = HasLinks ? $$""","links":{"next":{{(link is null ? "null" : $"\"{link}\"")}}}""" : string.Empty;
        string meta = HasMeta ? $$""","meta":{"current_page":{{page}},"last_page":{{last}},"per_page":{{size}},"total":{{all.Length}}}""" : string.Empty;
        return Json($$"""{"data":[{{string.Join(",", all.Skip((page - 1) * size).Take(size).Select(Execution))}}]{{links}}{{meta}}}""");
    }

    private string Execution(int number) => $$"""
        {"uuid":"{{Runs.Uuid(number)}}","created_at":"{{CreatedAt(number):yyyy-MM-ddTHH:mm:sszzz}}","updated_at":"{{CreatedAt(number).AddHours(1):yyyy-MM-ddTHH:mm:sszzz}}",{{Describe(number)}}}
        """;

    private static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}
