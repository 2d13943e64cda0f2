namespace Plannr.PowerShell.Tests.Requests;

public sealed class BodyTests : RequestTests
{
    [Theory]
    [InlineData("@{ name = 'Zoë <b>' }", """{"name":"Zoë <b>"}""")]
    [InlineData("[ordered]@{ b = 1; a = $null }", """{"b":1,"a":null}""")]
    [InlineData("@{ b = 1; a = 2 }", """{"a":2,"b":1}""")]
    [InlineData("[pscustomobject]@{ z = 1; a = [pscustomobject]@{ b = $true } }", """{"z":1,"a":{"b":true}}""")]
    [InlineData("@{ one = @('x'); none = @(); nested = @(, @(1)) }", """{"nested":[[1]],"none":[],"one":["x"]}""")]
    [InlineData("@(1, 'a')", """[1,"a"]""")]
    [InlineData("@{ big = 123456789012345678901234567890n; d = 4000.10d; l = 9007199254740993; f = 1.5 }", """{"big":123456789012345678901234567890,"d":4000.10,"f":1.5,"l":9007199254740993}""")]
    [InlineData("@{ at = [datetimeoffset]'2026-04-28T22:34:36+01:00' }", """{"at":"2026-04-28T22:34:36+01:00"}""")]
    [InlineData("@{ day = [dateonly]'2025-12-04'; time = [timespan]'01:02:03' }", """{"day":"2025-12-04","time":"01:02:03"}""")]
    [InlineData("@{ id = [guid]'82f16694-dbe3-4787-bd57-ab9eec12b43f'; day = [System.DayOfWeek]::Monday; to = [uri]'https://example.org/a' }",
        """{"day":"Monday","id":"82f16694-dbe3-4787-bd57-ab9eec12b43f","to":"https://example.org/a"}""")]
    [InlineData("@{ wrapped = ('a' | ForEach-Object { $_ }); items = (1..2 | ForEach-Object { $_ }); flag = [switch]$true }", """{"flag":true,"items":[1,2],"wrapped":"a"}""")]
    [InlineData("[version]'1.2'", "\"1.2\"")]
    [InlineData("$true", "true")]
    [InlineData("([System.Collections.Generic.Dictionary[string,object]]::new())", "{}")]
    [InlineData("""'{ "name" : "as it is", "n": 1.50 }'""", """{ "name" : "as it is", "n": 1.50 }""")]
    [InlineData("""([System.Text.Encoding]::UTF8.GetBytes('{"name":"Zoë"}'))""", """{"name":"Zoë"}""")]
    [InlineData("'null'", "null")]
    [InlineData("$null", "")]
    public void A_value_is_sent_as_JSON(string body, string sent)
    {
        Api.Run($"[cultureinfo]::CurrentCulture = 'de-DE'; Invoke-PlannrRequest POST v1/task -Body ({body})").ShouldSucceed();

        Assert.Equal(("POST", "/api/v1/task", sent), (Api.Sent.Method, Api.Sent.Path, Api.Sent.Body));
        Assert.Equal("application/json", Api.Sent.Header("Content-Type"));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public void PUT_and_PATCH_and_DELETE_accept_a_body(string method)
    {
        Api.Run($"Invoke-PlannrRequest {method} v1/group/1/participants -Body @{{ a = 1 }}").ShouldSucceed();

        Assert.Equal((method, """{"a":1}"""), (Api.Sent.Method, Api.Sent.Body));
    }

    [Fact]
    public void A_result_can_be_sent_back_unchanged()
    {
        const string Json = """{"uuid":"u","list":[{"a":1}],"one":["x"],"none":[],"big":12345678901234567890123,"price":4000.10,"at":"2026-04-28T22:34:36+01:00","empty":{},"no":null,"yes":true}""";
        Api.Respond(Json);

        Api.Run("Invoke-PlannrRequest v1/task | Invoke-PlannrRequest PUT v1/task; Invoke-PlannrRequest v1/task -AsHashtable | Invoke-PlannrRequest PUT v1/task").ShouldSucceed();

        Assert.Equal([Json, Json], Api.Server.Requests.Where(request => request.Method == "PUT").Select(request => request.Body));
    }

    [Theory]
    [InlineData("'{\"name\": }'", "line 1, byte 10")]
    [InlineData("\"{`n  'a': 1 }\"", "line 2, byte 3")]
    [InlineData("'{\"a\":1} x'", "line 1, byte 9")]
    [InlineData("''", "not valid JSON")]
    [InlineData("'name=x'", "not valid JSON")]
    [InlineData("'{\"a\":1, // no\n}'", "not valid JSON")]
    [InlineData("([byte[]](0x22, 0xFF, 0x22))", "not valid UTF-8")]
    [InlineData("@{ a = \"x$([char]0xD800)\" }", "'a' in the body is text with half a character")]
    [InlineData("@{ a = { 1 } }", "'a' in the body is of type ScriptBlock")]
    [InlineData("@{ a = $Token }", "'a' in the body is a SecureString")]
    [InlineData("@{ a = [double]::NaN }", "'a' in the body is a number that JSON can't represent")]
    [InlineData("$Loop", "an object in it may contain a reference to itself")]
    [InlineData("$ExecutionContext", "The body")]
    public void A_body_that_is_invalid_JSON_or_cannot_be_serialized_causes_an_error_and_is_not_sent(string body, string message)
    {
        ScriptResult result = Api.Run($"$Loop = @{{}}; $Loop.self = $Loop; Invoke-PlannrRequest POST v1/task -Body ({body})");

        ErrorRecord error = result.ShouldHaveOneError();
        Assert.Equal(RequestSession.InvalidRequest, error.FullyQualifiedErrorId);
        Assert.Contains(message, error.Exception.Message, System.StringComparison.Ordinal);
        Assert.Empty(Api.Server.Requests);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public void GET_and_HEAD_refuse_a_body(string method)
    {
        Assert.Equal(RequestSession.InvalidRequest, Api.Run($"Invoke-PlannrRequest {method} v1/task -Body @{{ a = 1 }}").ShouldHaveOneError().FullyQualifiedErrorId);
        Assert.Empty(Api.Server.Requests);
    }

    [Fact]
    public void One_request_is_sent_per_pipeline_object_and_each_failure_causes_one_error()
    {
        Api.Server.Override = request => request.Body.Contains("bad", System.StringComparison.Ordinal)
            ? RequestSession.Json("""{"message":"No.","errors":{"name":["The name is bad."]}}""", System.Net.HttpStatusCode.UnprocessableEntity)
            : RequestSession.Json(request.Body);

        ScriptResult result = Api.Run("[pscustomobject]@{ name = 'a' }, @{ name = 'bad' }, [pscustomobject]@{ name = 'c' } | Invoke-PlannrRequest POST v1/task | ForEach-Object name");

        ErrorRecord error = result.ShouldHaveOneError();
        Assert.Equal(RequestSession.InvalidRequest, error.FullyQualifiedErrorId);
        Assert.IsType<System.Collections.Hashtable>(error.TargetObject);
        Assert.Equal("The name is bad.", Assert.IsType<PlannrInvalidRequestException>(error.Exception).FieldErrors["name"].Single());
        Assert.Equal(["a", "c"], result.Output.Select(item => item.ToString()));
        Assert.Equal(3, Api.Server.Requests.Count);
    }

    [Fact]
    public void No_request_is_sent_for_an_empty_pipeline()
    {
        Api.Run("@() | Invoke-PlannrRequest POST v1/task").ShouldSucceed();

        Assert.Empty(Api.Server.Requests);
    }
}
