namespace Plannr.Client.Tests.Paging;

/// <summary>Tests the URL of each page that is requested.</summary>
public sealed class AddressTests : ServedApiTests
{
    private const string A = "{\"uuid\":\"00000000-0000-4000-8000-00000000000a\",\"name\":\"A\"}";
    private const string B = "{\"uuid\":\"00000000-0000-4000-8000-00000000000b\",\"name\":\"B\"}";
    private const string End = "{\"data\":[" + B + "],\"links\":{\"next\":null}}";

    [Theory]
    [InlineData("?cursor=x", "cursor=x&per_page=500&sort=-created_at")]
    [InlineData("?page=2&per_page=15", "page=2&per_page=15&sort=-created_at")]
    [InlineData("?sort=created_at&page=2", "sort=created_at&page=2&per_page=500")]
    [InlineData("/api/v1/automation-executions", "per_page=500&sort=-created_at")]
    public async Task Link_overrides_the_query_and_missing_parameters_are_added(string link, string query)
    {
        Api.Server.Override = request => ListReading.Json(request.Number > 1 ? End : $"{{\"data\":[{A}],\"links\":{{\"next\":\"{link}\"}}}}");

        ReadList list = await Api.ReadAsync();

        // A link to the same page is not followed, because it would cause a loop.
        Assert.Equal(query == Api.Server.Requests[0].Query ? 1 : 2, Api.Server.Requests.Count);
        Assert.Equal(query, Api.Server.Requests[^1].Query);
        Assert.Equal(Api.Server.Requests.Count == 1, list.Error is not null);
    }

    [Fact]
    public void Address_without_a_query_has_no_question_mark() =>
        Assert.Equal(new Uri(Api.Server.BaseUri, "/api/v1/task"), Api.Client.CheckRequest(new PlannrRequest { Path = "api/v1/task" }));

    [Fact]
    public async Task Page_number_is_not_added_to_a_link()
    {
        Api.Server.Override = request => ListReading.Json(request.Number switch
        {
            1 => $"{{\"data\":[{A}],\"meta\":{{\"current_page\":1,\"last_page\":9}}}}",
            2 => "{\"data\":[],\"links\":{\"next\":\"?cursor=x\"}}",
            _ => End,
        });

        Assert.Equal(["A", "B"], (await Api.ReadAsync()).Names);

        Assert.Equal(
            ["per_page=500&sort=-created_at", "per_page=500&sort=-created_at&page=2", "cursor=x&per_page=500&sort=-created_at"],
            Api.Server.Requests.Select(request => request.Query));
    }

    [Fact]
    public async Task Pages_without_page_information_are_requested_by_number_until_one_has_no_new_items()
    {
        Api.Serve($"{{\"data\":[{A}]}}", $"{{\"data\":[{B}]}}");

        Assert.Equal(["A", "B"], (await Api.ReadAsync()).Names);

        Assert.Equal(
            ["per_page=500&sort=-created_at", "per_page=500&sort=-created_at&page=2", "per_page=500&sort=-created_at&page=3"],
            Api.Server.Requests.Select(request => request.Query));
    }

