namespace Plannr.Client.Tests.Paging;

/// <summary>Tests how the items of a page and its link to the next page are read.</summary>
public sealed class ListTests : ServedApiTests
{
    private const string A = "{\"uuid\":\"00000000-0000-4000-8000-00000000000a\",\"name\":\"A\"}";
    private const string B = "{\"uuid\":\"00000000-0000-4000-8000-00000000000b\",\"name\":\"B\"}";
    private const string C = "{\"uuid\":\"00000000-0000-4000-8000-00000000000c\",\"name\":\"C\"}";

    [Theory]
    [InlineData($"[{A},{B}]")]
    [InlineData($"{{\"data\":[{A},null,{B}],\"links\":{{\"next\":null}}}}")]
    [InlineData($"{{\"data\":{{\"0\":{A},\"2\":{B}}},\"links\":{{\"next\":null}}}}")]
    [InlineData($"{{\"data\":{{\"1\":null,\"0\":{A},\"2\":{B}}},\"meta\":{{\"current_page\":1,\"last_page\":1}}}}")]
    [InlineData($"{{\"current_page\":1,\"data\":[{A},{B}],\"next_page_url\":null,\"last_page\":1,\"total\":2}}")]
    [InlineData($"{{\"links\":[],\"meta\":null,\"data\":[{A},{B}]}}")]
    [InlineData($"{{\"data\":[{A},{B}],\"links\":{{\"next\":\"\"}},\"meta\":{{\"current_page\":\"1\",\"last_page\":\"1\"}}}}")]
    public async Task Items_are_read_from_every_supported_page_format(string page)
    {
        Api.Serve(page);

        ReadList list = await Api.ReadAsync();

        Assert.Null(list.Error);
        Assert.Equal(["A", "B"], list.Names);
    }

    [Theory]
    [InlineData("{\"data\":null}", 1)]
    [InlineData("{\"data\":[]}", 1)]
    [InlineData("{\"data\":{}}", 1)]
    [InlineData("[]", 1)]
    public async Task Empty_list_ends_immediately(string page, int requests)
    {
        Api.Serve(page);

        ReadList list = await Api.ReadAsync();

        Assert.Null(list.Error);
        Assert.Empty(list.Names);
        Assert.Equal(requests, Api.Server.Requests.Count);
    }

    [Fact]
    public async Task Single_object_in_data_is_read_as_a_list_of_one()
    {
        Api.Serve($"{{\"data\":{A},\"links\":{{\"next\":null}}}}");

        Assert.Equal(["A"], (await Api.ReadAsync()).Names);
    }

    /// <summary>An item that is not a record must not affect other items or the rest of the list.</summary>
    [Theory]
    [InlineData("5", "5")]
    [InlineData("true", "true")]
    [InlineData("-1.50e3", "-1.50e3")]
    [InlineData("[]", "[]")]
    [InlineData("[null]", "[null]")]
    [InlineData("[1, {\"a\": 2}]", "[1, {\"a\": 2}]")]
    [InlineData("\"text\"", "text")]
    [InlineData("[\"text\"]", "text")]
    [InlineData("[[7]]", "7")]
    public async Task Item_that_is_not_an_object_is_kept_as_raw_text(string item, string expected)
    {
        foreach (string data in new[] { $"[{A},{item},{B}]", $"{{\"0\":{A},\"1\":{item},\"3\":{B}}}" })
        {
            Api.Serve($"{{\"data\":{data},\"links\":{{\"next\":\"?page=2\"}}}}", $"{{\"data\":[{C}],\"links\":{{\"next\":null}}}}");

            ReadList list = await Api.ReadAsync();

            Assert.Null(list.Error);
            Assert.Equal(["A", null, "B", "C"], list.Names);
            Assert.Equal(expected, list.Pages[0][1].RawText);
        }
    }

    [Theory]
    [InlineData($"[{B}]")]
    [InlineData($"[ [ {B} ] ]")]
    public async Task Item_that_is_a_list_of_one_is_unwrapped(string item)
    {
        Api.Serve($"{{\"data\":[{A},{item},{C}],\"links\":{{\"next\":null}}}}");

        Assert.Equal(["A", "B", "C"], (await Api.ReadAsync()).Names);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("\"text\"")]
    [InlineData("{\"data\":\"text\"}")]
    [InlineData("{\"items\":[]}")]
    [InlineData($"{{\"data\":[{A}]")]
    [InlineData($"[{A}] 7")]
    public async Task Response_that_is_not_a_list_causes_an_error(string page)
    {
        Api.Serve(page);

        Assert.IsType<PlannrInvalidResponseException>((await Api.ReadAsync()).Error);
    }

