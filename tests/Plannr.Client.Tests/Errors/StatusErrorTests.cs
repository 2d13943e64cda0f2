namespace Plannr.Client.Tests.Errors;

/// <summary>Tests the error for each status code.</summary>
public sealed class StatusErrorTests
{
    [Theory]
    [InlineData(401, "PlannrUnauthorized", typeof(PlannrUnauthorizedException), "Unauthenticated.", "Connect-Plannr")]
    [InlineData(403, "PlannrForbidden", typeof(PlannrForbiddenException), "This action is unauthorized.", "IP addresses")]
    [InlineData(404, "PlannrNotFound", typeof(PlannrNotFoundException), "No query results for model.", "UUID")]
    [InlineData(410, "PlannrNotFound", typeof(PlannrNotFoundException), "Gone.", "UUID")]
    [InlineData(400, "PlannrInvalidRequest", typeof(PlannrInvalidRequestException), "Requested include is not allowed.", "Correct")]
    [InlineData(405, "PlannrInvalidRequest", typeof(PlannrInvalidRequestException), "The GET method is not supported.", "Correct")]
    [InlineData(408, "PlannrInvalidRequest", typeof(PlannrInvalidRequestException), "Request Timeout", "")]
    [InlineData(409, "PlannrInvalidRequest", typeof(PlannrInvalidRequestException), "Plan is being deleted.", "Correct")]
    [InlineData(418, "PlannrInvalidRequest", typeof(PlannrInvalidRequestException), "Teapot", "Correct")]
    [InlineData(422, "PlannrInvalidRequest", typeof(PlannrInvalidRequestException), "The given data was invalid.", "Correct")]
    [InlineData(429, "PlannrRateLimited", typeof(PlannrRateLimitedException), "Too Many Attempts.", "500 requests a minute")]
    [InlineData(500, "PlannrServerError", typeof(PlannrServerErrorException), "Server Error", "later")]
    [InlineData(501, "PlannrServerError", typeof(PlannrServerErrorException), "Not here", "later")]
    [InlineData(502, "PlannrServerError", typeof(PlannrServerErrorException), "Bad Gateway", "later")]
    [InlineData(503, "PlannrServerError", typeof(PlannrServerErrorException), "Service Unavailable", "later")]
    [InlineData(504, "PlannrServerError", typeof(PlannrServerErrorException), "Gateway Time-out", "later")]
    public async Task Error_has_the_server_message_and_the_type_for_its_status(int status, string errorId, Type type, string message, string advice)
    {
        await using ServedApi api = await ServedApi.StartAsync(Fault.Status(status, $$"""{"message": "{{message}}"}"""));

        var exception = await Assert.ThrowsAnyAsync<PlannrRequestException>(() => api.GetAsync());

        Assert.IsType(type, exception);
        ErrorAssert.IsComplete(exception, errorId, status, message);
        Assert.Contains($"HTTP {status}", exception.Message, StringComparison.Ordinal);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.Contains(advice, exception.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(422)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task Error_for_an_empty_body_has_no_server_message(int status)
    {
        await using ServedApi api = await ServedApi.StartAsync(Fault.Status(status));

        var exception = await Assert.ThrowsAnyAsync<PlannrRequestException>(() => api.GetAsync());

        Assert.Equal(status, exception.StatusCode);
        Assert.Null(exception.ServerMessage);
        Assert.EndsWith(".", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_message_without_a_full_stop_gets_one_before_the_field_errors()
    {
        await using ServedApi api = await ServedApi.StartAsync(Fault.Status(422, """{"message": "Invalid data", "errors": {"email": ["Required."]}}"""));

        var exception = await Assert.ThrowsAsync<PlannrInvalidRequestException>(() => api.GetAsync());

        Assert.EndsWith(" Invalid data. email: Required.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_422_error_includes_the_messages_for_each_field()
    {
        await using ServedApi api = await ServedApi.StartAsync(Fault.Status(
            422, """{"message": "The given data was invalid.", "errors": {"email": ["Required.", "Too short."], "name": "Taken.", "tags.0": []}}"""));

        var exception = await Assert.ThrowsAsync<PlannrInvalidRequestException>(() => api.GetAsync());

        ErrorAssert.IsComplete(exception, "PlannrInvalidRequest", 422, "The given data was invalid.");
        Assert.Equal(["email", "name", "tags.0"], exception.FieldErrors.Keys);
        Assert.Equal(["Required.", "Too short."], exception.FieldErrors["email"]);
        Assert.Equal(["Taken."], exception.FieldErrors["name"]);
        Assert.Empty(exception.FieldErrors["tags.0"]);
        Assert.Contains("email: Required. Too short.", exception.Message, StringComparison.Ordinal);
        Assert.Contains("name: Taken.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_400_error_has_no_field_errors_if_the_body_contains_none()
    {
        await using ServedApi api = await ServedApi.StartAsync(Fault.Status(400, """{"message": "No."}"""));

        Assert.Empty((await Assert.ThrowsAsync<PlannrInvalidRequestException>(() => api.GetAsync())).FieldErrors);
    }

    [Theory]
    [InlineData("17", 17)]
    [InlineData("0", null)]
    [InlineData("soon", null)]
    [InlineData("-5", null)]
    [InlineData(null, null)]
    [InlineData("date +90", 90)]
    [InlineData("date -90", null)]
    public async Task Status_429_error_contains_the_retry_delay_from_the_server(string? header, int? seconds)
    {
        var clock = new TestClock();
        if (header?.StartsWith("date", StringComparison.Ordinal) == true)
        {
            header = clock.GetUtcNow().AddSeconds(int.Parse(header[5..], CultureInfo.InvariantCulture)).ToString("R", CultureInfo.InvariantCulture);
        }

        (string, string)[] headers = header is null ? [] : [("Retry-After", header)];
        await using ServedApi api = await ServedApi.StartAsync(Fault.Status(429, """{"message": "Too Many Attempts."}""", "application/json", headers), time: clock);

        var exception = await Assert.ThrowsAsync<PlannrRateLimitedException>(() => api.GetAsync());

        ErrorAssert.IsComplete(exception, "PlannrRateLimited", 429, "Too Many Attempts.");
        Assert.Equal(seconds is { } value ? TimeSpan.FromSeconds(value) : null, exception.RetryAfter);
    }

    [Fact]
    public async Task Sandbox_rejects_an_expired_token_and_an_unknown_uuid()
    {
        await using ServedApi expired = await ServedApi.StartAsync(options => options.AccessToken = Tokens.Secure(SandboxData.ExpiredAccessToken));
        await using ServedApi api = await ServedApi.StartAsync();
        var unknown = new Guid("00000000-0000-4000-8000-000000000000");

        var unauthorized = await Assert.ThrowsAsync<PlannrUnauthorizedException>(() => expired.GetAsync());
        var notFound = await Assert.ThrowsAsync<PlannrNotFoundException>(() => api.Client.GetExecutionAsync(unknown));

        Assert.Equal("Unauthenticated.", unauthorized.ServerMessage);
        Assert.EndsWith(unknown.ToString(), notFound.Path, StringComparison.Ordinal);
    }
}