    [Theory]
    [InlineData("\"next_page_url\":5", 1)]
    [InlineData("\"next_page_url\":null", 1)]
    [InlineData("\"last_page\":1", 1)]
    [InlineData("\"next_page_url\":null,\"last_page\":1", 1)]
    [InlineData("\"last_page\":\"1\"", 1)]
    [InlineData("\"last_page\":1.5", 2)]
    [InlineData("\"last_page\":{}", 2)]
    [InlineData("\"links\":{\"prev\":null}", 2)]
    [InlineData("\"meta\":{\"next\":\"?page=2\"}", 2)]
    [InlineData("\"next\":\"?cursor=x\"", 2)]
    [InlineData("\"current_page\":1", 2)]
    public async Task Next_page_is_requested_unless_a_page_is_marked_as_the_last(string rest, int requests)
    {
        Api.Serve($"{{\"data\":[{A}],{rest}}}");

        ReadList list = await Api.ReadAsync();

        Assert.Null(list.Error);
        Assert.Equal(["A"], list.Names);
        Assert.Equal(requests, Api.Server.Requests.Count);
        Assert.All(Api.Server.Requests.Skip(1), request => Assert.EndsWith("&page=2", request.Query, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Total_is_taken_from_the_latest_page_with_a_valid_total()
    {
        Api.Serve($"{{\"data\":[{A}],\"meta\":{{\"current_page\":1,\"last_page\":3,\"total\":7}}}}", $"{{\"data\":[{B}],\"meta\":{{\"last_page\":3,\"current_page\":2,\"total\":\"8\"}}}}", "{\"data\":[],\"total\":\"many\",\"last_page\":3}");

        Assert.Equal(8, (await Api.ReadAsync()).Total);
    }

    [Fact]
    public async Task Rejected_parameter_is_omitted_from_later_requests()
    {
        Refuse(HttpStatusCode.BadRequest, request => Has(request, "per_page"));
        var quiet = new RecordingObserver(wantsVerbose: false);

        Assert.Null((await Api.ReadAsync(observer: quiet)).Error);

        Assert.Equal(
            ["per_page=500&sort=-created_at", "sort=-created_at", "sort=-created_at&page=2"],
            Api.Server.Requests.Select(request => request.Query));
        Assert.Empty(quiet.VerboseTexts);
    }

    [Theory]
    [InlineData(400, 3)]
    [InlineData(422, 1)]
    [InlineData(404, 1)]
    public async Task Parameters_are_omitted_only_after_a_400_response_and_the_last_rejection_causes_an_error(int status, int requests)
    {
        Refuse((HttpStatusCode)status, _ => true);

        Assert.Equal(status, Assert.IsAssignableFrom<PlannrRequestException>((await Api.ReadAsync()).Error).StatusCode);
        Assert.Equal(requests, Api.Server.Requests.Count);
    }

    [Theory]
    [InlineData("https://elsewhere.example/?page=2", "GET /api/v1/automation-executions: the link to the next page is invalid or leads to another server. The link was not followed.")]
    [InlineData("?per_page=500&sort=-created_at", "GET /api/v1/automation-executions: the server repeats pages or returns pages without new items, although it reports that more follow.")]
    public async Task Each_call_after_a_page_with_an_unusable_link_throws_the_same_error(string link, string message)
    {
        Api.Serve($"{{\"data\":[{A}],\"links\":{{\"next\":\"{link}\"}}}}");
        using IPlannrPages<AutomationExecution> pages = Api.Client.ListExecutions();
        Assert.Single((await pages.NextAsync(default))!);

        for (int time = 1; time <= 2; time++)
        {
            var error = await Assert.ThrowsAsync<PlannrInvalidResponseException>(() => pages.NextAsync(default));
            Assert.Equal(message, error.Message);
            Assert.Equal("/api/v1/automation-executions", error.Path);
            Assert.Equal("GET", error.Method);
            Assert.StartsWith("The items returned so far are valid, but the list is incomplete.", error.RecommendedAction, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Page_with_a_new_item_resets_the_count_of_repeated_pages()
    {
        string[] items = [A, A, A, A, B, B, B, B, B];
        Api.Serve([.. items.Select((item, index) => $"{{\"data\":[{item}],\"links\":{{\"next\":{(index < 8 ? $"\"?page={index + 2}\"" : "null")}}}}}")]);

        ReadList list = await Api.ReadAsync();

        Assert.Null(list.Error);
        Assert.Equal(["A", "B"], list.Names);
        Assert.Equal(9, Api.Server.Requests.Count);
    }

    private static bool Has(RecordedRequest request, string name) => request.Query.Contains(name, StringComparison.Ordinal);

    private void Refuse(HttpStatusCode status, Func<RecordedRequest, bool> matches) => Api.Server.Override = request => matches(request)
        ? new HttpResponseMessage(status)
        : ListReading.Json(Has(request, "&page=2") ? End : $"{{\"data\":[{A}],\"meta\":{{\"current_page\":1,\"last_page\":2}}}}");
}
