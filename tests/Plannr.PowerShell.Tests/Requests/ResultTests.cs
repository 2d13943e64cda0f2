using System.Collections.Specialized;
using System.Numerics;

namespace Plannr.PowerShell.Tests.Requests;

public sealed class ResultTests : RequestTests
{
    [Fact]
    public void A_result_keeps_the_order_of_the_names_and_the_exact_values()
    {
        Api.Respond("""{"z":1,"created_at":"2026-04-28T22:34:36+01:00","a":{"B":true,"x y":null},"list":[1],"big":12345678901234567890123,"price":4000.10,"tiny":1e-7}""");

        PSObject result = Assert.Single(Api.Run("Invoke-PlannrRequest v1/task").ShouldSucceed().Output);

        Assert.IsType<PSCustomObject>(result.BaseObject);
        Assert.Equal(["z", "created_at", "a", "list", "big", "price", "tiny"], result.Properties.Select(property => property.Name));
        Assert.Equal(1L, result.Properties["z"].Value);
        Assert.Equal("2026-04-28T22:34:36+01:00", result.Properties["created_at"].Value);
        Assert.Equal(["B", "x y"], ((PSObject)result.Properties["a"].Value).Properties.Select(property => property.Name));
        Assert.Equal([1L], Assert.IsType<object[]>(result.Properties["list"].Value));
        Assert.Equal(BigInteger.Parse("12345678901234567890123", System.Globalization.CultureInfo.InvariantCulture), result.Properties["big"].Value);
        Assert.Equal("4000.10", ((decimal)result.Properties["price"].Value).ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(1e-7, result.Properties["tiny"].Value);
    }

    [Fact]
    public void Hundreds_of_fields_keep_their_order()
    {
        string[] names = [.. Enumerable.Range(0, 500).Select(number => $"field_{number * 7919 % 500}")];
        Api.Respond("{" + string.Join(",", names.Select(name => $"\"{name}\":1")) + "}");

        ScriptResult result = Api.Run("Invoke-PlannrRequest v1/task; Invoke-PlannrRequest v1/task -AsHashtable").ShouldSucceed();

        Assert.Equal(names, result.Output[0].Properties.Select(property => property.Name));
        Assert.Equal(names, ((OrderedDictionary)result.Output[1].BaseObject).Keys.Cast<string>());
    }

    [Theory]
    [InlineData("""{"name":1,"Name":2}""")]
    [InlineData("""{"data":[{"":1}]}""")]
    [InlineData("""{"psobject":1}""")]
    public void Invalid_property_names_cause_an_error_that_recommends_AsHashtable(string body)
    {
        Api.Respond(body);

        ErrorRecord error = Api.Run("Invoke-PlannrRequest v1/task").ShouldHaveOneError();

        Assert.Equal("PlannrInvalidResponse," + RequestSession.Command, error.FullyQualifiedErrorId);
        Assert.Contains("-AsHashtable", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Api.Run("Invoke-PlannrRequest v1/task -AsHashtable").ShouldSucceed();
    }

    [Fact]
    public void AsHashtable_keeps_the_order_of_names_and_is_case_sensitive()
    {
        Api.Respond("""{"name":1,"Name":2,"":3,"inner":[{"b":1,"a":2}]}""");

        OrderedDictionary result = Assert.Single(Api.Run("Invoke-PlannrRequest v1/task -AsHashtable").ShouldSucceed().As<OrderedDictionary>());

        Assert.Equal(["name", "Name", "", "inner"], result.Keys.Cast<string>());
        Assert.Equal((1L, 2L), (result["name"], result["Name"]));
        Assert.Equal(["b", "a"], ((OrderedDictionary)((object[])result["inner"]!)[0]).Keys.Cast<string>());
    }

    [Fact]
    public void The_envelope_is_emitted_unchanged()
    {
        Api.Respond("""{"data":[{"uuid":"a"},{"uuid":"b"}],"meta":{"total":2}}""");

        ScriptResult result = Api.Run("$r = Invoke-PlannrRequest v1/task; $r.meta.total; $r.data.uuid").ShouldSucceed();

        Assert.Equal(["2", "a", "b"], result.Output.Select(item => item.ToString()));
    }

    [Theory]
    [InlineData("[1,2]", "1 2")]
    [InlineData("[]", "")]
    [InlineData("\"text\"", "text")]
    [InlineData("true", "True")]
    public void A_bare_value_is_emitted_and_a_bare_list_is_enumerated(string body, string output)
    {
        Api.Respond(body);

        Assert.Equal(output, string.Join(" ", Api.Run("Invoke-PlannrRequest v1/task").ShouldSucceed().Output));
    }

    [Fact]
    public void Nothing_is_emitted_for_a_204_response_or_an_empty_body()
    {
        Api.Server.Override = request => request.Method == "DELETE" ? new HttpResponseMessage(HttpStatusCode.NoContent) : RequestSession.Json(" \n");

        Assert.Empty(Api.Run("Invoke-PlannrRequest DELETE v1/group/1; Invoke-PlannrRequest v1/task; Invoke-PlannrRequest POST v1/task -Raw; Invoke-PlannrRequest HEAD v1/task").ShouldSucceed().Output);
        Assert.Equal(["DELETE", "GET", "POST", "HEAD"], Api.Methods);
    }

    [Theory]
    [InlineData("{ \"a\" :  1.50 }", "application/json")]
    [InlineData("a;b\r\n1;Zoë", "text/csv")]
    [InlineData("<html>x</html>", "text/html")]
    public void Raw_emits_the_body_unchanged(string body, string type)
    {
        Api.Respond(body, type: type);

        Assert.Equal([body], Api.Run("Invoke-PlannrRequest v1/task -Raw").ShouldSucceed().As<string>());
    }

    [Fact]
    public void A_response_that_is_not_JSON_is_emitted_as_text()
    {
        Api.Respond("a;b\n1;2", type: "text/csv");

        Assert.Equal(["a;b\n1;2"], Api.Run("Invoke-PlannrRequest v1/task").ShouldSucceed().As<string>());
    }

    [Theory]
    [InlineData("<html><title>Sign in</title></html>", "text/html")]
    [InlineData("{\"a\":", "application/json")]
    public void HTML_and_invalid_JSON_cause_errors(string body, string type)
    {
        Api.Respond(body, type: type);

        Assert.Equal("PlannrInvalidResponse," + RequestSession.Command, Api.Run("Invoke-PlannrRequest v1/task").ShouldHaveOneError().FullyQualifiedErrorId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Raw")]
    public void A_binary_body_causes_an_error_and_is_not_decoded_as_text(string parameters)
    {
        Api.Server.Override = _ => new HttpResponseMessage { Content = new ByteArrayContent([0x50, 0x4B, 0xFF, 0xFE]) { Headers = { { "Content-Type", "application/octet-stream" } } } };

        ErrorRecord error = Api.Run($"Invoke-PlannrRequest v1/document {parameters}").ShouldHaveOneError();

        Assert.Equal("PlannrInvalidResponse," + RequestSession.Command, error.FullyQualifiedErrorId);
        Assert.Contains("-OutFile", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Raw")]
    public void The_token_of_the_connection_is_redacted_if_the_server_echoes_it(string parameters)
    {
        Api.Server.Override = request =>
        {
            HttpResponseMessage response = RequestSession.Json($$"""{"echo":"{{request.Header("Authorization")}}","again":"{{request.Header("Authorization")}}","password":"kept"}""");
            response.Headers.Add("X-Echo", request.Header("Authorization"));
            return response;
        };

        ScriptResult result = Api.Run($"$r = Invoke-PlannrRequest v1/task -RHV headers {parameters}; $headers['x-echo']; if ($r -is [string]) {{ $r }} else {{ $r.echo, $r.again, $r.password -join ' ' }}").ShouldSucceed();

        string text = parameters.Length > 0 ? """{"echo":"Bearer ***","again":"Bearer ***","password":"kept"}""" : "Bearer *** Bearer *** kept";
        Assert.Equal(["Bearer ***", text], result.Output.Select(item => item.ToString()));
    }

    [Fact]
    public void WhatIf_sends_only_GET_and_HEAD_requests()
    {
        Api.Run("foreach ($m in 'POST', 'PUT', 'PATCH', 'DELETE', 'GET', 'HEAD') { Invoke-PlannrRequest $m v1/task -WhatIf }").ShouldSucceed();

        Assert.Equal(["GET", "HEAD"], Api.Methods);
    }
}
