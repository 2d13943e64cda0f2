namespace Plannr.PowerShell.Tests.Requests;

public sealed class PaginateTests : RequestTests
{
    [Fact]
    public void Every_item_is_emitted_once_and_every_page_request_has_the_query_and_headers()
    {
        Api.Server.Override = new RunList(5).Answer;

        ScriptResult result = Api.Run("Invoke-PlannrRequest v1/things -Query ([ordered]@{ per_page = 2; filter = @{ a = 1 } }) -Headers @{ 'X-Trace' = 'x' } -Paginate | ForEach-Object name").ShouldSucceed();

        Assert.Equal(Enumerable.Range(1, 5).Select(number => $"Run {number}"), result.Output.Select(item => item.ToString()));
        Assert.Equal(
            ["/api/v1/things?per_page=2&filter%5Ba%5D=1", "/api/v1/things?per_page=2&filter%5Ba%5D=1&page=2", "/api/v1/things?per_page=2&filter%5Ba%5D=1&page=3"],
            Api.Served.Paths);
        Assert.All(Api.Server.Requests, request => Assert.Equal("x", request.Header("X-Trace")));
    }

    [Fact]
    public void Items_that_shift_to_the_next_page_are_emitted_once()
    {
        bool isShifted = false;
        Api.Server.Override = new RunList(4)
        {
            BeforePage = (list, request) =>
            {
                if (!isShifted && request.Query.Contains("&page=2", StringComparison.Ordinal))
                {
                    isShifted = true;
                    list.InsertNewest(99);
                }
            },
        }.Answer;

        ScriptResult result = Api.Run("Invoke-PlannrRequest v1/things?per_page=2 -Paginate | ForEach-Object name").ShouldSucceed();

        Assert.Equal(["Run 1", "Run 2", "Run 3", "Run 4"], result.Output.Select(item => item.ToString()));
    }

    [Fact]
    public void At_most_one_unneeded_page_is_requested_with_First_and_Skip()
    {
        Api.Server.Override = new RunList(100).Answer;

        ScriptResult result = Api.Run("Invoke-PlannrRequest v1/things?per_page=2 -Paginate -First 2 -Skip 1 | ForEach-Object name").ShouldSucceed();

        Assert.Equal(["Run 2", "Run 3"], result.Output.Select(item => item.ToString()));
        Assert.InRange(Api.Server.Requests.Count, 2, 3);
    }

    [Fact]
    public void All_items_of_a_list_without_pages_or_UUIDs_are_emitted_even_duplicates()
    {
        Api.Respond("""{"data":[{"nationality":"British"},{"nationality":"British"},{"nationality":"Irish"}]}""");

        ScriptResult result = Api.Run("Invoke-PlannrRequest v1/static/nationalities -Paginate | ForEach-Object nationality").ShouldSucceed();

        Assert.Equal(["British", "British", "Irish"], result.Output.Select(item => item.ToString()));
        Assert.Equal(["/api/v1/static/nationalities", "/api/v1/static/nationalities?page=2"], Api.Served.Paths);
    }

    [Fact]
    public void Different_rows_with_the_same_UUID_are_all_emitted()
    {
        const string Uuid = "0b4c0e57-0000-4000-8000-000000000001";
        Api.Respond($$$"""{"data":[{"uuid":"{{{Uuid}}}","role":"owner"},{"uuid":"{{{Uuid}}}","role":"member"},{"uuid":"{{{Uuid}}}","role":"owner"}],"links":{"next":null}}""");

        ScriptResult result = Api.Run("Invoke-PlannrRequest v1/things -Paginate | ForEach-Object role").ShouldSucceed();

        Assert.Equal(["owner", "member"], result.Output.Select(item => item.ToString()));
    }

    [Fact]
    public void A_list_of_strings_is_emitted()
    {
        Api.Respond("""{"data":["a","b"],"meta":{"current_page":1,"last_page":1}}""");

        Assert.Equal(["a", "b"], Api.Run("Invoke-PlannrRequest v1/things -Paginate").ShouldSucceed().As<string>());
    }

