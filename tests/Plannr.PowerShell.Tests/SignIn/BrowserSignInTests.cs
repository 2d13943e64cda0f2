using System.Security.Cryptography;

namespace Plannr.PowerShell.Tests.SignIn;

/// <summary>The authorization code flow, in which an HTTP client that follows redirects replaces the browser.</summary>
[Collection(ModuleSession.Collection)]
public sealed class BrowserSignInTests : IAsyncLifetime
{
    private const string Public = "-ClientId " + SandboxData.PublicClientId + " -BaseUri $Base -RedirectUri http://127.0.0.1:0/callback";
    private readonly HttpClient _browser = new();
    private readonly List<string> _pages = [];
    private readonly List<Uri> _opened = [];
    private readonly Func<Uri, bool> _open = Browser.Open;
    private SignInSession _signIn = null!;
    private Task _browsing = Task.CompletedTask;

    public async Task InitializeAsync()
    {
        _signIn = await SignInSession.StartAsync();
        Browse(address => address);
    }

    public async Task DisposeAsync()
    {
        Browser.Open = _open;
        await _browsing.OrFail();
        _browser.Dispose();
        await _signIn.DisposeAsync();
    }

    [Fact]
    public async Task Browser_sign_in_sends_the_state_and_the_PKCE_challenge()
    {
        PlannrConnection connection = _signIn.Connect(Public);

        await _browsing.OrFail();
        Assert.Equal("AuthorizationCode", connection.Authentication);
        Assert.Contains("<h1>Return to PowerShell</h1>", Assert.Single(_pages), StringComparison.Ordinal);
        Assert.Equal(["GET /oauth/authorize", "POST /oauth/token", "GET /api/v1/logins"], _signIn.Server.Requests.Select(request => $"{request.Method} {request.Path}"));
        System.Collections.Specialized.NameValueCollection query = HttpUtility.ParseQueryString(_signIn.Server.Requests[0].Query);
        Assert.Equal(["response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method"], query.AllKeys.OfType<string>());
        Assert.Equal(("code", SandboxData.PublicClientId, "*", "S256"), (query["response_type"], query["client_id"], query["scope"], query["code_challenge_method"]));
        Assert.InRange(query["state"]!.Length, 32, 64);
        RecordedRequest exchange = _signIn.Server.Requests[1];
        System.Collections.Specialized.NameValueCollection form = HttpUtility.ParseQueryString(exchange.Body);
        Assert.Equal(["grant_type", "code", "redirect_uri", "code_verifier", "client_id"], form.AllKeys.OfType<string>());
        Assert.Equal(query["redirect_uri"], form["redirect_uri"]);
        Assert.Equal(query["code_challenge"], Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"]!))).TrimEnd('=').Replace('+', '-').Replace('/', '_'));
        Assert.Equal("application/x-www-form-urlencoded", exchange.Header("Content-Type"));
        Assert.Equal("application/json", exchange.Header("Accept"));
        Assert.Null(exchange.Header("Authorization"));
        Assert.Null(exchange.Header("X-PLANNR-ACCOUNT-UUID"));
        Assert.StartsWith("Bearer sandbox-access-", _signIn.Server.Requests[2].Header("Authorization"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_client_secret_is_sent_only_in_the_body()
    {
        _signIn.Session.Set("Secret", ModuleSession.Secret(SandboxData.ConfidentialClientSecret));

        _signIn.Connect($"-ClientId {SandboxData.ConfidentialClientId} -ClientSecret $Secret -BaseUri $Base -RedirectUri http://localhost:0/back -Scope read, write");

        Assert.Equal("read write", HttpUtility.ParseQueryString(_signIn.Server.Requests[0].Query)["scope"]);
        Assert.Equal(SandboxData.ConfidentialClientSecret, HttpUtility.ParseQueryString(_signIn.TokenRequests()[0].Body)["client_secret"]);
        Assert.DoesNotContain(_signIn.Server.Requests, request => request.Query.Contains(SandboxData.ConfidentialClientSecret, StringComparison.Ordinal));
        Assert.StartsWith("http://localhost:", HttpUtility.ParseQueryString(_signIn.Server.Requests[0].Query)["redirect_uri"], StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_for_a_wrong_client_secret_contains_the_message_from_the_server()
    {
        _signIn.Session.Set("Secret", ModuleSession.Secret("not-the-secret"));

        ErrorRecord error = _signIn.Session.Run($"Connect-Plannr -ClientId {SandboxData.ConfidentialClientId} -ClientSecret $Secret -BaseUri $Base -RedirectUri http://127.0.0.1:0/").ShouldTerminate();

        Assert.StartsWith("PlannrUnauthorized,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Client authentication failed", error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(_signIn.Session.Run("Get-PlannrConnection").ShouldSucceed().Output);
    }

    [Fact]
    public void A_response_with_a_wrong_or_missing_state_is_refused_and_the_wait_continues()
    {
        var refused = new List<string>();
        Browser.Open = address =>
        {
            _browsing = Task.Run(async () =>
            {
                var listener = new Uri(HttpUtility.ParseQueryString(address.Query)["redirect_uri"]!);
                string[] queries = ["?anything=1", "?code=x&state=y", "?state=y&error=access_denied", "?code=x&state=", "?code=x"];
                foreach (string query in queries)
                {
                    using HttpResponseMessage response = await _browser.GetAsync(new Uri(listener + query));
                    refused.Add(response.StatusCode.ToString());
                }

                _pages.Add(await _browser.GetStringAsync(address));
            });
            return true;
        };

        _signIn.Connect(Public);

        Assert.Equal(Enumerable.Repeat("BadRequest", 5), refused);
        Assert.Single(_signIn.TokenRequests());
    }

    [Fact]
    public async Task Denied_consent_causes_an_error()
    {
        await _signIn.DisposeAsync();
        _signIn = await SignInSession.StartAsync(new SandboxOptions { DeniesConsent = true });

        ErrorRecord error = _signIn.Session.Run("Connect-Plannr " + Public).ShouldTerminate();

        Assert.Equal(
            "Plannr did not sign you in (access_denied: The resource owner or authorization server denied the request.).", error.Exception.Message);
        Assert.Empty(_signIn.TokenRequests());
    }

    [Fact]
    public void Other_requests_to_the_listener_do_not_disturb_the_sign_in()
    {
        Browser.Open = address =>
        {
            _browsing = Task.Run(async () =>
            {
                var listener = new Uri(HttpUtility.ParseQueryString(address.Query)["redirect_uri"]!);
                using HttpResponseMessage icon = await _browser.GetAsync(new Uri(listener, "/favicon.ico"));
                using HttpResponseMessage bare = await _browser.GetAsync(listener);
                using HttpResponseMessage posted = await _browser.PostAsync(new Uri(listener + "?code=x&state=y"), null);
                _pages.AddRange([icon.StatusCode.ToString(), bare.StatusCode.ToString(), posted.StatusCode.ToString()]);
                await _browser.GetStringAsync(address);
            });
            return true;
        };

        _signIn.Connect(Public);

        Assert.Equal(["NotFound", "NotFound", "NotFound"], _pages);
    }

    [Fact]
    public void Silent_connections_do_not_block_the_sign_in()
    {
        var silent = new List<System.Net.Sockets.TcpClient>();
        Browser.Open = address =>
        {
            _browsing = Task.Run(async () =>
            {
                var listener = new Uri(HttpUtility.ParseQueryString(address.Query)["redirect_uri"]!);
                silent.AddRange([new(listener.Host, listener.Port), new(listener.Host, listener.Port)]);
                await silent[1].GetStream().WriteAsync("GET /callb"u8.ToArray());
                _pages.Add(await _browser.GetStringAsync(address));
            });
            return true;
        };

        _signIn.Connect(Public + " -SignInTimeoutSec 20");

        silent.ForEach(client => client.Dispose());
    }

    [Fact]
    public async Task A_connection_that_is_silent_for_ten_seconds_is_closed()
    {
        var clock = new StartedClock();
        UseClock(clock);
        var opened = new TaskCompletionSource<Uri>();
        Browser.Open = opened.TrySetResult;
        using RunningScript running = _signIn.Session.Start($"Connect-Plannr {Public}");
        Uri address = await opened.Task.OrFail();
        var listener = new Uri(HttpUtility.ParseQueryString(address.Query)["redirect_uri"]!);
        using var silent = new System.Net.Sockets.TcpClient(listener.Host, listener.Port);
        await clock.WaitForTimerAsync(TimeSpan.FromSeconds(10)).OrFail();

        clock.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal(0, await silent.GetStream().ReadAsync(new byte[1]).AsTask().OrFail());
        Assert.Contains("Return to PowerShell", await _browser.GetStringAsync(address), StringComparison.Ordinal);
        (await running.EndAsync()).ShouldSucceed();
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}")]
    [InlineData("http://localhost:{0}/Back?office=1")]
    public void The_redirect_URI_is_sent_unchanged(string form)
    {
        string redirect = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, FreePort());

        _signIn.Connect($"-ClientId {SandboxData.PublicClientId} -BaseUri $Base -RedirectUri {redirect}");

        Assert.Equal(redirect, HttpUtility.ParseQueryString(_opened.Single().Query)["redirect_uri"]);
        Assert.Equal(redirect, HttpUtility.ParseQueryString(_signIn.TokenRequests()[0].Body)["redirect_uri"]);
    }

    [Fact]
    public async Task Waiting_for_the_browser_times_out()
    {
        var clock = new StartedClock();
        UseClock(clock);
        Browser.Open = _ => true;
        using RunningScript running = _signIn.Session.Start($"Connect-Plannr {Public} -SignInTimeoutSec 90");

        await clock.WaitForTimerAsync(TimeSpan.FromSeconds(90)).OrFail();
        clock.Advance(TimeSpan.FromSeconds(91));

        ScriptResult result = await running.EndAsync();
        Assert.Equal("The sign-in timed out after 90 s.", result.ShouldTerminate().Exception.Message);
    }

    [Fact]
    public async Task Stopping_the_cmdlet_ends_the_wait_for_the_browser_and_frees_the_port()
    {
        var opened = new TaskCompletionSource<Uri>();
        Browser.Open = opened.TrySetResult;
        using RunningScript running = _signIn.Session.Start("Connect-Plannr " + Public);
        var listener = new Uri(HttpUtility.ParseQueryString((await opened.Task.OrFail()).Query)["redirect_uri"]!);

        await running.StopAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => _browser.GetAsync(listener));
    }

    [Fact]
    public async Task NoBrowser_prints_the_URL_and_the_response_can_be_passed_as_a_parameter()
    {
        Assert.Empty(_signIn.Session.Run($"Connect-Plannr -ClientId {SandboxData.PublicClientId} -BaseUri $Base -NoBrowser -RedirectUri https://firm.example/back").ShouldSucceed().Output);
        string printed = _signIn.Session.Host.TakeText().Split('\n').Single(line => line.StartsWith("http", StringComparison.Ordinal));
        Assert.Empty(_opened);
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var elsewhere = new HttpClient(handler);
        using HttpResponseMessage redirect = await elsewhere.GetAsync(new Uri(printed));
        _signIn.Session.Set("Response", redirect.Headers.Location!.AbsoluteUri);

        PlannrConnection connection = _signIn.Connect($"-ClientId {SandboxData.PublicClientId} -AuthorizationResponse $Response");

        Assert.Equal("AuthorizationCode", connection.Authentication);
        Assert.Equal("https://firm.example/back", HttpUtility.ParseQueryString(_signIn.TokenRequests()[0].Body)["redirect_uri"]);

        // A response that has completed a sign-in can't be used again.
        Assert.Equal(
            "No pending sign-in in this session matches this response.",
            _signIn.Session.Run($"Connect-Plannr -ClientId {SandboxData.PublicClientId} -BaseUri $Base -AuthorizationResponse $Response").ShouldTerminate().Exception.Message);
    }

    [Fact]
    public void The_URL_is_printed_and_the_listener_waits_if_there_is_no_browser()
    {
        Browser.Open = address =>
        {
            _browsing = Task.Run(() => _browser.GetStringAsync(address));
            return false;
        };

        _signIn.Connect(Public);

        Assert.Contains("/oauth/authorize?response_type=code", _signIn.Session.Host.TakeText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://0.0.0.0:8970/callback")]
    [InlineData("http://firm.example/callback")]
    [InlineData("https://127.0.0.1:8970/callback")]
    public void A_redirect_URI_that_is_not_plain_HTTP_on_loopback_is_refused_without_NoBrowser(string redirect)
    {
        ErrorRecord error = _signIn.Session.Run($"Connect-Plannr -ClientId {SandboxData.PublicClientId} -BaseUri $Base -RedirectUri {redirect}").ShouldTerminate();

        Assert.StartsWith("PlannrInvalidConnection,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Can't listen on", error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(_opened);
    }

    [Fact]
    public void A_port_in_use_is_named_in_the_error()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        int port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;

        ErrorRecord error = _signIn.Session.Run($"Connect-Plannr -ClientId {SandboxData.PublicClientId} -BaseUri $Base -RedirectUri http://127.0.0.1:{port}/").ShouldTerminate();

        Assert.Contains($"port {port} ", error.Exception.Message, StringComparison.Ordinal);
    }

    /// <summary>Replaces the browser with a client that changes each URL and then requests it.</summary>
    private void Browse(Func<Uri, Uri> change) => Browser.Open = address =>
    {
        _opened.Add(address);
        _browsing = Task.Run(async () => _pages.Add(await _browser.GetStringAsync(change(address))));
        return true;
    };

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void UseClock(TimeProvider clock) => Plannr.PowerShell.Loading.ClientFactory.Replace(new TunedClientFactory(clock, retries: 0));
}
