namespace Plannr.PowerShell.Tests.SignIn;

/// <summary>A proxy that receives CONNECT requests for a tunnel to an HTTPS server.</summary>
[Collection(ModuleSession.Collection)]
public sealed class ProxyTests : IAsyncLifetime
{
    // No server listens on this port, so only the proxy can respond.
    private const string Connect = "Connect-Plannr -AccessToken $Token -BaseUri https://127.0.0.1:9 -SkipAccountResolution ";

    private SignInSession _signIn = null!;
    private SandboxServer _proxy = null!;

    private string ProxyName => _proxy.BaseUri.GetLeftPart(UriPartial.Authority);

    public async Task InitializeAsync()
    {
        _signIn = await SignInSession.StartAsync();
        _proxy = await SandboxServer.StartAsync();
        _signIn.Session.Set("Token", ModuleSession.Secret("some-token"));
        _signIn.Session.Set("Proxy", _proxy.BaseUri);
        _signIn.Session.Set("User", new PSCredential("adviser", ModuleSession.Secret("password-at-the-proxy")));
        ClientFactory.Replace(new TunedClientFactory(new LeapingClock(), retries: 2));
    }

    public async Task DisposeAsync()
    {
        await _signIn.DisposeAsync();
        await _proxy.DisposeAsync();
    }

    [Fact]
    public void A_proxy_that_requires_authentication_is_sent_one_request_and_is_named_in_the_error()
    {
        _proxy.Faults.Add(RequireAuthentication());

        ErrorRecord error = _signIn.Session.Run(Connect + "-Proxy $Proxy").ShouldTerminate();

        Assert.StartsWith("PlannrNetworkError,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal($"GET /api/v1/me: the proxy {ProxyName} requires authentication (HTTP 407).", error.Exception.Message);
        Assert.Contains("-ProxyCredential", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(["CONNECT 127.0.0.1:9"], _proxy.Requests.Select(request => request.ToString()));
    }

    [Theory]
    [InlineData("-Proxy $Proxy -ProxyCredential $User", false)]
    [InlineData("-ProxyCredential $User", true)]
    public void The_credential_is_sent_to_the_specified_proxy_or_by_default_to_the_system_proxy(string parameters, bool isSystemProxy)
    {
        _proxy.Faults.Add(RequireAuthentication() with { Matches = request => request.Header("Proxy-Authorization") is null });
        _proxy.Faults.Add(Fault.Status(403, string.Empty, null));
        using IDisposable? system = isSystemProxy ? new SystemProxy(_proxy.BaseUri) : null;

        ErrorRecord error = _signIn.Session.Run(Connect + parameters).ShouldTerminate();

        Assert.Equal("Basic " + Convert.ToBase64String("adviser:password-at-the-proxy"u8), _proxy.Requests[^1].Header("Proxy-Authorization"));
        Assert.Contains($"the proxy {ProxyName} ", error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, 1)]
    [InlineData(502, 3)]
    public void A_proxy_that_refuses_a_tunnel_is_named_in_the_error_and_temporary_refusals_are_retried(int status, int requests)
    {
        _proxy.Faults.Add(Fault.Status(status, string.Empty, null));

        ErrorRecord error = _signIn.Session.Run(Connect + "-Proxy $Proxy").ShouldTerminate();

        Assert.Equal($"GET /api/v1/me: the proxy {ProxyName} did not establish a connection to https://127.0.0.1:9 (HTTP {status}).", error.Exception.Message);
        Assert.Equal(requests, _proxy.Requests.Count);
    }

    [Theory]
    [InlineData("https://127.0.0.1:9")]
    [InlineData("http://127.0.0.1:9")]
    public void An_unreachable_proxy_is_named_in_the_error(string server)
    {
        _signIn.Session.Set("Proxy", "http://127.0.0.1:11");

        ErrorRecord error = _signIn.Session.Run($"Connect-Plannr -AccessToken $Token -BaseUri {server} -SkipAccountResolution -Proxy $Proxy").ShouldTerminate();

        Assert.StartsWith("GET /api/v1/me: the proxy http://127.0.0.1:11 can't be reached: ", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("proxy", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    private static Fault RequireAuthentication() => Fault.Status(407, string.Empty, null, ("Proxy-Authenticate", "Basic realm=\"office\""));
}
