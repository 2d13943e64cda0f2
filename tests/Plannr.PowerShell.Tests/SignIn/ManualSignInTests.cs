namespace Plannr.PowerShell.Tests.SignIn;

/// <summary>Sign-ins that one command starts and another completes with the response that the user copies from a browser.</summary>
[Collection(ModuleSession.Collection)]
public sealed class ManualSignInTests : IAsyncLifetime
{
    private const string Admin = "4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b302";
    private const string Complete = "-ClientId " + SandboxData.ConfidentialClientId + " -AuthorizationResponse $Response";
    private const string Begin = "Connect-Plannr -ClientId " + SandboxData.ConfidentialClientId + " -ClientSecret $Secret -BaseUri $Base -RedirectUri https://firm.example/back -NoBrowser";

    private readonly HttpClient _elsewhere = new(new HttpClientHandler { AllowAutoRedirect = false });
    private readonly Func<Uri, bool> _open = Browser.Open;
    private SignInSession _signIn = null!;

    public async Task InitializeAsync()
    {
        _signIn = await SignInSession.StartAsync();
        _signIn.Session.Set("Secret", ModuleSession.Secret(SandboxData.ConfidentialClientSecret));
    }

    public async Task DisposeAsync()
    {
        Browser.Open = _open;
        _elsewhere.Dispose();
        await _signIn.DisposeAsync();
    }

