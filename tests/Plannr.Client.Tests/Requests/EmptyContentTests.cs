namespace Plannr.Client.Tests.Requests;

/// <summary>
/// Tests the handler for Windows PowerShell, where .NET Framework rejects a GET request with content, even with empty content. Only that edition uses
/// the handler, but the tests run on .NET.
/// </summary>
public sealed class EmptyContentTests
{
    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task Empty_content_of_a_GET_or_HEAD_request_is_removed(string method)
    {
        await using SandboxServer server = await SandboxServer.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(server.BaseUri, "api/v1/me")) { Content = ApiTransport.JsonContent([]) };

        RecordedRequest sent = await SendAsync(server, request);

        Assert.Null(request.Content);
        Assert.Equal(method, sent.Method);
        Assert.Null(sent.Header("Content-Type"));
        Assert.Null(sent.Header("Content-Length"));
    }

    [Theory]
    [InlineData("POST", "{\"a\":1}")]
    [InlineData("POST", "")]
    [InlineData("DELETE", "")]
    public async Task POST_and_DELETE_requests_keep_their_content(string method, string body)
    {
        await using SandboxServer server = await SandboxServer.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(server.BaseUri, "api/v1/me"))
        {
            Content = ApiTransport.JsonContent(System.Text.Encoding.UTF8.GetBytes(body)),
        };

        RecordedRequest sent = await SendAsync(server, request);

        Assert.Equal(body, sent.Body);
        Assert.Equal("application/json", sent.Header("Content-Type"));
    }

    private static async Task<RecordedRequest> SendAsync(SandboxServer server, HttpRequestMessage request)
    {
        using var wire = new HttpMessageInvoker(new EmptyContentHandler { InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false } });
        using HttpResponseMessage response = await wire.SendAsync(request, CancellationToken.None);
        return Assert.Single(server.Requests);
    }
}
