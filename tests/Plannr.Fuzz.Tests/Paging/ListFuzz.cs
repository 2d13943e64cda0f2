using Plannr.Client.Paging;

namespace Plannr.Fuzz.Tests.Paging;

/// <summary>Tests lists in which any page can link to any other.</summary>
public sealed class ListFuzz
{
    private const int MostRequests = 200;

    private static readonly Uri Base = new("https://api.plannrcrm.com/");

    /// <summary>Each number determines a page: its items and its link to the next page.</summary>
    [Fuzz]
    public async Task List_ends_and_returns_each_item_once_whatever_its_links_are(int[] pages)
    {
        using var server = new Server(pages);
        using var http = new HttpClient(server) { BaseAddress = Base };
        var options = new PlannrClientOptions();
        var delay = new RetryDelay(options, new ConnectionCounters(), limiter: null, TimeProvider.System, default);
        var transport = new ApiTransport(http, new ErrorMapper(options, TimeProvider.System, new Redaction(() => [])), 0, delay, account: null);
        using var reader = new PageReader<AutomationExecution>(transport, new PageAddress("api/v1/list", []), RecordReader<AutomationExecution>.Instance.ReadItem, execution => execution.Uuid);
        var read = new List<Guid>();
        bool isContradiction = false;
        try
        {
            while (await reader.NextAsync(default) is { } page)
            {
                read.AddRange(page.Select(execution => execution.Uuid!.Value));
                Assert.True(server.Requests < MostRequests, "The list does not end.");
            }
        }
        catch (PlannrInvalidResponseException exception)
        {
            // Only the error for a contradictory page has a status code. The items of that page are not returned. All other errors mean that the list would never end.
            isContradiction = exception.StatusCode is not null;
        }

        Assert.Equal(read.Distinct(), read);
        Assert.Equal(server.Pages.SkipLast(isContradiction ? 1 : 0).SelectMany(items => items).Distinct().Order(), read.Order());
    }

    private sealed class Server(int[] pages) : HttpMessageHandler
    {
        private readonly List<Guid[]> _sent = [];

        public int Requests { get; private set; }

        /// <summary>The items of each page that was sent.</summary>
        public IReadOnlyCollection<Guid[]> Pages => _sent;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            IReadOnlyDictionary<string, string> query = QueryString.Read(request.RequestUri!.Query);
            int page = query.TryGetValue("page", out string? text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 1;
            int content = pages.Length == 0 ? 0 : pages[page % pages.Length];
            int start = page > pages.Length ? 0 : Math.Abs(content % 100);
            Guid[] items = page > pages.Length && (content & 1) == 0 ? [] : [.. Enumerable.Range(start, Math.Abs(content % 4)).Select(Uuid)];
            _sent.Add(items);
            string data = string.Join(",", items.Select(uuid => $"{{\"uuid\":\"{uuid}\"}}"));
            int next = Math.Abs(content / 7 % (pages.Length + 2));
            string rest = Math.Abs(content % 6) switch
            {
                0 => string.Empty,
                1 => $",\"links\":{{\"next\":\"/api/v1/list?page={next}\"}}",
                2 => $",\"links\":{{\"next\":\"?page={page + 1}\"}}",
                3 => ",\"links\":{\"next\":null}",
                4 => $",\"meta\":{{\"last_page\":{next},\"total\":-1}}",
                _ => $",\"meta\":{{\"current_page\":{page},\"last_page\":{next}}}",
            };
            byte[] body = Encoding.UTF8.GetBytes($"{{\"data\":[{data}]{rest}}}");
            return Task.FromResult(new HttpResponseMessage { Content = new BufferedContent(body, body.Length) });
        }

        private static Guid Uuid(int number) => new($"00000000-0000-4000-8000-{number:d12}");
    }
}