    [Fact]
    public async Task The_second_command_uses_the_parameters_of_the_first()
    {
        _signIn.Session.Run($"{Begin} -Name office -AccountUuid {Admin}").ShouldSucceed();
        await FollowAsync();

        PlannrConnection connection = _signIn.Connect(Complete);

        Assert.Equal((_signIn.Server.BaseUri, "office", new Guid(Admin), "AuthorizationCode"), (connection.BaseUri, connection.Name, connection.AccountUuid, connection.Authentication));

        // The refresh uses the same server and client.
        _signIn.Server.Faults.Add(Fault.Status(401, "{}").ForPath("automation").Once());
        _signIn.Session.Run("Get-PlannrAutomationExecution 82f16694-dbe3-4787-bd57-ab9eec12b43f").ShouldSucceed();
        Assert.Equal(["authorization_code", "refresh_token"], _signIn.TokenRequests().Select(request => HttpUtility.ParseQueryString(request.Body)["grant_type"]));
        Assert.All(_signIn.TokenRequests(), request => Assert.Equal(SandboxData.ConfidentialClientSecret, HttpUtility.ParseQueryString(request.Body)["client_secret"]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task If_the_server_rejects_the_token_the_advice_is_to_sign_in_again(bool hasRefreshToken)
    {
        _signIn.Session.Run(Begin).ShouldSucceed();
        await FollowAsync();
        if (!hasRefreshToken)
        {
            _signIn.Server.Faults.Add(Fault.Status(200, """{"token_type":"Bearer","access_token":"short-lived"}""").ForPath("oauth/token"));
        }

        _signIn.Connect(Complete + " -SkipAccountResolution");
        _signIn.Server.Faults.Add(Fault.Status(401, "{}").ForPath("automation"));

        ErrorRecord error = _signIn.Session.Run("Get-PlannrAutomationExecution 82f16694-dbe3-4787-bd57-ab9eec12b43f").ShouldHaveOneError();

        Assert.StartsWith("PlannrUnauthorized,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("The access token is wrong, expired or revoked. Sign in again with Connect-Plannr -ClientId.", error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public async Task Removing_the_module_discards_the_sign_in()
    {
        _signIn.Session.Run(Begin).ShouldSucceed();
        await FollowAsync();
        _signIn.Session.Set("Manifest", StagedModule.Manifest);
        _signIn.Session.Run("Remove-Module Plannr; Import-Module $Manifest").ShouldSucceed();

        ErrorRecord error = _signIn.Session.Run("Connect-Plannr " + Complete).ShouldTerminate();

        Assert.Equal("No pending sign-in in this session matches this response.", error.Exception.Message);
        Assert.Empty(_signIn.TokenRequests());
    }

    [Fact]
    public async Task Name_and_account_of_the_second_command_override_those_of_the_first()
    {
        _signIn.Session.Run($"{Begin} -Name office -AccountUuid 00000000-0000-4000-8000-000000000001").ShouldSucceed();
        await FollowAsync();

        PlannrConnection connection = _signIn.Connect($"{Complete} -Name branch -AccountUuid {Admin}");

        Assert.Equal(("branch", new Guid(Admin)), (connection.Name, connection.AccountUuid));
    }

    [Fact]
    public async Task SkipAccountResolution_in_the_first_command_applies_to_the_second()
    {
        _signIn.Session.Run($"{Begin} -SkipAccountResolution").ShouldSucceed();
        await FollowAsync();

        Assert.Null(_signIn.Connect(Complete).AccountUuid);
        Assert.Equal("GET /api/v1/me", _signIn.Requests[^1]);
    }

    [Theory]
    [InlineData(Complete + " -BaseUri http://127.0.0.1:9", "is not the server that the sign-in was started with")]
    [InlineData("-ClientId another -AuthorizationResponse $Response", "was started for a different client")]
    public async Task A_response_is_valid_only_for_the_server_and_client_of_its_sign_in(string second, string message)
    {
        _signIn.Session.Run(Begin).ShouldSucceed();
        await FollowAsync();

        ErrorRecord error = _signIn.Session.Run("Connect-Plannr " + second).ShouldTerminate();

        Assert.StartsWith("PlannrInvalidConnection,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(message, error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(_signIn.TokenRequests());

        // The sign-in can still be completed.
        Assert.Equal(_signIn.Server.BaseUri, _signIn.Connect(Complete + " -BaseUri $Base").BaseUri);
    }

    [Fact]
    public async Task The_response_can_be_passed_again_after_a_network_error()
    {
        _signIn.Session.Run(Begin).ShouldSucceed();
        await FollowAsync();
        _signIn.Server.Faults.Add(Fault.Reset().ForPath("/oauth/token").Once());
        Assert.StartsWith("PlannrNetworkError,", _signIn.Session.Run("Connect-Plannr " + Complete).ShouldTerminate().FullyQualifiedErrorId, StringComparison.Ordinal);

        Assert.Equal("AuthorizationCode", _signIn.Connect(Complete).Authentication);
    }

    [Fact]
    public async Task A_rejected_response_ends_the_sign_in()
    {
        _signIn.Session.Run(Begin).ShouldSucceed();
        await FollowAsync();
        _signIn.Server.Faults.Add(Fault.Status(400, """{"error":"invalid_grant"}""").ForPath("/oauth/token").Once());
        Assert.StartsWith("PlannrUnauthorized,", _signIn.Session.Run("Connect-Plannr " + Complete).ShouldTerminate().FullyQualifiedErrorId, StringComparison.Ordinal);

        Assert.Equal("No pending sign-in in this session matches this response.", _signIn.Session.Run("Connect-Plannr " + Complete).ShouldTerminate().Exception.Message);
    }

    [Fact]
    public async Task Without_a_browser_two_ways_to_sign_in_are_printed_and_the_response_is_accepted_after_Ctrl_C()
    {
        Browser.Open = _ => false;
        using (RunningScript waiting = _signIn.Session.Start(Listening + " -Verbose"))
        {
            await waiting.VerboseAsync("Waiting for the browser at");
            await waiting.StopAsync();
        }

        string printed = await FollowAsync();

        Assert.Contains("Ctrl+C", printed, StringComparison.Ordinal);
        Assert.Contains($"Connect-Plannr -ClientId '{SandboxData.ConfidentialClientId}' -AuthorizationResponse (Read-Host 'URL')", printed, StringComparison.Ordinal);
        Assert.Equal(_signIn.Server.BaseUri, _signIn.Connect(Complete).BaseUri);
    }

    [Fact]
    public async Task The_response_can_be_passed_as_a_parameter_after_a_timeout()
    {
        var clock = new StartedClock();
        ClientFactory.Replace(new TunedClientFactory(clock, retries: 0));
        Browser.Open = _ => true;
        using (RunningScript waiting = _signIn.Session.Start(Listening + " -SignInTimeoutSec 90"))
        {
            await clock.WaitForTimerAsync(TimeSpan.FromSeconds(90)).OrFail();
            clock.Advance(TimeSpan.FromSeconds(91));
            Assert.Contains("-AuthorizationResponse", (await waiting.EndAsync()).ShouldTerminate().ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        }

        string printed = await FollowAsync();

        Uri listener = new(HttpUtility.ParseQueryString(new Uri(Printed(printed)).Query)["redirect_uri"]!);
        await Assert.ThrowsAsync<HttpRequestException>(() => _elsewhere.GetAsync(listener));
        Assert.Equal(_signIn.Server.BaseUri, _signIn.Connect(Complete).BaseUri);
    }

    private static string Listening => Begin.Replace("-RedirectUri https://firm.example/back -NoBrowser", "-RedirectUri http://127.0.0.1:0/callback", StringComparison.Ordinal);

    /// <summary>Opens the printed URL in another browser, stores the redirect URL, and returns everything that was printed.</summary>
    private async Task<string> FollowAsync()
    {
        string text = _signIn.Session.Host.TakeText();
        using HttpResponseMessage redirect = await _elsewhere.GetAsync(new Uri(Printed(text)));
        _signIn.Session.Set("Response", redirect.Headers.Location!.AbsoluteUri);
        return text;
    }

    private static string Printed(string text) => text.Split('\n').Single(line => line.StartsWith("http", StringComparison.Ordinal));
}
