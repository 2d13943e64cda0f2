namespace Plannr.PowerShell.Tests.Lists;

/// <summary>Tests lists with two pages of two items each, where the request for one page fails.</summary>
[Collection(ModuleSession.Collection)]
public sealed class BrokenListTests : IAsyncLifetime
{
    private const string First = "00000000-0000-4000-8000-000000000001";
    private const string Second = "00000000-0000-4000-8000-000000000002";

    private static readonly string[] Commands =
    [
        "Get-PlannrAutomationExecution",
        $"Get-PlannrAutomationExecution -ClientUuid {First}",
        $"Get-PlannrAutomationExecution -BlueprintUuid {First}",
        "Get-PlannrAutomationStep",
        "Get-PlannrAccount",
        "Get-PlannrTask",
        "Get-PlannrAudit",
        $"Get-PlannrLog client {First}",
        "Get-PlannrWebhookSubscription",
        "Invoke-PlannrRequest v1/task -Paginate",
    ];

    private ServedSession _served = null!;

    public static TheoryData<string> Lists => [.. Commands];

    public async Task InitializeAsync() => _served = await ServedSession.StartAsync();

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Theory]
    [MemberData(nameof(Lists))]
    public void Failed_page_terminates_the_command_after_the_earlier_items_are_written(string command)
    {
        FailPage(2);

        ScriptResult result = _served.Session.Run(command);

        ErrorRecord error = result.ShouldTerminate();
        Assert.Empty(result.Errors);
        Assert.Equal(2, result.Output.Count);
        Assert.StartsWith("PlannrServerError,Plannr.PowerShell.", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.ResourceUnavailable, error.CategoryInfo.Category);
        Assert.Equal(command.Split(' ')[0], error.CategoryInfo.Activity);
        Assert.Equal("Default", error.TargetObject);
        PlannrServerErrorException exception = Assert.IsType<PlannrServerErrorException>(error.Exception);
        Assert.Equal(2, exception.ItemsRead);
        Assert.EndsWith(" The list is incomplete: 2 of 4 items were read before this error.", exception.Message, StringComparison.Ordinal);
        Assert.Equal(exception.Message, error.ToString());
        Assert.Equal(exception.RecommendedAction, error.ErrorDetails.RecommendedAction);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    [InlineData("Get-PlannrLogin")]
    public void Failed_first_page_terminates_the_command(string command)
    {
        FailPage(1);

        ScriptResult result = _served.Session.Run(command);

        Assert.EndsWith("The list is incomplete: no items were read before this error.", result.ShouldTerminate().ToString(), StringComparison.Ordinal);
        Assert.Empty(result.Errors);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("{\"errors\":{}}")]
    [InlineData("{\"errors\":[]}")]
    [InlineData("{\"errors\":[\"\"],\"message\":\"\"}")]
    public void Response_with_empty_errors_is_reported_as_invalid_without_a_server_message(string body)
    {
        _served.Server.Override = _ => RequestSession.Json(body);

        ErrorRecord error = _served.Session.Run("Get-PlannrTag").ShouldTerminate();

        Assert.StartsWith("GET /api/v1/tag: HTTP 200, but the body is not a valid API response.", error.ToString(), StringComparison.Ordinal);
        Assert.Null(Assert.IsType<PlannrInvalidResponseException>(error.Exception).ServerMessage);
    }

    [Theory]
    [InlineData("Get-PlannrAutomationExecution -First 2 -Status *")]
    [InlineData("Invoke-PlannrRequest v1/task -Paginate -First 2")]
    public void Failure_of_a_page_that_is_not_needed_is_ignored(string command)
    {
        FailPage(2);

        Assert.Equal(2, _served.Session.Run(command).ShouldSucceed().Output.Count);
    }

    [Theory]
    [InlineData("[guid[]]('{0}', '{1}') | ForEach-Object {{ [pscustomobject]@{{ AccountUuid = $_ }} }} | Get-PlannrTask")]
    [InlineData("[guid[]]('{0}', '{1}') | ForEach-Object {{ [pscustomobject]@{{ AccountUuid = $_ }} }} | Get-PlannrLog")]
    [InlineData("Get-PlannrTask -ClientUuid {0}, {1}")]
    [InlineData("Get-PlannrLog client {0}, {1}")]
    [InlineData("'v1/task', 'v1/task?filter[client_uuid]={1}' | ForEach-Object {{ Invoke-PlannrRequest $_ -Paginate }}", 2)]
    public void Failure_of_the_second_list_terminates_the_command(string script, int read = 6)
    {
        _served.Server.Override = request =>
            Respond(request, request.ToString().Contains(Second, StringComparison.Ordinal) && IsPage(request, 2) ? HttpStatusCode.InternalServerError : HttpStatusCode.OK);

        ScriptResult result = _served.Session.Run(string.Format(null, script, First, Second));

        Assert.EndsWith(
            $"The list is incomplete: {read}{(read == 2 ? " of 4" : string.Empty)} items were read before this error.", result.ShouldTerminate().ToString(), StringComparison.Ordinal);
        Assert.Empty(result.Errors);
        Assert.Equal(6, result.Output.Count);
    }

    [Fact]
    public void Merged_list_ends_where_one_of_its_lists_fails()
    {
        _served.Server.Override = request =>
            Respond(request, request.ToString().Contains(Second, StringComparison.Ordinal) && IsPage(request, 2) ? HttpStatusCode.InternalServerError : HttpStatusCode.OK);

        ScriptResult result = _served.Session.Run($"Get-PlannrAutomationExecution -BlueprintUuid {First}, {Second}");

        // The second list is newer. The items missing from it would precede all items of the first list, so no item of the first list is written.
        Assert.EndsWith("The list is incomplete: 2 of 8 items were read before this error.", result.ShouldTerminate().ToString(), StringComparison.Ordinal);
        Assert.Equal(["21", "22"], result.As<AutomationExecution>().Select(run => run.Name));
    }

    [Theory]
    [InlineData($"Get-PlannrLog client {First}, {Second}", 4)]
    [InlineData($"Get-PlannrAutomationExecution -BlueprintUuid {First}, {Second}", 4)]
    [InlineData($"Get-PlannrAutomationExecution -BlueprintUuid {First}", 0)]
    public void Unknown_record_causes_an_error_and_the_other_lists_are_returned(string command, int count)
    {
        _served.Server.Override = request =>
            Respond(request, request.Path.Contains(First, StringComparison.Ordinal) ? HttpStatusCode.NotFound : HttpStatusCode.OK);

        ScriptResult result = _served.Session.Run(command);

        ErrorRecord error = result.ShouldHaveOneError();
        Assert.Equal(Guid.Parse(First), error.TargetObject);
        Assert.Null(Assert.IsType<PlannrNotFoundException>(error.Exception).ItemsRead);
        Assert.Equal(count, result.Output.Count);
    }

    [Theory]
    [InlineData("Get-PlannrAutomationExecution", 1)]
    [InlineData($"Get-PlannrTask -ClientUuid {First}", 1)]
    [InlineData($"Get-PlannrLog client {First}", 2)]
    [InlineData($"Get-PlannrAutomationExecution -BlueprintUuid {First}, {Second}", 2)]
    public void Status_404_for_a_list_without_a_record_in_its_path_or_for_a_later_page_terminates_the_command(string command, int page)
    {
        FailPage(page, HttpStatusCode.NotFound);

        Assert.StartsWith("PlannrNotFound,", _served.Session.Run(command).ShouldTerminate().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Executions_listed_before_the_error_are_still_requested_individually()
    {
        FailPage(2);

        ScriptResult result = _served.Session.Run($"Get-PlannrAutomationExecution -BlueprintUuid {First} -IncludeAccount");

        result.ShouldTerminate();
        Assert.Equal(["single", "single"], result.As<AutomationExecution>().Select(run => run.Status));
    }

    [Fact]
    public void Closing_the_connection_downstream_terminates_the_list()
    {
        _served.Server.Override = request => Respond(request, HttpStatusCode.OK);
        _served.Server.Faults.Add(new Disconnects().Hang() with { Skip = 1 });

        ErrorRecord error = _served.Session.Run("Get-PlannrAudit | ForEach-Object { $_; Disconnect-Plannr -All }").ShouldTerminate();

        Assert.StartsWith("PlannrNotConnected,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(2, Assert.IsType<PlannrNotConnectedException>(error.Exception).ItemsRead);
    }

    private static bool IsPage(RecordedRequest request, int page) => request.Query.Contains("page=2", StringComparison.Ordinal) == (page == 2);

    private void FailPage(int page, HttpStatusCode status = HttpStatusCode.InternalServerError) =>
        _served.Server.Override = request => Respond(request, IsPage(request, page) ? status : HttpStatusCode.OK);

    /// <summary>Responds with page 1 or 2 of a list. Items for the second UUID have later dates. Each item's name starts with the number of its list.</summary>
    private static HttpResponseMessage Respond(RecordedRequest request, HttpStatusCode status)
    {
        int list = request.ToString().Contains(Second, StringComparison.Ordinal) ? 2 : 1;
        int page = IsPage(request, 2) ? 2 : 1;
        string last = request.Path[(request.Path.LastIndexOf('/') + 1)..];
        string body = status != HttpStatusCode.OK ? """{"message":"No."}"""
            : request.Path.Contains("automation-executions/", StringComparison.Ordinal) ? CreateItem(Guid.Parse(last), "single", list, 1)
            : $$"""
                {"data":[{{string.Join(",", NumbersOnPage(page).Select(number => CreateItem(Runs.Uuid((100 * list) + number), "completed", list, number)))}}],
                "links":{"next":{{(page == 1 ? $"\"{request.Path}?{request.Query}&page=2\"" : "null")}} },
                "meta":{"current_page":{{page}},"last_page":2,"total":4} }
                """;
        return new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
    }

    private static IEnumerable<int> NumbersOnPage(int page) => Enumerable.Range((2 * page) - 1, 2);

    private static string CreateItem(Guid uuid, string status, int list, int number) => $$"""
        {"uuid":"{{uuid}}","status":"{{status}}","name":"{{list}}{{number}}","created_at":"{{RunList.Newest.AddHours(list).AddMinutes(-number):yyyy-MM-ddTHH:mm:sszzz}}","steps":[{"name":"A step"}]}
        """;
}
