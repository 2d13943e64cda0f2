namespace Plannr.PowerShell.Tests.Requests;

public sealed class StatusTests : RequestTests
{
    [Theory]
    [InlineData(401, "PlannrUnauthorized")]
    [InlineData(403, "PlannrForbidden")]
    [InlineData(404, "PlannrNotFound")]
    [InlineData(422, "PlannrInvalidRequest")]
    [InlineData(429, "PlannrRateLimited")]
    [InlineData(500, "PlannrServerError")]
    [InlineData(302, "PlannrInvalidResponse")]
    public void A_status_is_the_same_error_as_everywhere_and_the_variables_tell_of_it(int status, string id)
    {
        Api.Answer("""{"message":"Said so."}""", (HttpStatusCode)status);

        ScriptResult result = Api.Run("Invoke-PlannrRequest POST v1/task -StatusCodeVariable status -ResponseHeadersVariable headers; $status; $headers['content-type']");

        ErrorRecord error = result.ShouldHaveOneError();
        Assert.Equal($"{id},{RequestSession.Command}", error.FullyQualifiedErrorId);
        Assert.Equal("v1/task", error.TargetObject);
        Assert.Equal([status.ToString(System.Globalization.CultureInfo.InvariantCulture), "application/json; charset=utf-8"], result.Output.Select(item => item.ToString()));
    }

    [Fact]
    public void ErrorAction_Stop_ends_the_script()
    {
        Api.Answer("{}", HttpStatusCode.NotFound);

        ScriptResult result = Api.Run("try { Invoke-PlannrRequest v1/task -ErrorAction Stop } catch [Plannr.PlannrNotFoundException] { 'caught' }").ShouldSucceed();

        Assert.Equal("caught", result.Output.Single().ToString());
    }

    [Fact]
    public void Without_the_check_the_body_of_an_error_is_an_object()
    {
        Api.Answer("""{"message":"No.","errors":{"name":["The name is bad."]}}""", HttpStatusCode.UnprocessableEntity);

        ScriptResult result = Api.Run("$r = Invoke-PlannrRequest POST v1/task -SkipHttpErrorCheck -StatusCodeVariable status; $status; $r.message; $r.errors.name[0]").ShouldSucceed();

        Assert.Equal(["422", "No.", "The name is bad."], result.Output.Select(item => item.ToString()));
    }

    [Fact]
    public void Without_the_check_a_page_comes_as_text_and_no_answer_is_still_an_error()
    {
        Api.Answer("<html>down</html>", HttpStatusCode.BadGateway, "text/html");
        Assert.Equal(["<html>down</html>"], Api.Run("Invoke-PlannrRequest v1/task -SkipHttpErrorCheck").ShouldSucceed().As<string>());

        Api.Server.Faults.Add(Fault.Reset());
        ScriptResult result = Api.Run("$status = 200; Invoke-PlannrRequest v1/task -SkipHttpErrorCheck -StatusCodeVariable status; $null -eq $status");
        Assert.Equal("PlannrNetworkError," + RequestSession.Command, result.ShouldHaveOneError().FullyQualifiedErrorId);
        Assert.Equal([true], result.As<bool>());
    }

    [Fact]
    public void The_headers_are_as_Invoke_RestMethod_gives_them_and_in_the_callers_scope()
    {
        Api.Server.Override = _ =>
        {
            HttpResponseMessage answer = RequestSession.Json("{}");
            answer.Headers.Add("X-Several", ["a", "b"]);
            return answer;
        };

        ScriptResult result = Api.Run("function f { $null = Invoke-PlannrRequest v1/task -RHV headers -StatusCodeVariable status; $headers; $status }; f; $null -eq $headers").ShouldSucceed();

        var headers = Assert.IsType<Dictionary<string, IEnumerable<string>>>(result.Output[0].BaseObject);
        Assert.Equal(["a", "b"], headers["x-several"]);
        Assert.DoesNotContain("Authorization", headers.Keys);
        Assert.Equal([200, true], result.Output.Skip(1).Select(item => item.BaseObject));
    }

    [Theory]
    [InlineData("POST", 503, 1)]
    [InlineData("PATCH", 500, 1)]
    [InlineData("POST", 429, 2)]
    [InlineData("PATCH", 429, 2)]
    [InlineData("GET", 503, 2)]
    [InlineData("PUT", 503, 2)]
    [InlineData("DELETE", 502, 2)]
    public void What_could_be_done_twice_is_sent_again_only_after_429(string method, int status, int requests)
    {
        Api.Connect(new LeapingClock(), retries: 2);
        Api.Server.Faults.Add(Fault.Status(status).Once());

        ScriptResult result = Api.Run($"Invoke-PlannrRequest {method} v1/task");

        Assert.Equal(Enumerable.Repeat(method, requests), Api.Methods);
        Assert.Equal(requests == 1 ? 1 : 0, result.Errors.Count);
    }

    [Theory]
    [InlineData("POST", 1)]
    [InlineData("PATCH", 1)]
    [InlineData("GET", 2)]
    public void A_connection_that_breaks_may_have_reached_the_server(string method, int requests)
    {
        Api.Connect(new LeapingClock(), retries: 2);
        Api.Server.Faults.Add(Fault.Reset().Once());

        Api.Run($"Invoke-PlannrRequest {method} v1/task");

        Assert.Equal(requests, Api.Server.Requests.Count);
    }

    [Fact]
    public void A_POST_whose_answer_is_cut_off_is_not_sent_again()
    {
        Api.Connect(new LeapingClock(), retries: 2);
        Api.Answer("""{"uuid":"made"}""");
        Api.Server.Faults.Add(Fault.TruncatedJson());

        Assert.Equal("PlannrInvalidResponse," + RequestSession.Command, Api.Run("Invoke-PlannrRequest POST v1/task").ShouldHaveOneError().FullyQualifiedErrorId);
        Assert.Single(Api.Server.Requests);
    }

    [Fact]
    public async Task A_POST_that_never_reached_the_server_is_tried_again()
    {
        Api.Connect(new LeapingClock(), retries: 2);
        await Api.Server.DisposeAsync();

        ScriptResult result = Api.Run("Invoke-PlannrRequest POST v1/task -Verbose");

        Assert.Equal("PlannrNetworkError," + RequestSession.Command, result.ShouldHaveOneError().FullyQualifiedErrorId);
        Assert.Contains(result.Verbose, message => message.Contains("attempt 3 of 3", StringComparison.Ordinal));
    }
}
