using Microsoft.AspNetCore.Http.Features;

namespace Plannr.Client.Tests.Secrecy;

/// <summary>What a call tells, with no secret in it even where the server repeats one.</summary>
public sealed class ObserverTests
{
    private readonly RecordingObserver _observer = new();

    [Fact]
    public async Task Verbose_says_method_path_status_and_duration_in_one_line()
    {
        await using ServedApi api = await ServedApi.StartAsync(time: new TestClock());

        await api.Client.GetExecutionAsync(ServedApi.Uuid, includeAccount: true, _observer);

        Assert.Equal([$"GET {ServedApi.Path}?include=account: 200 OK in 0 ms"], _observer.VerboseTexts);
    }

    [Fact]
    public async Task Debug_shows_headers_and_bodies_and_stars_for_the_token()
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
    public async Task A_token_that_the_server_repeats_anywhere_is_not_shown()
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
    public async Task A_secret_in_an_object_or_a_list_under_its_name_is_not_shown_of_a_request_or_of_its_answer()
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
    public async Task A_token_in_the_words_of_any_status_is_not_shown(int status)
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

            ErrorAssert.HoldsNoToken(exception ?? new InvalidOperationException());
            AssertNothingShown();
        }
    }

    [Theory]
    [InlineData(200)]
    [InlineData(422)]
    [InlineData(500)]
    public async Task An_error_is_cut_only_after_its_secrets_are_out(int status)
    {
        await using ServedApi api = await ServedApi.StartAsync(Fault.Status(status, $$"""{"message": "{{new string('x', 296)}}{{Tokens.Text}}"}"""));

        var exception = await Assert.ThrowsAnyAsync<PlannrRequestException>(() => api.GetAsync(_observer));

        Assert.EndsWith("xxx***", exception.ServerMessage, StringComparison.Ordinal);
        Assert.DoesNotContain(Tokens.Text[..2], exception.Message, StringComparison.Ordinal);
    }

    /// <summary>JSON that was cut is shown as it came, being no JSON.</summary>
    [Fact]
    public async Task A_secret_by_its_name_is_not_shown_of_an_error_that_was_cut()
    {
        await using ServedApi api = await ServedApi.StartAsync(Fault.Status(500, """{"access_token": "other", "signing_secret": ["whsec_1"""));

        var exception = await Assert.ThrowsAsync<PlannrServerErrorException>(() => api.GetAsync(_observer));

        Assert.Equal("""{"access_token": "***", "signing_secret": "***" """.TrimEnd(), exception.ServerMessage);
    }

    [Fact]
    public async Task A_token_in_the_address_of_a_redirect_is_not_shown()
    {
        await using ServedApi api = await ServedApi.StartAsync(Fault.Redirect($"https://example.com/{Tokens.Text}/x?token={Tokens.Text}"));

        var exception = await Assert.ThrowsAsync<PlannrInvalidResponseException>(() => api.GetAsync(_observer));

        ErrorAssert.HoldsNoToken(exception);
        AssertNothingShown();
    }

    [Fact]
    public async Task A_long_body_is_cut_only_after_its_secrets_are_out()
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
    public async Task A_charset_that_nobody_knows_costs_nothing(string contentType)
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
    public async Task Whoever_wants_nothing_is_told_nothing()
    {
        var observer = new RecordingObserver(wantsVerbose: false, wantsDebug: false);
        await using ServedApi api = await ServedApi.StartAsync();

        await api.GetAsync(observer);

        Assert.Empty(observer.VerboseTexts);
        Assert.Empty(observer.DebugTexts);
    }

    [Fact]
    public async Task A_fault_of_the_network_is_told_in_one_line()
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
