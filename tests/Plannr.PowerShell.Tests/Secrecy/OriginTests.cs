namespace Plannr.PowerShell.Tests.Secrecy;

/// <summary>A second server, which must receive nothing even if the first server redirects to it or it is set as the system proxy.</summary>
[Collection(ModuleSession.Collection)]
public sealed class OriginTests : IAsyncLifetime
{
    private const string Get = "Get-PlannrAutomationExecution 82f16694-dbe3-4787-bd57-ab9eec12b43f";

    private SecrecySession _secrecy = null!;
    private SandboxServer _elsewhere = null!;

    public async Task InitializeAsync()
    {
        _secrecy = await SecrecySession.StartAsync();
        _elsewhere = await SandboxServer.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _secrecy.DisposeAsync();
        await _elsewhere.DisposeAsync();
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public void A_redirect_is_not_followed(int status)
    {
        _secrecy.RunAndSearch(CmdletScripts.SignIn).ShouldSucceed();
        _secrecy.Server.Faults.Add(Fault.Redirect(_elsewhere.BaseUri + "api/v1/automation-executions/82f16694-dbe3-4787-bd57-ab9eec12b43f", status).ForPath("/api/"));

        ErrorRecord error = _secrecy.RunAndSearch(Get).ShouldHaveOneError();

        Assert.StartsWith("PlannrInvalidResponse,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(_elsewhere.Requests);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public void A_redirect_in_response_to_the_token_request_is_not_followed(int status)
    {
        _secrecy.Server.Faults.Clear();
        _secrecy.Server.Faults.Add(Fault.Redirect(_elsewhere.BaseUri + "oauth/token", status).ForPath("/oauth/token"));

        ErrorRecord error = _secrecy.RunAndSearch(CmdletScripts.SignIn).ShouldTerminate();

        Assert.StartsWith("PlannrInvalidResponse,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(_elsewhere.Requests);
    }

    [Fact]
    public void A_redirect_in_response_to_the_token_check_is_not_followed()
    {
        _secrecy.Server.Faults.Add(Fault.Redirect(_elsewhere.BaseUri + "api/v1/logins"));

        _secrecy.RunAndSearch("Connect-Plannr -AccessToken $Token -BaseUri $Base").ShouldTerminate();

        Assert.Empty(_elsewhere.Requests);
    }

    [Fact]
    public void A_redirect_to_the_same_server_is_not_followed()
    {
        _secrecy.RunAndSearch(CmdletScripts.SignIn).ShouldSucceed();
        _secrecy.Server.ClearRequests();
        _secrecy.Server.Faults.Add(Fault.Redirect("/api/v1/me").ForPath("/api/v1/automation-executions"));

        _secrecy.RunAndSearch(Get).ShouldHaveOneError();

        Assert.Single(_secrecy.Server.Requests);
    }

    [Theory]
    [InlineData("http://plannr.example/")]
    [InlineData("http://192.0.2.1/")]
    [InlineData("http://127.0.0.1.example/")]
    [InlineData("http://localhost.example/")]
    public void Nothing_is_sent_over_plain_HTTP_to_another_machine(string address)
    {
        _secrecy.Session.Set("Address", address);

        foreach (string way in (string[])["-AccessToken $Token", "-ClientId a -RefreshToken $Refresh", "-ClientId a -RedirectUri http://127.0.0.1:0/"])
        {
            ErrorRecord error = _secrecy.RunAndSearch($"Connect-Plannr {way} -BaseUri $Address").ShouldTerminate();
            Assert.StartsWith("PlannrInvalidConnection,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_system_proxy_is_not_used_for_plain_HTTP_to_loopback()
    {
        IWebProxy before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new WebProxy(_elsewhere.BaseUri);
        try
        {
            _secrecy.RunAndSearch("Connect-Plannr -AccessToken $Token -BaseUri $Base").ShouldSucceed();
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }

        Assert.Empty(_elsewhere.Requests);
        Assert.Equal(["/api/v1/logins"], _secrecy.Server.Requests.Select(request => request.Path));
    }

    [Fact]
    public void No_token_is_sent_over_plain_HTTP_to_a_proxy_on_another_machine()
    {
        ErrorRecord error = _secrecy.RunAndSearch("Connect-Plannr -AccessToken $Token -BaseUri $Base -Proxy http://192.0.2.1:8080").ShouldTerminate();

        Assert.StartsWith("PlannrInvalidConnection,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(_secrecy.Server.Requests);
    }
}
