namespace Plannr.Client.Tests.Errors;

/// <summary>Tests the errors for unexpected successful responses and redirects.</summary>
public sealed class InvalidResponseTests
{
    [Theory]
    [InlineData("[]")]
    [InlineData("[1, 2]")]
    [InlineData("\"text\"")]
    [InlineData("42")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("{\"name\": }")]
    [InlineData("{\"name\": \"A\"} trailing")]
    [InlineData("{\"name\": \"A\"")]
    [InlineData("{\"name\": \"A")]
    [InlineData("   ")]
    [InlineData("OK")]
    public async Task Unexpected_JSON_types_and_invalid_JSON_cause_errors(string body)
    {
        await using ServedApi api = await ServedApi.StartAsync(Fault.Status(200, body));

        var exception = await Assert.ThrowsAsync<PlannrInvalidResponseException>(() => api.GetAsync());

        ErrorAssert.IsComplete(exception, "PlannrInvalidResponse", 200, exception.ServerMessage);
    }

    [Theory]
    [InlineData("""{"message": "Unauthenticated."}""", "Unauthenticated.")]
    [InlineData("""{"error": "account header missing"}""", "account header missing")]
    [InlineData("""{"errors": ["no account"]}""", "no account")]
    [InlineData("""{"data": {"name": "A"}}""", null)]
    [InlineData("""{"uuid": 5, "name": "A"}""", null)]
    [InlineData("{}", null)]
    public async Task Response_without_the_record_causes_an_error_with_the_server_message_and_no_retry(string body, string? message)
    {
        await using ServedApi api = await ServedApi.StartAsync(Fault.Status(200, body), options => options.MaximumRetryCount = 4);

        var exception = await Assert.ThrowsAsync<PlannrInvalidResponseException>(() => api.GetAsync());

        ErrorAssert.IsComplete(exception, "PlannrInvalidResponse", 200, message);
        Assert.Contains("it has no UUID", exception.Message, StringComparison.Ordinal);
        Assert.Contains(message ?? string.Empty, exception.Message, StringComparison.Ordinal);
        Assert.Contains("Get-PlannrConnection", exception.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(api.Server.Requests);
    }

    [Theory]
    [InlineData("execution")]
    [InlineData("account")]
    [InlineData("blueprint")]
    [InlineData("webhook subscription")]
    public async Task Response_with_a_different_record_causes_an_error(string kind)
    {
        const string Other = "00000000-0000-4000-8000-000000000099";
        await using ServedApi api = await ServedApi.StartAsync(Fault.Status(200, $$"""{"uuid": "{{Other}}", "name": "Other"}"""), options => options.MaximumRetryCount = 4);

        var exception = await Assert.ThrowsAsync<PlannrInvalidResponseException>(() => kind switch
        {
            "account" => api.Client.GetAsync(Endpoints.GetAccount.At(ServedApi.Uuid), null, default),
            "blueprint" => api.Client.GetAsync(Endpoints.GetBlueprint.At(ServedApi.Uuid), null, default),
            "webhook subscription" => api.Client.GetAsync(Endpoints.GetWebhookSubscription.At(ServedApi.Uuid), null, default),
            _ => (Task)api.GetAsync(),
        });

        Assert.Equal((200, null), (exception.StatusCode, exception.ServerMessage));
        Assert.Contains($"another record, with the UUID {Other}", exception.Message, StringComparison.Ordinal);
        Assert.Single(api.Server.Requests);
    }

    [Fact]
    public async Task Too_deeply_nested_JSON_causes_an_error()
    {
        await using ServedApi api = await ServedApi.StartAsync(Fault.Status(200, "{\"a\": " + new string('[', 100_000) + new string(']', 100_000) + "}"));

        var exception = await Assert.ThrowsAsync<PlannrInvalidResponseException>(() => api.GetAsync());

        ErrorAssert.IsComplete(exception, "PlannrInvalidResponse", 200, null);
    }

    [Fact]
    public async Task Truncated_JSON_causes_an_error_that_contains_the_position()
    {
        await using ServedApi api = await ServedApi.StartAsync(Fault.TruncatedJson());

        var exception = await Assert.ThrowsAsync<PlannrInvalidResponseException>(() => api.GetAsync());

        ErrorAssert.IsComplete(exception, "PlannrInvalidResponse", 200, null);
        Assert.Contains("invalid JSON at line 1, byte", exception.Message, StringComparison.Ordinal);
        Assert.Contains("truncated", exception.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Empty_body_causes_an_error()
    {
        await using ServedApi api = await ServedApi.StartAsync(Fault.Status(200));

        var exception = await Assert.ThrowsAsync<PlannrInvalidResponseException>(() => api.GetAsync());

        ErrorAssert.IsComplete(exception, "PlannrInvalidResponse", 200, null);
        Assert.Contains("empty body", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Successful_response_without_content_causes_an_error()
    {
        await using ServedApi api = await ServedApi.StartAsync(Fault.NoContent());

        var exception = await Assert.ThrowsAsync<PlannrInvalidResponseException>(() => api.GetAsync());

        ErrorAssert.IsComplete(exception, "PlannrInvalidResponse", 204, null);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Redirect_to_another_server_causes_an_error_and_is_not_followed(int status)
    {
        await using SandboxServer other = await SandboxServer.StartAsync();
        await using ServedApi api = await ServedApi.StartAsync(
            Fault.Redirect($"{other.BaseUri}sign-in?session=abc", status), options => options.MaximumRetryCount = 4);

        var exception = await Assert.ThrowsAsync<PlannrInvalidResponseException>(() => api.GetAsync());

        ErrorAssert.IsComplete(exception, "PlannrInvalidResponse", status, null);
        Assert.Contains($"redirects to {other.BaseUri}sign-in.", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("abc", exception.Message, StringComparison.Ordinal);
        Assert.Single(api.Server.Requests);
        Assert.Empty(other.Requests);
    }

    [Theory]
    [InlineData("/login", "/login.")]
    [InlineData("https://somebody:hunter2@example.com/login", "https://example.com/login.")]
    [InlineData("mailto:somebody@example.com", "")]
    [InlineData("http://", "")]
    [InlineData(" ", "")]
    public async Task Redirect_error_shows_the_target_without_credentials(string location, string shown)
    {
        await using ServedApi api = await ServedApi.StartAsync(Fault.Redirect(location));

        var exception = await Assert.ThrowsAsync<PlannrInvalidResponseException>(() => api.GetAsync());

        ErrorAssert.IsComplete(exception, "PlannrInvalidResponse", 302, null);
        Assert.Contains(shown, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", exception.Message, StringComparison.Ordinal);
        Assert.Single(api.Server.Requests);
    }

    [Fact]
    public async Task Redirect_without_a_target_causes_an_error()
    {
        await using ServedApi api = await ServedApi.StartAsync(Fault.Status(302));

        var exception = await Assert.ThrowsAsync<PlannrInvalidResponseException>(() => api.GetAsync());

        Assert.Contains("an unspecified URL", exception.Message, StringComparison.Ordinal);
    }
}
