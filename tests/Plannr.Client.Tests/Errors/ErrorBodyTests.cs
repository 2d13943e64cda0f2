namespace Plannr.Client.Tests.Errors;

/// <summary>Tests how the server's message is read from the body of an error.</summary>
public sealed class ErrorBodyTests
{
    private const int TimeoutMilliseconds = 60_000;

    [Theory]
    [InlineData("""{"message": "", "error": "invalid_token"}""", "invalid_token")]
    [InlineData("""{"error": "invalid_grant", "error_description": "The token is revoked."}""", "The token is revoked.")]
    [InlineData("""{"title": "Bad", "detail": "Very bad"}""", "Very bad")]
    [InlineData("""{"errors": ["one", "two"]}""", "one; two")]
    [InlineData("""{"errors": "one"}""", null)]
    [InlineData("""{"message": {"text": "nested"}}""", null)]
    [InlineData("""{"message": " spaced \n out "}""", "spaced out")]
    [InlineData("{}", null)]
    [InlineData("\"Plain JSON text\"", "Plain JSON text")]
    [InlineData("Plain text", "Plain text")]
    [InlineData("""{"message": "cut o""", """{"message": "cut o""")]
    [InlineData("upstream connect error & more", "upstream connect error & more")]
    public async Task Message_is_read_from_JSON_and_plain_text(string body, string? message)
    {
        await using ServedApi api = await ServedApi.StartAsync(Fault.Status(404, body));

        var exception = await Assert.ThrowsAsync<PlannrNotFoundException>(() => api.GetAsync());

        ErrorAssert.IsComplete(exception, "PlannrNotFound", 404, message);
    }

    [Theory]
    [InlineData("<html><head><title>502 Bad\n Gateway</title></head><body>nginx</body></html>", "502 Bad Gateway")]
    [InlineData("<!DOCTYPE html><TITLE lang='en'>R&amp;D &lt;down&gt;</TITLE>", "R&D <down>")]
    [InlineData("<html><style>h1 { color: red }</style><script>alert(1)</script><h1>Sorry</h1><p>Back soon</p></html>", "Sorry Back soon")]
    [InlineData("\uFEFF \r\n<html><title>With a mark</title></html>", "With a mark")]
    [InlineData("<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>", "AccessDenied")]
    public async Task Title_or_text_is_read_from_HTML_and_XML(string page, string title)
    {
        await using ServedApi api = await ServedApi.StartAsync(Fault.Html(page, 502));

        var exception = await Assert.ThrowsAsync<PlannrServerErrorException>(() => api.GetAsync());

        ErrorAssert.IsComplete(exception, "PlannrServerError", 502, title);
    }

    [Fact]
    public async Task HTML_instead_of_data_causes_an_error_that_contains_the_page_title()
    {
        await using ServedApi api = await ServedApi.StartAsync(Fault.Html());

        var exception = await Assert.ThrowsAsync<PlannrInvalidResponseException>(() => api.GetAsync());

        ErrorAssert.IsComplete(exception, "PlannrInvalidResponse", 200, "Down for maintenance");
        Assert.Contains("an HTML page instead of data: Down for maintenance", exception.Message, StringComparison.Ordinal);
        Assert.Contains("proxy", exception.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_server_message_is_truncated()
    {
        await using ServedApi api = await ServedApi.StartAsync(Fault.Status(404, new string('x', 100_000), "text/plain"));

        var exception = await Assert.ThrowsAsync<PlannrNotFoundException>(() => api.GetAsync());

        Assert.Equal(new string('x', 300) + "...", exception.ServerMessage);
    }

    /// <summary>A regular expression that backtracks would scan the rest of the page again at each start of a tag.</summary>
    [Theory(Timeout = TimeoutMilliseconds)]
    [InlineData("<title>")]
    [InlineData("<script>")]
    [InlineData("<")]
    [InlineData("< ")]
    [InlineData("<style ")]
    public async Task Huge_malformed_HTML_is_read_within_the_time_limit(string piece)
    {
        string page = "<html>" + string.Concat(Enumerable.Repeat(piece, 5_000_000 / piece.Length));
        await using ServedApi api = await ServedApi.StartAsync(Fault.Html(page, 500));

        await Assert.ThrowsAsync<PlannrServerErrorException>(() => api.GetAsync());
    }
}
