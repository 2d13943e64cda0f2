namespace Plannr.Client.Tests.Paging;

/// <summary>Reads lists to their end.</summary>
internal static class ListReading
{
    /// <summary>Reads a list and keeps what came, also where it ends with an error.</summary>
    /// <param name="api">The server, and the client.</param>
    /// <param name="mostPages">Where to give up: no list of a test is as long.</param>
    /// <param name="query">Which executions; null for all.</param>
    /// <param name="observer">Who is told of it; null for nobody.</param>
    public static async Task<ReadList> ReadAsync(this ServedApi api, int mostPages = 100, PlannrQuery? query = null, IPlannrObserver? observer = null)
    {
        using IPlannrPages<AutomationExecution> pages = api.Client.ListExecutions(query, observer);
        var came = new List<IReadOnlyList<AutomationExecution>>();
        PlannrException? error = null;
        try
        {
            while (await pages.NextAsync(default) is { } page)
            {
                came.Add(page);
                if (came.Count > mostPages)
                {
                    throw new InvalidOperationException("There is no end.");
                }
            }
        }
        catch (PlannrException exception)
        {
            error = exception;
        }

        return new ReadList(came, error, pages.TotalCount);
    }

    /// <summary>Answers with pages by their number; an empty page beyond the last.</summary>
    public static void Serve(this ServedApi api, params string[] pages) => api.Server.Override = request =>
    {
        string? page = request.Query.Split('&').FirstOrDefault(part => part.StartsWith("page=", StringComparison.Ordinal));
        int number = page is null ? 1 : int.Parse(page["page=".Length..], System.Globalization.CultureInfo.InvariantCulture);
        return Json(number <= pages.Length ? pages[number - 1] : "{\"data\":[]}");
    };

    public static HttpResponseMessage Json(string body) => new() { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}

/// <summary>What came of a list.</summary>
internal sealed record ReadList(IReadOnlyList<IReadOnlyList<AutomationExecution>> Pages, PlannrException? Error, long? Total)
{
    public IEnumerable<Guid?> Uuids => Pages.SelectMany(page => page).Select(execution => execution.Uuid);

    public IEnumerable<string?> Names => Pages.SelectMany(page => page).Select(execution => execution.Name);
}
