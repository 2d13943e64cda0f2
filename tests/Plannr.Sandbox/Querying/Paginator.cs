namespace Plannr.Sandbox.Querying;

/// <summary>Writes one page of a list in the format of Laravel's <c>LengthAwarePaginator</c> resource: <c>data</c>, <c>links</c> and <c>meta</c>.</summary>
internal sealed class Paginator
{
    private readonly QueryParameters _query;
    private readonly string _path;
    private readonly PageRequest _page;
    private readonly int _total;
    private readonly int _lastPage;

    private Paginator(ApiRequest request, PageRequest page, int total)
    {
        _query = request.Query;
        _path = request.Address.GetLeftPart(UriPartial.Path);
        _page = page;
        _total = total;
        _lastPage = Math.Max(1, (total + page.PerPage - 1) / page.PerPage);
    }

    /// <param name="request">The request. The links repeat its query.</param>
    /// <param name="page">The requested page.</param>
    /// <param name="total">The length of the whole list.</param>
    /// <param name="itemAt">Creates the item at a position; called only for items on the page.</param>
    public static JsonObject Write(ApiRequest request, PageRequest page, int total, Func<int, JsonNode> itemAt) =>
        new Paginator(request, page, total).Write(itemAt);

    private JsonObject Write(Func<int, JsonNode> itemAt)
    {
        // The page number can be as large as int.MaxValue, so the product can exceed 32 bits.
        var first = (int)Math.Min((long)(_page.Page - 1) * _page.PerPage, _total);
        var count = Math.Min(_page.PerPage, _total - first);
        var data = new JsonArray();
        for (var position = first; position < first + count; position++)
        {
            data.Add(itemAt(position));
        }

        return new JsonObject
        {
            ["data"] = data,
            ["links"] = new JsonObject
            {
                ["first"] = Link(1),
                ["last"] = Link(_lastPage),
                ["prev"] = Previous,
                ["next"] = Next,
            },
            ["meta"] = new JsonObject
            {
                ["current_page"] = _page.Page,
                ["from"] = count == 0 ? null : first + 1,
                ["last_page"] = _lastPage,
                ["links"] = PageLinks(),
                ["path"] = _path,
                ["per_page"] = _page.PerPage,
                ["to"] = count == 0 ? null : first + count,
                ["total"] = _total,
            },
        };
    }

    private string? Previous => _page.Page > 1 ? Link(_page.Page - 1) : null;

    private string? Next => _page.Page < _lastPage ? Link(_page.Page + 1) : null;

    private string Link(int page) => _path + "?" + _query.With("page", page.ToString(CultureInfo.InvariantCulture));

    private JsonArray PageLinks()
    {
        var links = new JsonArray { PageLink(Previous, "&laquo; Previous", isActive: false) };
        foreach (var page in PageWindow.Around(_page.Page, _lastPage))
        {
            links.Add(page is { } number
                ? PageLink(Link(number), number.ToString(CultureInfo.InvariantCulture), number == _page.Page)
                : PageLink(null, "...", isActive: false));
        }

        links.Add(PageLink(Next, "Next &raquo;", isActive: false));
        return links;
    }

    private static JsonObject PageLink(string? url, string label, bool isActive) =>
        new() { ["url"] = url, ["label"] = label, ["active"] = isActive };
}
