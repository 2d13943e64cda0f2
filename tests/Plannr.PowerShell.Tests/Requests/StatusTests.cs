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
    public void An_error_status_causes_the_usual_error_and_sets_the_variables(int status, string id)
    {
        Api.Respond("""{"message":"Said so."}""", (HttpStatusCode)status);

        ScriptResult result = Api.Run("Invoke-PlannrRequest POST v1/task -StatusCodeVariable status -ResponseHeadersVariable headers; $status; $headers['content-type']");

        ErrorRecord error = result.ShouldHaveOneError();
        Assert.Equal($"{id},{RequestSession.Command}", error.FullyQualifiedErrorId);
        Assert.Equal("v1/task", error.TargetObject);
        Assert.Equal([status.ToString(System.Globalization.CultureInfo.InvariantCulture), "application/json; charset=utf-8"], result.Output.Select(item => item.ToString()));
    }

    [Fact]
    public void ErrorAction_Stop_turns_an_error_into_an_exception_that_the_script_can_catch()
    {
        Api.Respond("{}", HttpStatusCode.NotFound);

        ScriptResult result = Api.Run("try { Invoke-PlannrRequest v1/task -ErrorAction Stop } catch [Plannr.PlannrNotFoundException] { 'caught' }").ShouldSucceed();

        Assert.Equal("caught", result.Output.Single().ToString());
    }

    [Fact]
    public void With_SkipHttpErrorCheck_the_body_of_an_error_response_is_emitted_as_an_object()
    {
        Api.Respond("""{"message":"No.","errors":{"name":["The name is bad."]}}""", HttpStatusCode.UnprocessableEntity);

        ScriptResult result = Api.Run("$r = Invoke-PlannrRequest POST v1/task -SkipHttpErrorCheck -StatusCodeVariable status; $status; $r.message; $r.errors.name[0]").ShouldSucceed();

        Assert.Equal(["422", "No.", "The name is bad."], result.Output.Select(item => item.ToString()));
    }

    [Fact]
    public void With_SkipHttpErrorCheck_HTML_is_emitted_as_text_and_a_missing_response_still_causes_an_error()
    {
        Api.Respond("<html>down</html>", HttpStatusCode.BadGateway, "text/html");
        Assert.Equal(["<html>down</html>"], Api.Run("Invoke-PlannrRequest v1/task -SkipHttpErrorCheck").ShouldSucceed().As<string>());

        Api.Server.Faults.Add(Fault.Reset());
        ScriptResult result = Api.Run("$status = 200; Invoke-PlannrRequest v1/task -SkipHttpErrorCheck -StatusCodeVariable status; $null -eq $status");
        Assert.Equal("PlannrNetworkError," + RequestSession.Command, result.ShouldHaveOneError().FullyQualifiedErrorId);
        Assert.Equal([true], result.As<bool>());
    }

    [Fact]
    public void Response_headers_variable_has_the_type_that_Invoke_RestMethod_uses_and_is_set_in_the_scope_of_the_caller()
    {
        Api.Server.Override = _ =>
        {
            HttpResponseMessage response = RequestSession.Json("{}");
            response.Headers.Add("X-Several", ["a", "b"]);
            return response;
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
    public void POST_and_PATCH_are_retried_after_status_429_but_not_after_a_server_error(string method, int status, int requests)
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
    public void POST_and_PATCH_are_not_retried_after_a_connection_reset(string method, int requests)
    {
        Api.Connect(new LeapingClock(), retries: 2);
        Api.Server.Faults.Add(Fault.Reset().Once());

        Api.Run($"Invoke-PlannrRequest {method} v1/task");

        Assert.Equal(requests, Api.Server.Requests.Count);
    }

    [Fact]
    public void A_POST_with_a_truncated_response_is_not_retried()
    {
        Api.Connect(new LeapingClock(), retries: 2);
        Api.Respond("""{"uuid":"made"}""");
        Api.Server.Faults.Add(Fault.TruncatedJson());

        Assert.Equal("PlannrInvalidResponse," + RequestSession.Command, Api.Run("Invoke-PlannrRequest POST v1/task").ShouldHaveOneError().FullyQualifiedErrorId);
        Assert.Single(Api.Server.Requests);
    }

    [Theory]
    [InlineData("POST", "reset", "PlannrNetworkError")]
    [InlineData("POST", "truncated", "PlannrInvalidResponse")]
    [InlineData("POST", "500", "PlannrServerError")]
    [InlineData("PATCH", "408", "PlannrInvalidRequest")]
    public void After_a_POST_that_may_have_succeeded_the_advice_is_to_check_first(string method, string fault, string id)
    {
        Api.Connect(new LeapingClock(), retries: 2);
        Api.Respond("""{"uuid":"made"}""");
        Api.Server.Faults.Add(fault switch { "reset" => Fault.Reset(), "truncated" => Fault.TruncatedJson(), _ => Fault.Status(int.Parse(fault, System.Globalization.CultureInfo.InvariantCulture)) });

        ErrorRecord error = Api.Run($"Invoke-PlannrRequest {method} v1/task").ShouldHaveOneError();

        Assert.Equal($"{id},{RequestSession.Command}", error.FullyQualifiedErrorId);
        Assert.Equal("The server may have processed the request. Check this in Plannr before you send the request again.", error.ErrorDetails.RecommendedAction);
        Assert.Single(Api.Server.Requests);
    }

    [Theory]
    [InlineData("GET", "Save the body to a file with -OutFile.")]
    [InlineData("POST", "The server may have processed the request. Check this in Plannr before you send the request again. Save the body to a file with -OutFile.")]
    public void After_a_binary_response_the_advice_is_to_use_OutFile(string method, string advice)
    {
        Api.Server.Override = _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent([0x25, 0x50, 0x44, 0x46, 0xFF, 0x00]) { Headers = { ContentType = new("application/pdf") } } };

        Assert.Equal(advice, Api.Run($"Invoke-PlannrRequest {method} v1/document").ShouldHaveOneError().ErrorDetails.RecommendedAction);
    }

    [Fact]
    public async Task A_POST_that_never_reached_the_server_is_retried()
    {
        Api.Connect(new LeapingClock(), retries: 2);
        await Api.Server.DisposeAsync();

        ScriptResult result = Api.Run("Invoke-PlannrRequest POST v1/task -Verbose");

        Assert.Equal("PlannrNetworkError," + RequestSession.Command, result.ShouldHaveOneError().FullyQualifiedErrorId);
        Assert.Contains(result.Verbose, message => message.Contains("attempt 3 of 3", StringComparison.Ordinal));
    }
}
