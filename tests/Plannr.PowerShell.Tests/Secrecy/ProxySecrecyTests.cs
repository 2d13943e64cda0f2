namespace Plannr.PowerShell.Tests.Secrecy;

/// <summary>The user name and password in the URL of a proxy that refuses to open a tunnel, or in another URL.</summary>
[Collection(ModuleSession.Collection)]
public sealed class ProxySecrecyTests : IAsyncLifetime
{
    private const string Server = "https://127.0.0.1:9";
    private const string User = "adviser-at-the-proxy";

    private SecrecySession _secrecy = null!;
    private SandboxServer _proxy = null!;

    public static TheoryData<int, string> Refusals => new()
    {
        { 407, "plain-password" },
        { 403, "plain-password" },
        { 502, "plain-password" },
        { 407, "pass word@\"the\" <proxy>/?é" },
        { 502, string.Empty },
    };

    public async Task InitializeAsync()
    {
        _secrecy = await SecrecySession.StartAsync();
        _proxy = await SandboxServer.StartAsync();
        ClientFactory.Replace(new TunedClientFactory(new LeapingClock(), retries: 1));
    }

    public async Task DisposeAsync()
    {
        await _secrecy.DisposeAsync();
        await _proxy.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_failed_attempt_to_connect_does_not_show_the_password(int status, string password)
    {
        using IDisposable proxy = Refuse(status, password);
        string[] ways =
        [
            "-AccessToken $Token",
            "-ClientId a -RefreshToken $Refresh",
            "-ClientId a -ClientSecret $ClientSecret -RefreshToken $Refresh",
        ];

        foreach (string way in ways)
        {
            ErrorRecord error = _secrecy.RunAndSearch($"Connect-Plannr {way} -BaseUri {Server}").ShouldTerminate();

            Assert.StartsWith("PlannrNetworkError,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains($"(HTTP {status})", error.Exception.Message, StringComparison.Ordinal);
            Assert.NotNull(error.Exception.InnerException);
        }
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void No_cmdlet_shows_the_password(int status, string password)
    {
        using IDisposable proxy = Refuse(status, password);
        var options = new PlannrClientOptions { BaseUri = new Uri(Server), AccessToken = ModuleSession.Secret(SecrecySession.PersonalToken) };
        var connection = new PlannrConnection("office", options, "access token", ClientFactory.Current.Create(options), DateTimeOffset.Now);
        ConnectionRegistry.Add(connection);
        _secrecy.Session.Set("Scripts", CmdletScripts.All.Where(pair => pair.Key is not ("Disconnect-Plannr" or "Connect-Plannr")).Select(pair => pair.Value).ToArray());
        _secrecy.Session.Set("File", Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()));

        ScriptResult result = _secrecy.RunAndSearch("foreach ($script in $Scripts) { try { & ([scriptblock]::Create($script)) } catch { $_ } }");

        IEnumerable<ErrorRecord> errors = result.Errors.Concat(result.Output.Select(item => item.BaseObject).OfType<ErrorRecord>());
        Assert.Contains(errors, error => error.FullyQualifiedErrorId.StartsWith("PlannrNetworkError", StringComparison.Ordinal));
        Assert.Contains(result.Verbose, message => message.Contains("tunnel", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_real_shell_that_uses_HTTPS_PROXY_does_not_show_the_password()
    {
        _proxy.Faults.Add(Fault.Status(407, string.Empty, null, ("Proxy-Authenticate", "Basic realm=\"office\"")));
        ProcessStartInfo shell = RealShell.Restored();
        shell.Environment["HTTPS_PROXY"] = $"http://{User}:{Uri.EscapeDataString("pass word@the-proxy")}@{_proxy.BaseUri.Authority}";
        shell.Environment["NO_PROXY"] = shell.Environment["no_proxy"] = string.Empty;
        shell.Environment["https_proxy"] = shell.Environment["HTTPS_PROXY"];

        ShellRun run = await RealShell.RunAsync(shell, "-Command", $$"""
            Import-Module '{{StagedModule.Manifest}}'
            $token = [securestring]::new(); 'some-token'.ToCharArray() | ForEach-Object { $token.AppendChar($_) }
            try { Connect-Plannr -AccessToken $token -BaseUri {{Server}} -MaximumRetryCount 0 -Verbose -Debug 4>&1 5>&1 | Out-String } catch { $_ | Format-List * -Force; $_ | Get-Error }
            $Error | ForEach-Object { $_ | Format-List * -Force; for ($e = $_.Exception; $e; $e = $e.InnerException) { "$e"; $e | Format-List * -Force } }
            """);

        Assert.Contains("(HTTP 407)", run.Output, StringComparison.Ordinal);
        Assert.Contains("***@", run.Output, StringComparison.Ordinal);
        string shown = run.Output + run.Errors;
        Assert.DoesNotContain(User, shown, StringComparison.Ordinal);
        Assert.DoesNotContain("the-proxy", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("pass word", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Connect-Plannr -AccessToken $Token -BaseUri $Address")]
    [InlineData("$env:PLANNR_ACCESS_TOKEN = 'pat-some-token'; $env:PLANNR_BASE_URI = $Address; Connect-Plannr")]
    [InlineData("Connect-Plannr -AccessToken $Token -BaseUri $Base -Proxy $Address")]
    [InlineData("Connect-Plannr -ClientId a -BaseUri $Base -RedirectUri $Address -NoBrowser -NonInteractive")]
    [InlineData("Connect-Plannr -AccessToken $Token -BaseUri $Base; Invoke-PlannrRequest $Address")]
    [InlineData("Connect-Plannr -AccessToken $Token -BaseUri $Base; $null = New-PlannrWebhookSubscription $Address account.created")]
    [InlineData("Connect-Plannr -AccessToken $Token -BaseUri $Base; $null = Get-PlannrWebhookSubscription -Url $Address")]
    public void The_password_in_a_URL_does_not_appear_in_errors_or_messages(string script)
    {
        _secrecy.AddSecret("password-of-the-address");
        foreach (string address in (string[])["http://adviser:password-of-the-address@127.0.0.1:9/", "https://password-of-the-address@127.0.0.1:9/a"])
        {
            _secrecy.Session.Set("Address", address);
            ScriptResult result = _secrecy.Session.Run(script);
            ErrorRecord? error = result.Terminating ?? result.Errors.SingleOrDefault();
            var search = new SecretSearch(_secrecy.Secrets);
            Assert.True(error is not null || result.Verbose.Count > 0);

            // PowerShell's InvocationInfo contains what the user typed, so it is not searched.
            search.AssertIsNotIn(new object?[] { error?.Exception, error?.ErrorDetails, error?.TargetObject, error?.CategoryInfo, error?.ToString(), result.Verbose, result.Debug, result.Warnings });
        }
    }

    private SystemProxy Refuse(int status, string password)
    {
        (string, string)[] headers = status == 407 ? [("Proxy-Authenticate", "Basic realm=\"office\"")] : [];
        _proxy.Faults.Add(Fault.Status(status, string.Empty, null, headers));
        _secrecy.AddSecret(User);
        if (password.Length > 0)
        {
            _secrecy.AddSecret(password);
        }

        string information = password.Length > 0 ? $"{User}:{Uri.EscapeDataString(password)}" : User;
        return new SystemProxy(new Uri($"http://{information}@{_proxy.BaseUri.Authority}"));
    }
}
