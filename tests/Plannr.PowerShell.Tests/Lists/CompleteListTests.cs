namespace Plannr.PowerShell.Tests.Lists;

/// <summary>Tests that an incomplete list causes an error or a warning.</summary>
[Collection(ModuleSession.Collection)]
public sealed class CompleteListTests : IAsyncLifetime
{
    private const string List = "/api/v1/task?sort=created_at&per_page=500";

    private ServedSession _served = null!;

    public static TheoryData<string> Cmdlets => ["Get-PlannrTask", "Invoke-PlannrRequest 'v1/task?sort=created_at&per_page=500' -Paginate"];

    public async Task InitializeAsync() => _served = await ServedSession.StartAsync();

    public async Task DisposeAsync() => await _served.DisposeAsync();

    /// <summary>In the test data, a bar separates the pages. Each page consists of its items, a slash and its meta values.</summary>
    [Theory]
    [InlineData("1 2/current_page:3,last_page:3,total:6", 0, "page 1 was requested, but the response is page 3")]
    [InlineData("1 2/current_page:1,last_page:3,total:6|/current_page:2,last_page:3,total:6|5 6/current_page:3,last_page:3,total:6", 2, "page 2 is empty, although more pages follow")]
    [InlineData("1 2/current_page:1,last_page:3|/current_page:2,last_page:3|5 6/current_page:3,last_page:3", 2, "page 2 is empty, although more pages follow")]
    [InlineData("1 2/current_page:1,total:6,next:2|/current_page:2,total:6,next:3|5 6/current_page:3,total:6,next:0", 2, "page 2 is empty, although more pages follow")]
    [InlineData("1 2/total:6,next:2|/total:6,next:3|5 6/total:6,next:0", 2, "page 2 is empty, although more pages follow")]
    [InlineData("1 2/current_page:1,last_page:3,total:6|1 2/current_page:2,last_page:3,total:6|5 6/current_page:3,last_page:3,total:6", 2, "page 2 has the same items as the previous page")]
    [InlineData("1 2/current_page:1,last_page:3|1 2/current_page:2,last_page:3|5 6/current_page:3,last_page:3", 2, "page 2 has the same items as the previous page")]
    [InlineData("1 2/current_page:1,last_page:3,total:6|3 4/current_page:1,last_page:3,total:6", 2, "page 2 was requested, but the response is page 1")]
    [InlineData("1 2/current_page:1,last_page:3,total:6,next:3||5 6/current_page:3,last_page:3,total:6", 2, "page 3 follows page 1")]
    [InlineData("1 2/current_page:1,last_page:3,total:6|3 4/current_page:2,last_page:1,total:6", 2, "the response is page 2, but names page 1 as the last")]
    public void Page_that_contradicts_itself_or_its_request_or_earlier_pages_causes_an_error(string pages, int before, string message)
    {
        _served.Connect(new LeapingClock(), retries: 2);
        Serve(pages);
        foreach (string script in Cmdlets)
        {
            _served.Server.ClearRequests();

            ScriptResult result = _served.Session.Run(script);

            ErrorRecord error = GetError(result);
            Assert.StartsWith("PlannrInvalidResponse,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains($"GET /api/v1/task: {message}", error.ToString(), StringComparison.Ordinal);
            Assert.Equal(before, result.Output.Count);
            Assert.Empty(result.Warnings);

            // The response may have come from a cache, so the page is requested again.
            Assert.Equal(3, _served.Paths.Count(path => path == _served.Paths[^1]));
        }
    }

    [Fact]
    public void No_item_is_lost_after_a_temporary_contradiction()
    {
        _served.Connect(new LeapingClock(), retries: 2);
        int requestCount = 0;
        Serve("1 2/current_page:1,last_page:2,total:4|3 4/current_page:2,last_page:2,total:4");
        Func<RecordedRequest, System.Net.Http.HttpResponseMessage?> complete = _served.Server.Override!;
        _served.Server.Override = request => request.Query.Contains("&page=2", StringComparison.Ordinal) && ++requestCount == 1
            ? RequestSession.Json("""{"data":[],"meta":{"current_page":2,"last_page":3,"total":6}}""")
            : complete(request);

        ScriptResult result = _served.Session.Run("Get-PlannrTask | ForEach-Object Name").ShouldSucceed();

        Assert.Equal(["1", "2", "3", "4"], result.Output.Select(item => item.ToString()));
        Assert.Empty(result.Warnings);
        Assert.Equal([List, List + "&page=2", List + "&page=2"], _served.Paths);
    }

    [Theory]
    [InlineData("1 2/current_page:1,last_page:1,total:5", "5 items", 2)]
    [InlineData("1 2/current_page:1,last_page:2,total:5|3/current_page:2,last_page:2,total:5", "5 items", 3)]
    [InlineData("1 2/current_page:1,last_page:2,total:5|2 3/current_page:2,last_page:2,total:5", "5 items", 3)]
    [InlineData("1/total:2,next:0", "2 items", 1)]
    [InlineData("/current_page:1,last_page:1,total:5", "5 items", 0)]
    public void List_shorter_than_its_total_causes_one_warning_with_both_numbers(string pages, string total, int returned)
    {
        Serve(pages);
        foreach (string script in Cmdlets)
        {
            ScriptResult result = _served.Session.Run(script).ShouldSucceed();

            Assert.Equal($"GET /api/v1/task: the server reported {total}, but returned only {returned}.", Assert.Single(result.Warnings));
        }
    }

    [Theory]
    [InlineData("1 2")]
    [InlineData("1 2/next:0")]
    [InlineData("1 2/current_page:1,last_page:1")]
    [InlineData("1 2/current_page:1,last_page:1,total:2")]
    [InlineData("1 2/current_page:1,last_page:1,total:0")]
    [InlineData("/current_page:1,last_page:0,total:0")]
    [InlineData("1 2/current_page:1,last_page:2,total:4|1 2/current_page:2,last_page:3,total:6|3 4/current_page:3,last_page:3,total:6")]
    [InlineData("1 2/current_page:1,last_page:2,total:3|2 3/current_page:2,last_page:2,total:4")]
    [InlineData("1 2/current_page:1,last_page:3,total:6|3/current_page:2,last_page:2,total:3")]
    [InlineData("1 2/current_page:1,last_page:2,total:4|/current_page:2,last_page:1,total:2")]
    public void Missing_meta_or_a_changing_list_causes_no_warning(string pages)
    {
        Serve(pages);
        foreach (string script in Cmdlets)
        {
            Assert.Empty(_served.Session.Run(script).ShouldSucceed().Warnings);
        }
    }

    [Theory]
    [InlineData("Get-PlannrTask -First 2")]
    [InlineData("Get-PlannrTask -First 1 -Skip 1")]
    [InlineData("Invoke-PlannrRequest v1/task?page=1 -Paginate -First 2")]
    [InlineData("Invoke-PlannrRequest 'v1/task?offset=4' -Paginate")]
    public void Reading_only_part_of_a_list_causes_no_warning(string script)
    {
        Serve("1 2/current_page:1,last_page:1,total:9");

        ScriptResult result = _served.Session.Run(script).ShouldSucceed();

        Assert.NotEmpty(result.Output);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void List_that_starts_at_the_third_page_causes_no_warning()
    {
        Serve("1||5 6/current_page:3,last_page:3,total:6");

        ScriptResult result = _served.Session.Run("Invoke-PlannrRequest v1/task?page=3 -Paginate").ShouldSucceed();

        Assert.Equal(2, result.Output.Count);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void No_warning_is_written_if_After_ends_the_list_early()
    {
        _served.Server.Override = new RunList(1200).Answer;
        _served.Session.Set("After", RunList.CreatedAt(100));

        Assert.Empty(_served.Session.Run("Get-PlannrAutomationExecution -After $After").ShouldSucceed().Warnings);
    }

    [Fact]
    public void Executions_missing_from_a_bulk_list_are_requested_individually_without_a_warning()
    {
        var list = new RunList(5);
        _served.Server.Override = request => request.Path.EndsWith("executions", StringComparison.Ordinal)
            ? RequestSession.Json("""{"data":[],"meta":{"current_page":1,"last_page":1,"total":5}}""")
            : list.Answer(request);
        _served.Session.Set("Uuids", Runs.Uuids(5));

        ScriptResult result = _served.Session.Run("$Uuids | Get-PlannrAutomationExecution -Bulk").ShouldSucceed();

        Assert.Equal(5, result.Output.Count);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void WarningAction_Stop_terminates_the_script()
    {
        Serve("1/current_page:1,last_page:1,total:5");

        Assert.Contains("but returned only 1.", _served.Session.Run("Get-PlannrTask -WarningAction Stop").ShouldTerminate().ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"data":null,"message":"Server exploded"}""", "Server exploded")]
    [InlineData("""{"data":[],"success":false,"message":"Server exploded"}""", "Server exploded")]
    [InlineData("""{"success":"false","data":[],"error":"Server exploded"}""", "Server exploded")]
    [InlineData("""{"data":[],"errors":["Server exploded"]}""", "Server exploded")]
    [InlineData("""{"data":{"message":"Server exploded"}}""", "Server exploded")]
    [InlineData("""{"data":{"error":"Server exploded","code":5},"links":{"next":null}}""", "Server exploded")]
    [InlineData("""{"message":"Server exploded"}""", "Server exploded")]
    [InlineData("""{"errors":{"sort":["Server exploded"]}}""", "sort: Server exploded")]
    public void Error_message_instead_of_a_list_causes_an_error_without_a_retry(string body, string message)
    {
        _served.Connect(new LeapingClock(), retries: 2);
        _served.Server.Override = _ => RequestSession.Json(body);
        foreach (string script in Cmdlets)
        {
            _served.Server.ClearRequests();

            ScriptResult result = _served.Session.Run(script);

            ErrorRecord error = GetError(result);
            Assert.StartsWith("PlannrInvalidResponse,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
            Assert.Equal(message, Assert.IsType<PlannrInvalidResponseException>(error.Exception).ServerMessage);
            Assert.Empty(result.Output);
            Assert.Equal([List], _served.Paths);
        }
    }

    [Theory]
    [InlineData("""{"data":null}""", 0)]
    [InlineData("""{"data":[],"message":"No tasks","success":true}""", 0)]
    [InlineData("""{"data":[],"error":null,"errors":[]}""", 0)]
    [InlineData("""{"data":{"uuid":"0b4c0e57-0000-4000-8000-000000000001","name":"A","message":"Call"},"links":{"next":null}}""", 1)]
    [InlineData("""{"data":[{"uuid":"0b4c0e57-0000-4000-8000-000000000001","message":"Call","success":false}],"links":{"next":null}}""", 1)]
    public void Message_next_to_a_list_or_in_its_records_causes_no_error(string body, int count)
    {
        _served.Server.Override = _ => RequestSession.Json(body);
        foreach (string script in Cmdlets)
        {
            Assert.Equal(count, _served.Session.Run(script).ShouldSucceed().Output.Count);
        }
    }

    /// <summary>Returns the only error, whether or not it is terminating.</summary>
    private static ErrorRecord GetError(ScriptResult result) => result.Terminating ?? Assert.Single(result.Errors);

    private void Serve(string pages)
    {
        string[] all = [.. pages.Split('|').Select(Page)];
        _served.Server.Override = request =>
        {
            string? page = request.Query.Split('&').FirstOrDefault(part => part.StartsWith("page=", StringComparison.Ordinal));
            int number = page is null ? 1 : int.Parse(page["page=".Length..], CultureInfo.InvariantCulture);
            return RequestSession.Json(number <= all.Length ? all[number - 1] : """{"data":[]}""");
        };
    }

    private static string Page(string page)
    {
        string[] parts = page.Split('/');
        string items = string.Join(",", parts[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(number => $$"""{"uuid":"00000000-0000-4000-8000-{{int.Parse(number, CultureInfo.InvariantCulture):d12}}","name":"{{number}}"}"""));
        Dictionary<string, string> values = parts.Length < 2 ? [] : parts[1].Split(',').ToDictionary(entry => entry.Split(':')[0], entry => entry.Split(':')[1]);
        string links = values.Remove("next", out string? next) ? $$""","links":{"next":{{(next == "0" ? "null" : $"\"?page={next}\"")}}}""" : string.Empty;
        string meta = string.Join(",", values.Select(entry => $"\"{entry.Key}\":{entry.Value}"));
        return $$$"""{"data":[{{{items}}}]{{{links}}},"meta":{ {{{meta}}} }}""";
    }
}
