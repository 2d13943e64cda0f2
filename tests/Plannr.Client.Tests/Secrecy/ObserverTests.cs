using Microsoft.AspNetCore.Http.Features;

namespace Plannr.Client.Tests.Secrecy;

/// <summary>Tests the messages about a call, which contain no secrets, even if the server repeats one.</summary>
public sealed class ObserverTests
{
    private readonly RecordingObserver _observer = new();

    [Fact]
    public async Task Verbose_message_shows_the_request_and_its_status_and_duration()
    {
        await using ServedApi api = await ServedApi.StartAsync(time: new TestClock());

        await api.Client.GetExecutionAsync(ServedApi.Uuid, includeAccount: true, _observer);

        Assert.Equal([$"GET {ServedApi.Path}?include=account: 200 OK in 0 ms"], _observer.VerboseTexts);
    }

    [Fact]
    public async Task Debug_messages_show_headers_and_bodies_with_a_redacted_token()
    {
        await using ServedApi api = await ServedApi.StartAsync();

        AutomationExecution execution = await api.GetAsync(_observer);

        Assert.Equal(2, _observer.DebugTexts.Count);
        string[] request = _observer.DebugTexts[0].Split(Environment.NewLine);
        Assert.Equal($"GET {ServedApi.Path}", request[0]);
        Assert.Contains("Authorization: ***", request);
        Assert.Contains("Accept: application/json", request);
        Assert.Equal(Wire.SendsContentWithGet, request.Contains("Content-Type: application/json"));
        Assert.StartsWith($"GET {ServedApi.Path}: 200", _observer.DebugTexts[1], StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/json", _observer.DebugTexts[1], StringComparison.Ordinal);
        Assert.Contains(execution.Name!, _observer.DebugTexts[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_repeated_by_the_server_is_redacted()
    {
        await using ServedApi api = await ServedApi.StartAsync(new Fault("echo", async context =>
        {
            context.Http.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = "No " + Tokens.Text;
            context.Http.Response.StatusCode = 422;
            context.Http.Response.Headers["X-Echo"] = Tokens.Text;
            context.Http.Response.Headers["X-Authorization"] = "Bearer " + Tokens.Text;
            await context.Http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(
                $$$"""{"message": "Bad token {{{Tokens.Text}}}", "errors": {"token {{{Tokens.Text}}}": ["{{{Tokens.Text}}} is wrong"]}, "access_token": "other"}"""));
        }));

        var exception = await Assert.ThrowsAsync<PlannrInvalidRequestException>(() => api.GetAsync(_observer));

        ErrorAssert.IsComplete(exception, "PlannrInvalidRequest", 422, "Bad token ***");
        Assert.Equal(["*** is wrong"], Assert.Single(exception.FieldErrors).Value);
        AssertNothingShown();
    }

    [Fact]
    public async Task Object_or_list_in_a_secret_field_is_redacted_in_request_and_response()
    {
        await using ServedApi api = await ServedApi.StartAsync(Fault.Status(
            200, """{"data": [{"signing_secret": {"example": "whsec_1", "collection": false}, "url": "a"}, {"signing_secret": ["whsec_2"], "url": "b"}]}"""));
        var request = new PlannrRequest
        {
            Method = "POST",
            Path = "api/v1/x",
            Body = new Dictionary<string, object?> { ["client_secret"] = new[] { "sent_1" }, ["password"] = new Dictionary<string, object?> { ["new"] = "sent_2" }, ["kept"] = 1 },
        };

        await api.Client.WithObserver(_observer).SendAsync(request, default);

        Assert.EndsWith("""{"client_secret":"***","password":"***","kept":1}""", _observer.DebugTexts[0], StringComparison.Ordinal);
        Assert.EndsWith("""{"data": [{"signing_secret": "***", "url": "a"}, {"signing_secret": "***", "url": "b"}]}""", _observer.DebugTexts[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task Token_in_an_error_message_is_redacted_for_any_status(int status)
    {
        foreach (string body in new[] { $$"""{"message": "{{Tokens.Text}}"}""", $"<title>{Tokens.Text}</title>", Tokens.Text })
        {
            await using ServedApi api = await ServedApi.StartAsync(new Fault("echo", async context =>
            {
                context.Http.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = Tokens.Text;
                context.Http.Response.StatusCode = status;
                await context.Http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
            }));

            Exception? exception = await Record.ExceptionAsync(() => api.GetAsync(_observer));

            ErrorAssert.ContainsNoToken(exception ?? new InvalidOperationException());
            AssertNothingShown();
        }
    }

    [Theory]
    [InlineData(200)]
    [InlineData(422)]
    [InlineData(500)]
    public async Task Error_message_is_redacted_before_truncation(int status)
    {
        await using ServedApi api = await ServedApi.StartAsync(Fault.Status(status, $$"""{"message": "{{new string('x', 296)}}{{Tokens.Text}}"}"""));

        var exception = await Assert.ThrowsAnyAsync<PlannrRequestException>(() => api.GetAsync(_observer));

        Assert.EndsWith("xxx***", exception.ServerMessage, StringComparison.Ordinal);
        Assert.DoesNotContain(Tokens.Text[..2], exception.Message, StringComparison.Ordinal);
    }

    /// <summary>Truncated JSON without a message or field errors is treated as text, so the whole body is the message.</summary>
    [Fact]
    public async Task Secret_in_a_truncated_error_body_is_redacted_by_name()
    {
        await using ServedApi api = await ServedApi.StartAsync(Fault.Status(500, """{"access_token": "other", "signing_secret": ["whsec_1"""));

        var exception = await Assert.ThrowsAsync<PlannrServerErrorException>(() => api.GetAsync(_observer));

        Assert.Equal("""{"access_token": "***", "signing_secret": "***" """.TrimEnd(), exception.ServerMessage);
    }

    [Fact]
    public async Task Token_in_a_redirect_target_is_redacted()
    {
        await using ServedApi api = await ServedApi.StartAsync(Fault.Redirect($"https://example.com/{Tokens.Text}/x?token={Tokens.Text}"));

        var exception = await Assert.ThrowsAsync<PlannrInvalidResponseException>(() => api.GetAsync(_observer));

        ErrorAssert.ContainsNoToken(exception);
        AssertNothingShown();
    }

    [Fact]
    public async Task Long_body_is_redacted_before_truncation()
    {
        await using ServedApi api = await ServedApi.StartAsync(Fault.Status(200, $$"""{"uuid": "{{ServedApi.Uuid}}", "name": "{{new string('x', 9_930)}}{{Tokens.Text}}{{new string('y', 100)}}"}"""));

        await api.GetAsync(_observer);

        Assert.EndsWith("...", _observer.DebugTexts[1], StringComparison.Ordinal);
        Assert.Contains("xxx***yyy", _observer.DebugTexts[1], StringComparison.Ordinal);
        Assert.DoesNotContain(Tokens.Text[..5], _observer.DebugTexts[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json; charset=nonsense")]
    [InlineData("application/json; charset=utf-7")]
    [InlineData("text/html; charset=")]
    public async Task Unknown_charset_is_ignored(string contentType)
    {
        await using ServedApi api = await ServedApi.StartAsync();
        api.Server.Override = _ =>
        {
            var content = new ByteArrayContent(Encoding.UTF8.GetBytes($$"""{"uuid": "{{ServedApi.Uuid}}", "name": "René"}"""));
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
        };

        AutomationExecution execution = await api.GetAsync(_observer);

        Assert.Equal("René", execution.Name);
        Assert.Contains("René", _observer.DebugTexts[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Observer_that_does_not_request_messages_receives_none()
    {
        var observer = new RecordingObserver(wantsVerbose: false, wantsDebug: false);
        await using ServedApi api = await ServedApi.StartAsync();

        await api.GetAsync(observer);

        Assert.Empty(observer.VerboseTexts);
        Assert.Empty(observer.DebugTexts);
    }

    [Fact]
    public async Task Network_error_is_logged_on_one_line()
    {
        await using ServedApi api = await ServedApi.StartAsync(Fault.CutOffBody());

        await Assert.ThrowsAsync<PlannrNetworkException>(() => api.GetAsync(_observer));

        string line = Assert.Single(_observer.VerboseTexts);
        Assert.StartsWith($"GET {ServedApi.Path}: ", line, StringComparison.Ordinal);
        Assert.EndsWith(" ms", line, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', line);
    }

    private void AssertNothingShown() =>
        Assert.All(_observer.VerboseTexts.Concat(_observer.DebugTexts), text => Assert.DoesNotContain(Tokens.Text, text, StringComparison.Ordinal));
}