    [Theory]
    [InlineData("\"links\":{\"next\":\"/api/v1/automation-executions?page=2\"}")]
    [InlineData("\"links\":{\"next\":\"?page=2\"}")]
    [InlineData("\"links\":{\"next\":\"https://127.0.0.1/api/v1/automation-executions?page=2\"}")]
    [InlineData("\"next_page_url\":\"http://LOCALHOST_OR_127/api/v1/automation-executions?page=2\"")]
    [InlineData("\"links\":{\"next\":null},\"meta\":{\"current_page\":1,\"last_page\":2}")]
    [InlineData("\"meta\":{\"current_page\":\"1\",\"last_page\":\"2\"}")]
    [InlineData("\"current_page\":1,\"last_page\":2")]
    [InlineData("\"other\":1")]
    public async Task Next_page_is_found_in_every_supported_paging_format(string rest)
    {
        rest = rest.Replace("LOCALHOST_OR_127", $"127.0.0.1:{Api.Server.BaseUri.Port}", StringComparison.Ordinal);
        Api.Serve($"{{\"data\":[{A}],{rest}}}", $"{{\"data\":[{B},{A}],\"links\":{{\"next\":null}}}}");

        ReadList list = await Api.ReadAsync();

        Assert.Null(list.Error);
        Assert.Equal(["A", "B"], list.Names);
        Assert.Equal(2, Api.Server.Requests.Count);
        Assert.Contains("per_page=500", Api.Server.Requests[1].Query, StringComparison.Ordinal);
        Assert.Equal("/api/v1/automation-executions", Api.Server.Requests[1].Path);
    }

    [Theory]
    [InlineData("https://elsewhere.example/api/v1/automation-executions?page=2")]
    [InlineData("http://127.0.0.1:1/api/v1/automation-executions?page=2")]
    [InlineData("//elsewhere.example/?page=2")]
    [InlineData("ftp://127.0.0.1/?page=2")]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://[")]
    public async Task Link_that_is_invalid_or_leads_to_another_server_causes_an_error_and_is_not_followed(string link)
    {
        Api.Serve($"{{\"data\":[{A}],\"links\":{{\"next\":\"{link}\"}}}}");

        ReadList list = await Api.ReadAsync();

        Assert.Equal(["A"], list.Names);
        Assert.Contains("The link was not followed.", Assert.IsType<PlannrInvalidResponseException>(list.Error).Message, StringComparison.Ordinal);
        Assert.Single(Api.Server.Requests);
    }

    [Fact]
    public async Task Four_repeated_pages_of_a_growing_list_are_skipped()
    {
        string same = $"{{\"data\":[{A}],\"meta\":{{\"current_page\":PAGE,\"last_page\":6,\"total\":\"1PAGE\"}}}}";
        Api.Serve([.. Enumerable.Range(1, 5).Select(page => same.Replace("PAGE", $"{page}", StringComparison.Ordinal)), $"{{\"data\":[{B}],\"meta\":{{\"current_page\":6,\"last_page\":6}}}}"]);

        ReadList list = await Api.ReadAsync();

        Assert.Null(list.Error);
        Assert.Equal(["A", "B"], list.Names);
        Assert.Equal(15, list.Total);
    }

    [Fact]
    public async Task Page_other_than_the_requested_one_causes_an_error()
    {
        Api.Serve($"{{\"data\":[{A}],\"meta\":{{\"current_page\":1,\"last_page\":3}}}}", $"{{\"data\":[{C}],\"meta\":{{\"current_page\":3,\"last_page\":3}}}}");

        ReadList list = await Api.ReadAsync();

        Assert.Equal(["A"], list.Names);
        Assert.IsType<PlannrInvalidResponseException>(list.Error);
    }

    [Fact]
    public async Task Parameters_that_an_older_server_rejects_are_omitted_one_by_one_and_logged()
    {
        var observer = new RecordingObserver();
        Api.Server.Override = request => request.Query.Contains("include", StringComparison.Ordinal) || request.Query.Contains("per_page", StringComparison.Ordinal)
            ? new System.Net.Http.HttpResponseMessage(System.Net.HttpStatusCode.BadRequest)
            : ListReading.Json($"{{\"data\":[{A}],\"links\":{{\"next\":null}}}}");
        using IPlannrPages<AutomationExecution> pages = Api.Client.ListExecutions(new PlannrQuery().Include("account").Page(null).Sort("-created_at"), observer);

        Assert.Equal("A", Assert.Single((await pages.NextAsync(default))!).Name);
        Assert.Null(await pages.NextAsync(default));
        Assert.Equal(
            ["include=account&per_page=500&sort=-created_at", "per_page=500&sort=-created_at", "sort=-created_at"],
            Api.Server.Requests.Select(request => request.Query));
        Assert.Equal(2, observer.VerboseTexts.Count(text => text.Contains("retrying without", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Failed_page_causes_one_error_and_ends_the_list()
    {
        Api.Serve($"{{\"data\":[{A}],\"meta\":{{\"current_page\":1,\"last_page\":3}}}}", $"{{\"data\":[{B}],\"meta\":{{\"current_page\":2,\"last_page\":3}}}}");
        Api.Server.Faults.Add(Fault.Status(500).ForRequest(2));
        using IPlannrPages<AutomationExecution> pages = Api.Client.ListExecutions();

        Assert.Single((await pages.NextAsync(default))!);
        await Assert.ThrowsAsync<PlannrServerErrorException>(() => pages.NextAsync(default));
        Assert.Null(await pages.NextAsync(default));
        Assert.Equal(2, Api.Server.Requests.Count);
    }
}
