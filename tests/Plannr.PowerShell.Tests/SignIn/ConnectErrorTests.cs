namespace Plannr.PowerShell.Tests.SignIn;

/// <summary>Errors from Connect-Plannr when it checks the token.</summary>
[Collection(ModuleSession.Collection)]
public sealed class ConnectErrorTests : IAsyncLifetime
{
    private SignInSession _signIn = null!;

    public async Task InitializeAsync()
    {
        _signIn = await SignInSession.StartAsync();
        _signIn.Session.Set("Token", ModuleSession.Secret("some-token"));
        UseNoRetries();
    }

    public async Task DisposeAsync() => await _signIn.DisposeAsync();

    public static TheoryData<string, Fault, string, ErrorCategory, string> Refusals => new()
    {
        { "expired token", Fault.Status(401, """{"message":"Unauthenticated."}"""), "PlannrUnauthorized", ErrorCategory.AuthenticationError, "expired or revoked" },
        { "IP address not allowed", Fault.Status(403, """{"message":"Your IP address is not allowed."}"""), "PlannrForbidden", ErrorCategory.PermissionDenied, "list of allowed IP addresses" },
        { "proxy that requires authentication", Fault.Status(407, "<html><title>Proxy</title></html>", "text/html"), "PlannrNetworkError", ErrorCategory.ConnectionError, "-ProxyCredential" },
        { "sign-in page of a guest network", Fault.Html("<html><title>Hotel guest network</title></html>"), "PlannrInvalidResponse", ErrorCategory.InvalidData, "proxy" },
        { "broken connection", Fault.Reset(), "PlannrNetworkError", ErrorCategory.ConnectionError, "proxy" },
        { "redirect to a sign-in page", Fault.Redirect("https://login.example/"), "PlannrInvalidResponse", ErrorCategory.InvalidData, "sign-in page" },
        { "server that is down", Fault.Status(503, "{}"), "PlannrServerError", ErrorCategory.ResourceUnavailable, "Try again" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_failed_check_causes_an_error_and_no_connection_is_created(string situation, Fault fault, string errorId, ErrorCategory category, string action)
    {
        _signIn.Server.Faults.Add(fault);

        ErrorRecord error = _signIn.Session.Run("Connect-Plannr -AccessToken $Token -BaseUri $Base -Name office").ShouldTerminate();

        Assert.Equal($"{situation}: {errorId},Plannr.PowerShell.Connections.ConnectPlannrCommand", $"{situation}: {error.FullyQualifiedErrorId}");
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.Equal("office", error.TargetObject);
        Assert.Contains(action, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(_signIn.Requests);
        Assert.Empty(_signIn.Session.Run("Get-PlannrConnection").ShouldSucceed().Output);
    }

    [Theory]
    [InlineData("-AccessToken $Token", true)]
    [InlineData("-AccessToken $Token -SkipAccountResolution", false)]
    [InlineData("-AccessToken $Token -AccountUuid 4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b301", false)]
    public void SkipAccountResolution_is_recommended_if_the_token_has_no_permission_to_list_logins(string parameters, bool isRecommended)
    {
        _signIn.Server.Faults.Add(Fault.Status(403, """{"message":"Forbidden."}"""));

        string advice = _signIn.Session.Run("Connect-Plannr -BaseUri $Base " + parameters).ShouldTerminate().ErrorDetails.RecommendedAction;

        Assert.Equal(isRecommended, advice.Contains("-SkipAccountResolution", StringComparison.Ordinal));
        Assert.DoesNotContain("Get-PlannrConnection", advice, StringComparison.Ordinal);
        Assert.Contains("used AccessToken.", advice, StringComparison.Ordinal);
    }

    [Fact]
    public void The_environment_variable_of_a_rejected_token_is_named_in_the_error_and_in_the_verbose_message()
    {
        Environment.SetEnvironmentVariable("PLANNR_ACCESS_TOKEN", "token-of-last-year");
        _signIn.Server.Faults.Add(Fault.Status(401, "{}"));

        ScriptResult result = _signIn.Session.Run("Connect-Plannr -BaseUri $Base -Verbose");

        Assert.Equal(
            "The sign-in used AccessToken from PLANNR_ACCESS_TOKEN. The token is wrong, expired or revoked. Create a new personal access token in Plannr (Settings, Account Details) " +
            "and set PLANNR_ACCESS_TOKEN to it, or remove the variable to be prompted for the token.",
            result.ShouldTerminate().ErrorDetails.RecommendedAction);
        Assert.Equal($"Signing in to {_signIn.Server.BaseUri} with AccessToken from PLANNR_ACCESS_TOKEN.", result.Verbose[0]);
    }

    [Fact]
    public void An_unreachable_server_causes_a_network_error()
    {
        ErrorRecord error = _signIn.Session.Run("Connect-Plannr -AccessToken $Token -BaseUri http://127.0.0.1:9").ShouldTerminate();

        Assert.StartsWith("PlannrNetworkError,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("can't be reached", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("proxy", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_attempt_to_connect_does_not_replace_a_connection_with_the_same_name()
    {
        PlannrConnection before = _signIn.Connect("-AccessToken $Token -BaseUri $Base");
        _signIn.Server.Faults.Add(Fault.Status(401, "{}").Once());

        _signIn.Session.Run("Connect-Plannr -AccessToken $Token -BaseUri $Base").ShouldTerminate();

        Assert.True(before.IsDefault);
        Assert.Single(_signIn.Session.Run("Get-PlannrAutomationExecution 82f16694-dbe3-4787-bd57-ab9eec12b43f").ShouldSucceed().Output);
    }

    [Fact]
    public async Task An_untrusted_certificate_is_never_accepted()
    {
        await using SandboxServer server = await SandboxServer.StartAsync(new SandboxServerOptions { UseHttps = true });
        _signIn.Session.Set("Base", server.BaseUri);

        ErrorRecord error = _signIn.Session.Run("Connect-Plannr -AccessToken $Token -BaseUri $Base").ShouldTerminate();

        Assert.StartsWith("PlannrNetworkError,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("can't establish a trusted connection", error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
        Assert.DoesNotContain(_signIn.Session.Run("(Get-Command Connect-Plannr).Parameters.Keys").ShouldSucceed().As<string>(), name => name.Contains("Certificate", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_specified_proxy_is_used_with_its_credential()
    {
        await using SandboxServer proxy = await SandboxServer.StartAsync();
        proxy.Faults.Add(Fault.Status(407, string.Empty, null, ("Proxy-Authenticate", "Basic realm=\"office\"")) with { Matches = request => request.Header("Proxy-Authorization") is null });
        proxy.Override = _ => new HttpResponseMessage { Content = new StringContent("{\"uuid\":\"00000000-0000-4000-8000-000000000001\"}", Encoding.UTF8, "application/json") };
        _signIn.Session.Set("Proxy", proxy.BaseUri);
        _signIn.Session.Set("User", new PSCredential("adviser", ModuleSession.Secret("password-at-the-proxy")));

        // No server listens on this port, so only the proxy can respond.
        _signIn.Session.Run("Connect-Plannr -AccessToken $Token -BaseUri http://127.0.0.1:9 -SkipAccountResolution -Proxy $Proxy -ProxyCredential $User").ShouldSucceed();

        Assert.Equal("Basic " + Convert.ToBase64String("adviser:password-at-the-proxy"u8), proxy.Requests[^1].Header("Proxy-Authorization"));
        Assert.Empty(_signIn.Requests);
    }

    [Theory]
    [InlineData("proxy.example:8080")]
    [InlineData("socks5://proxy.example")]
    [InlineData("http://user:password-in-it@proxy.example:8080")]
    public void An_invalid_proxy_URL_is_rejected_and_its_password_does_not_appear_in_the_error(string proxy)
    {
        _signIn.Session.Set("Proxy", proxy);

        ErrorRecord error = _signIn.Session.Run("Connect-Plannr -AccessToken $Token -BaseUri $Base -Proxy $Proxy").ShouldTerminate();

        Assert.StartsWith("PlannrInvalidConnection,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain("password-in-it", error.Exception.Message + error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TimeoutSec_limits_each_attempt()
    {
        var clock = new StartedClock();
        UseClock(clock);
        _signIn.Server.Faults.Add(new Disconnects().Hang());
        using RunningScript running = _signIn.Session.Start("Connect-Plannr -AccessToken $Token -BaseUri $Base -TimeoutSec 7");
        await clock.WaitForTimerAsync(TimeSpan.FromSeconds(7)).OrFail();
        await _signIn.Server.WaitForRequestAsync(1).OrFail();

        clock.Advance(TimeSpan.FromSeconds(8));

        ErrorRecord error = (await running.EndAsync()).ShouldTerminate();
        Assert.Contains("did not respond within 7 s", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.OperationTimeout, error.CategoryInfo.Category);
    }

    private static void UseNoRetries() => UseClock(TimeProvider.System);

    private static void UseClock(TimeProvider clock) => ClientFactory.Replace(new TunedClientFactory(clock, retries: 0));
}
