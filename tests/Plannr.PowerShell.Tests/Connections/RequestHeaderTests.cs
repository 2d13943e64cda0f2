namespace Plannr.PowerShell.Tests.Connections;

[Collection(ModuleSession.Collection)]
public sealed class RequestHeaderTests : IAsyncLifetime
{
    private readonly ModuleSession _session = new();
    private SandboxServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await SandboxServer.StartAsync();
        _session.Set("Base", _server.BaseUri);
        _session.Set("Token", ModuleSession.Secret("the-token-itself"));
    }

    public async Task DisposeAsync()
    {
        _session.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public void Request_has_the_expected_headers_and_user_agent()
    {
        RecordedRequest request = RequestOf("-AccountUuid 4C1F0A52-8D37-5B6E-A1C4-6F0E92D7B301");

        Assert.Equal("application/json", request.Header("Accept"));
        Assert.Equal("application/json", request.Header("Content-Type"));
        Assert.Equal("Bearer the-token-itself", request.Header("Authorization"));
        Assert.Equal("4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b301", request.Header("X-PLANNR-ACCOUNT-UUID"));
        Assert.Equal("Plannr-PowerShell/" + StagedModule.Cmdlets.GetName().Version!.ToString(3), request.Header("User-Agent"));
    }

    [Fact]
    public void Account_header_is_omitted_without_an_account()
    {
        RecordedRequest request = RequestOf("-SkipAccountResolution");

        Assert.DoesNotContain("X-PLANNR-ACCOUNT-UUID", request.Headers.Keys);
        Assert.Equal("Bearer the-token-itself", request.Header("Authorization"));
    }

    [Fact]
    public void GET_request_has_no_body_and_no_cookie_or_trace_header()
    {
        RecordedRequest request = RequestOf(string.Empty);

        Assert.Equal("GET /api/v1/automation-executions/82f16694-dbe3-4787-bd57-ab9eec12b43f", request.ToString());
        Assert.Equal(string.Empty, request.Body);
        Assert.DoesNotContain("Cookie", request.Headers.Keys);
        Assert.DoesNotContain("traceparent", request.Headers.Keys);
    }

    [Theory]
    [InlineData("", "GET /api/v1/logins")]
    [InlineData("-AccountUuid 4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b301", "GET /api/v1/logins")]
    [InlineData("-SkipAccountResolution", "GET /api/v1/me")]
    public void Connecting_sends_one_request_that_checks_the_token_and_disconnecting_sends_none(string parameters, string request)
    {
        _session.Run($"Connect-Plannr -AccessToken $Token -BaseUri $Base {parameters}; Get-PlannrConnection; Disconnect-Plannr").ShouldSucceed();

        Assert.Equal(request, Assert.Single(_server.Requests).ToString());
    }

    [Fact]
    public void Each_connection_sends_its_own_token_and_account()
    {
        _session.Set("Other", ModuleSession.Secret("another-token"));
        _session.Run("Connect-Plannr -AccessToken $Token -BaseUri $Base -Name one -AccountUuid 4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b301").ShouldSucceed();
        _session.Run("Connect-Plannr -AccessToken $Other -BaseUri $Base -Name two -SkipAccountResolution").ShouldSucceed();
        _server.ClearRequests();

        _session.Run("'two', 'one' | ForEach-Object { Get-PlannrAutomationExecution 82f16694-dbe3-4787-bd57-ab9eec12b43f -Connection $_ }").ShouldSucceed();

        Assert.Equal(["Bearer another-token", "Bearer the-token-itself"], _server.Requests.Select(request => request.Header("Authorization")));
        Assert.Equal([null, "4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b301"], _server.Requests.Select(request => request.Header("X-PLANNR-ACCOUNT-UUID")));
    }

    private RecordedRequest RequestOf(string connectParameters)
    {
        _session.Run($"Connect-Plannr -AccessToken $Token -BaseUri $Base {connectParameters}").ShouldSucceed();
        _server.ClearRequests();
        _session.Run("Get-PlannrAutomationExecution 82f16694-dbe3-4787-bd57-ab9eec12b43f").ShouldSucceed();
        return Assert.Single(_server.Requests);
    }
}
