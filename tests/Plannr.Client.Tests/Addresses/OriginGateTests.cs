namespace Plannr.Client.Tests.Addresses;

/// <summary>
/// Tests the outermost handler. Callers should check URLs themselves; this handler protects against a caller that does not.
/// </summary>
public sealed class OriginGateTests
{
    private static readonly Uri Server = new("https://api.example.test/");

    [Theory]
    [InlineData("https://other.example.test/api/v1/me")]
    [InlineData("http://api.example.test/api/v1/me")]
    [InlineData("https://api.example.test:8443/api/v1/me")]
    [InlineData("https://api.example.test.example.com/api/v1/me")]
    public async Task Request_to_another_origin_does_not_reach_other_handlers(string address)
    {
        var next = new Next();
        using var gate = new HttpMessageInvoker(new AccountHeaderHandler(Server) { InnerHandler = next });
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        new RequestScope(Guid.NewGuid()).Set(request);

        var exception = await Assert.ThrowsAsync<PlannrInvalidRequestException>(() => gate.SendAsync(request, CancellationToken.None));

        Assert.Contains("Nothing was sent.", exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, next.Requests);
        Assert.False(request.Headers.Contains("X-PLANNR-ACCOUNT-UUID"));
    }

    [Fact]
    public async Task Request_to_the_same_origin_has_the_account_header()
    {
        var account = Guid.NewGuid();
        var next = new Next();
        using var gate = new HttpMessageInvoker(new AccountHeaderHandler(Server) { InnerHandler = next });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Server, "api/v1/me"));
        new RequestScope(account).Set(request);

        using HttpResponseMessage response = await gate.SendAsync(request, CancellationToken.None);

        Assert.Equal(1, next.Requests);
        Assert.Equal([account.ToString()], request.Headers.GetValues("X-PLANNR-ACCOUNT-UUID"));
    }

    private sealed class Next : HttpMessageHandler
    {
        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            return Task.FromResult(new HttpResponseMessage());
        }
    }
}