    [Fact]
    public void An_item_that_cannot_become_an_object_causes_one_error_and_the_others_are_emitted()
    {
        Api.Respond("""{"data":[{"uuid":"a"},{"b":1,"B":2},{"uuid":"c"}],"links":{"next":null}}""");

        ScriptResult result = Api.Run("Invoke-PlannrRequest v1/things -Paginate | ForEach-Object uuid");

        Assert.Equal("PlannrInvalidResponse," + RequestSession.Command, result.ShouldHaveOneError().FullyQualifiedErrorId);
        Assert.Equal(["a", "c"], result.Output.Select(item => item.ToString()));
        Assert.Equal(3, Api.Run("Invoke-PlannrRequest v1/things -Paginate -AsHashtable").ShouldSucceed().Output.Count);
    }

    [Fact]
    public void A_failed_page_request_ends_the_pipeline_after_the_earlier_items_are_emitted()
    {
        Api.Server.Override = new RunList(4).Answer;
        Api.Server.Faults.Add(Fault.Status(500).ForRequest(2));

        ScriptResult result = Api.Run("Invoke-PlannrRequest v1/things?per_page=2 -Paginate | ForEach-Object name");

        Assert.Equal("PlannrServerError," + RequestSession.Command, result.ShouldTerminate().FullyQualifiedErrorId);
        Assert.Equal(["Run 1", "Run 2"], result.Output.Select(item => item.ToString()));
    }

    [Fact]
    public void A_next_link_to_another_server_causes_an_error_and_is_not_followed()
    {
        Api.Server.Override = new RunList(4) { Link = (_, next) => "http://evil.example" + next }.Answer;

        ScriptResult result = Api.Run("Invoke-PlannrRequest v1/things?per_page=2 -Paginate");

        Assert.Equal("PlannrInvalidResponse," + RequestSession.Command, result.ShouldTerminate().FullyQualifiedErrorId);
        Assert.Single(Api.Server.Requests);
    }

    [Theory]
    [InlineData("""{"uuid":"0b4c0e57-0000-4000-8000-000000000001","first_name":"Ada"}""")]
    [InlineData("""{"data":"text"}""")]
    [InlineData("""{}""")]
    [InlineData("5")]
    public void A_response_that_is_not_a_list_causes_an_error_without_a_retry(string body)
    {
        Api.Connect(new LeapingClock(), retries: 2);
        Api.Respond(body);

        ScriptResult result = Api.Run("Invoke-PlannrRequest v1/me -Paginate -Verbose");

        ErrorRecord error = result.ShouldTerminate();
        Assert.Equal("PlannrInvalidResponse," + RequestSession.Command, error.FullyQualifiedErrorId);
        Assert.Contains("GET /api/v1/me: the response is not a list", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("Omit -Paginate", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain(result.Verbose, message => message.Contains("can't be read", StringComparison.Ordinal));
        Assert.Single(Api.Server.Requests);
    }

    [Theory]
    [InlineData("""{"data":[{"uuid":"a"}""")]
    [InlineData("""{"data":{"uuid":"a"},"links":{""")]
    [InlineData("""{"data":"text","links":{""")]
    public void A_request_is_retried_if_the_list_in_the_response_is_truncated(string body)
    {
        Api.Connect(new LeapingClock(), retries: 2);
        Api.Respond(body);

        Api.Run("Invoke-PlannrRequest v1/things -Paginate").ShouldTerminate();

        Assert.Equal(3, Api.Server.Requests.Count);
    }

    [Theory]
    [InlineData("Invoke-PlannrRequest POST v1/things -Paginate")]
    [InlineData("Invoke-PlannrRequest v1/things -First 3")]
    public void Invalid_parameter_combinations_are_refused(string script)
    {
        Assert.Equal(RequestSession.InvalidRequest, Api.Run(script).ShouldTerminate().FullyQualifiedErrorId);
        Assert.Empty(Api.Server.Requests);
    }

    [Theory]
    [InlineData("Invoke-PlannrRequest v1/things -Paginate -Raw")]
    [InlineData("Invoke-PlannrRequest v1/things -Paginate -Body @{}")]
    [InlineData("Invoke-PlannrRequest v1/things -Raw -OutFile x")]
    public void Parameters_of_different_parameter_sets_cannot_be_combined(string script)
    {
        Assert.StartsWith("AmbiguousParameterSet", Api.Run(script).ShouldTerminate().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(Api.Server.Requests);
    }
}
