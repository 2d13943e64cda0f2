namespace Plannr.Client.Tests.Paging;

/// <summary>Reads complete lists.</summary>
internal static class ListReading
{
    /// <summary>Reads a list and returns its pages, including those before an error.</summary>
    /// <param name="api">The server and the client.</param>
    /// <param name="mostPages">The maximum number of pages; a longer list causes an exception.</param>
    /// <param name="query">The query; null for all executions.</param>
    /// <param name="observer">The observer; may be null.</param>
    public static async Task<ReadList> ReadAsync(this ServedApi api, int mostPages = 100, PlannrQuery? query = null, IPlannrObserver? observer = null)
    {
        using IPlannrPages<AutomationExecution> pages = api.Client.ListExecutions(query, observer);
        var read = new List<IReadOnlyList<AutomationExecution>>();
        PlannrException? error = null;
        try
        {
            while (await pages.NextAsync(default) is { } page)
            {
                read.Add(page);
                if (read.Count > mostPages)
                {
                    throw new InvalidOperationException("The list does not end.");
                }
            }
        }
        catch (PlannrException exception)
        {
            error = exception;
        }

        return new ReadList(read, error, pages.TotalCount);
    }

    /// <summary>Makes the server return these pages by number, and empty pages after the last one.</summary>
    public static void Serve(this ServedApi api, params string[] pages) => api.Server.Override = request =>
    {
        string? page = request.Query.Split('&').FirstOrDefault(part => part.StartsWith("page=", StringComparison.Ordinal));
        int number = page is null ? 1 : int.Parse(page["page=".Length..], System.Globalization.CultureInfo.InvariantCulture);
        return Json(number <= pages.Length ? pages[number - 1] : "{\"data\":[]}");
    };

    public static HttpResponseMessage Json(string body) => new() { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}

/// <summary>The result of reading a list: its pages, the error (if any) and the total.</summary>
internal sealed record ReadList(IReadOnlyList<IReadOnlyList<AutomationExecution>> Pages, PlannrException? Error, long? Total)
{
    public IEnumerable<Guid?> Uuids => Pages.SelectMany(page => page).Select(execution => execution.Uuid);

    public IEnumerable<string?> Names => Pages.SelectMany(page => page).Select(execution => execution.Name);
}
