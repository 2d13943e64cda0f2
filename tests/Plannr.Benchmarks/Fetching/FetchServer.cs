
namespace Plannr.Benchmarks.Fetching;

/// <summary>A server that runs in a separate process, so that its CPU time and memory are not attributed to the client.</summary>
internal sealed class FetchServer : IDisposable
{
    public const string Argument = "serve-fetch";

    /// <summary>The number of executions in the list.</summary>
    public const int ListLength = 100_000;

    private const int PageSize = 500;

    private readonly Process _process;

    private FetchServer(Process process, Uri baseUri)
    {
        _process = process;
        BaseUri = baseUri;
    }

    public Uri BaseUri { get; }

    public static Guid Uuid(int number) => new($"00000000-0000-4000-8000-{number:d12}");

    /// <summary>Starts a server.</summary>
    /// <param name="latency">The delay of each response; 20 ms by default.</param>
    public static FetchServer Start(TimeSpan? latency = null)
    {
        string milliseconds = (latency ?? TimeSpan.FromMilliseconds(20)).TotalMilliseconds.ToString(CultureInfo.InvariantCulture);
        ProcessStartInfo start = OwnProcess.Start(Argument, milliseconds);
        start.RedirectStandardInput = true;
        Process process = Process.Start(start)!;
        return new FetchServer(process, new Uri(process.StandardOutput.ReadLine()!));
    }

    /// <summary>Serves requests until standard input closes.</summary>
    public static async Task ServeAsync(string milliseconds)
    {
        var latency = TimeSpan.FromMilliseconds(double.Parse(milliseconds, CultureInfo.InvariantCulture));
        await using SandboxServer server = await SandboxServer.StartAsync(new SandboxServerOptions { Latency = latency });
        server.Override = request => Respond(server, request);
        Console.WriteLine(server.BaseUri);
        await Console.In.ReadLineAsync();
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>Returns the number of requests since the previous call.</summary>
    public async Task<int> TakeRequestCountAsync(HttpClient http) =>
        int.Parse(await http.GetStringAsync(new Uri(BaseUri, "count")), CultureInfo.InvariantCulture);

    private static HttpResponseMessage Respond(SandboxServer server, RecordedRequest request)
    {
        if (request.Path == "/count")
        {
            int count = server.Requests.Count - 1;
            server.ClearRequests();
            return Text(count.ToString(CultureInfo.InvariantCulture));
        }

        // Connect-Plannr checks the token with this request.
        if (request.Path == "/api/v1/me")
        {
            return Text("""{"uuid":"00000000-0000-4000-8000-000000000000"}""");
        }

        if (request.Query.Contains("filter", StringComparison.Ordinal))
        {
            IEnumerable<string> uuids = Uri.UnescapeDataString(request.Query).Split('=', '&')[1].Split(',');
            return Text($$$"""{"data":[{{{string.Join(",", uuids.Select(Execution))}}}],"links":{"next":null},"meta":{"current_page":1,"last_page":1}}""");
        }

        string last = request.Path[(request.Path.LastIndexOf('/') + 1)..];
        if (last == "automation-executions")
        {
            string? page = request.Query.Split('&').FirstOrDefault(part => part.StartsWith("page=", StringComparison.Ordinal));
            return Text(PageOf(page is null ? 1 : int.Parse(page["page=".Length..], CultureInfo.InvariantCulture), PageSize, ListLength / PageSize));
        }

        return Text(WholeExecution.Write(last));
    }

    /// <summary>Returns a page of the list as JSON.</summary>
    public static string PageOf(int page, int size, int pages)
    {
        string next = page < pages ? $"\"/api/v1/automation-executions?per_page={size}&page={page + 1}\"" : "null";
        IEnumerable<string> items = Enumerable.Range(((page - 1) * size) + 1, size).Select(number => Execution(Uuid(number).ToString()));
        return $$$"""{"data":[{{{string.Join(",", items)}}}],"links":{"next":{{{next}}}},"meta":{"current_page":{{{page}}},"last_page":{{{pages}}},"total":{{{pages * size}}}}}""";
    }

    private static string Execution(string uuid) => $$"""
        {"uuid":"{{uuid}}","created_at":"2026-05-19T18:31:18+01:00","updated_at":"2026-05-19T18:31:18+01:00","status":"in_progress","triggered_by":"client.created","name":"Send client welcome pack","steps":[{{Step("Send SMS")}},{{Step("Send e-mail")}},{{Step("Create task")}}]}
        """;

    private static string Step(string name) => $$"""
        {"uuid":"8434bd65-74d9-4c5b-9db3-9887e056f56f","created_at":"2026-05-19T18:31:18+01:00","updated_at":"2026-05-19T18:31:18+01:00","executed_at":"2026-05-19T18:31:18+01:00","status":"completed","info":null,"name":"{{name}}"}
        """;

    private static HttpResponseMessage Text(string text) =>
        new(HttpStatusCode.OK) { Content = new StringContent(text, Encoding.UTF8, "application/json") };
}
