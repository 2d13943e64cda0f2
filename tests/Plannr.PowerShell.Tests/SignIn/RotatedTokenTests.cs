namespace Plannr.PowerShell.Tests.SignIn;

/// <summary>Rotation of a refresh token in a vault. Each token can be used only once, so the new token must never be lost.</summary>
[Collection(ModuleSession.Collection)]
public sealed class RotatedTokenTests : IAsyncLifetime
{
    private const string RefreshFromVault = "-ClientId " + SandboxData.PublicClientId + " -SecretName rotated -BaseUri $Base";
    private const string Key = "/rotated";
    private const string AnyRequest = "Get-PlannrAutomationExecution 82f16694-dbe3-4787-bd57-ab9eec12b43f";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 6, 10, 9, 30, 0, TimeSpan.Zero));
    private readonly TestVault _vault = new();
    private SignInSession _signIn = null!;

    private ModuleSession Session => _signIn.Session;

    public async Task InitializeAsync()
    {
        _signIn = await SignInSession.StartAsync(clock: _clock);
        ClientFactory.Replace(new TunedClientFactory(_clock, retries: 0));
        _vault.InstallIn(Session);
        _vault[Key] = ModuleSession.Secret(SandboxData.RefreshToken);
    }

    public async Task DisposeAsync()
    {
        // The next test starts with the same token, so this test must finish its writes.
        _vault.IsLocked = false;
        await VaultSecrets.Get("rotated", null).SettleAsync().OrFail();
        await _signIn.DisposeAsync();
        _vault.Dispose();
    }

    [Fact]
    public async Task New_token_is_written_before_the_sign_in_completes_so_that_stopping_does_not_lose_it()
    {
        _signIn.Server.Faults.Add(new Disconnects().Hang().ForPath("logins"));
        using RunningScript running = Session.Start("Connect-Plannr " + RefreshFromVault);
        await _vault.WriteAsync();
        await running.StopAsync();

        Assert.StartsWith("sandbox-refresh-", _vault.Text(Key), StringComparison.Ordinal);
        AssertConnects();
    }

    [Fact]
    public async Task New_token_is_written_while_the_cmdlet_is_still_running()
    {
        _signIn.Connect(RefreshFromVault);
        await _vault.WriteAsync();
        string first = _vault.Text(Key);
        _clock.Advance(TimeSpan.FromHours(2));
        _signIn.Server.Faults.Add(new Disconnects().Hang().ForPath("execution"));

        using RunningScript running = Session.Start(AnyRequest);
        await _vault.WriteAsync();
        await running.StopAsync();

        Assert.NotEqual(first, _vault.Text(Key));
        AssertConnects();
    }

    [Fact]
    public async Task Next_sign_in_stores_the_new_token_if_a_sign_in_is_stopped_while_the_vault_is_locked()
    {
        _vault.IsLocked = true;
        _signIn.Server.Faults.Add(new Disconnects().Hang().ForPath("logins"));
        using RunningScript running = Session.Start("Connect-Plannr " + RefreshFromVault);
        await _signIn.Server.WaitForRequestAsync(2).OrFail();
        await running.StopAsync();

        AssertConnects();
        Assert.StartsWith("sandbox-refresh-", LastRefreshToken(), StringComparison.Ordinal);
    }

    [Fact]
    public void Next_cmdlet_stores_the_new_token_if_the_connection_is_replaced_while_the_vault_is_locked()
    {
        _vault.IsLocked = true;
        Assert.Single(Session.Run("Connect-Plannr " + RefreshFromVault).ShouldSucceed().Warnings);
        Assert.Single(Session.Run("Connect-Plannr -Demo").ShouldSucceed().Warnings);

        _vault.IsLocked = false;
        Assert.Empty(Session.Run("Get-PlannrLogin").ShouldSucceed().Warnings);

        Assert.StartsWith("sandbox-refresh-", _vault.Text(Key), StringComparison.Ordinal);
        AssertConnects();
    }

    [Fact]
    public async Task Disconnect_Plannr_still_closes_the_connection_if_a_warning_stops_the_command()
    {
        _vault.IsLocked = true;
        PlannrConnection connection = _signIn.Connect(RefreshFromVault);

        Session.Run("Disconnect-Plannr -WarningAction Stop").ShouldTerminate();

        Assert.Empty(Session.Run("Get-PlannrConnection").ShouldSucceed().Output);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => connection.Client.GetAsync(Endpoints.GetMe, null, default)).OrFail();
        AssertConnects();
    }

    [Fact]
    public void Token_written_to_the_vault_by_another_program_is_used_and_not_overwritten()
    {
        _vault.IsLocked = true;
        Session.Run($"Connect-Plannr {RefreshFromVault}; Disconnect-Plannr").ShouldSucceed();
        _vault[Key] = ModuleSession.Secret("of-another-sign-in");
        _vault.IsLocked = false;

        Assert.StartsWith("PlannrUnauthorized,", Session.Run("Connect-Plannr " + RefreshFromVault).ShouldTerminate().FullyQualifiedErrorId, StringComparison.Ordinal);

        Assert.Equal("of-another-sign-in", LastRefreshToken());
        Assert.Equal("of-another-sign-in", _vault.Text(Key));
    }

    [Fact]
    public async Task Newest_token_is_kept_even_if_another_runspace_writes_an_older_one_later()
    {
        // The clock advances by hours during a request, which must not time out.
        _signIn.Connect(RefreshFromVault + " -TimeoutSec 86400");
        using var other = new ModuleSession();
        ClientFactory.Replace(new TunedClientFactory(_clock, retries: 0));
        _vault.InstallIn(other);
        using var started = new SemaphoreSlim(0);
        using var proceed = new ManualResetEventSlim();
        _vault.OnWrite = () =>
        {
            _vault.OnWrite = () => { };
            started.Release();
            proceed.Wait();
        };
        _clock.Advance(TimeSpan.FromHours(2));
        using RunningScript running = Session.Start(AnyRequest);
        await started.WaitAsync().OrFail();

        _clock.Advance(TimeSpan.FromHours(2));
        other.Run(AnyRequest).ShouldSucceed();
        proceed.Set();
        (await running.EndAsync()).ShouldSucceed();

        Assert.Equal(3, _signIn.TokenRequests().Length);
        AssertConnects();
    }

    [Theory]
    [InlineData("$WhatIfPreference = $true; ")]
    [InlineData("$global:WhatIfPreference = $true; ")]
    [InlineData("$ConfirmPreference = 'Low'; ")]
    [InlineData("$global:ConfirmPreference = 'Low'; ")]
    public void New_token_is_stored_regardless_of_preference_variables(string preference)
    {
        Assert.Empty(Session.Run($"{preference}Connect-Plannr {RefreshFromVault}").ShouldSucceed().Warnings);

        Assert.StartsWith("sandbox-refresh-", _vault.Text(Key), StringComparison.Ordinal);
    }

    [Fact]
    public void New_token_is_stored_even_if_the_calling_function_runs_with_WhatIf()
    {
        _signIn.Connect(RefreshFromVault);
        string first = _vault.Text(Key);
        _clock.Advance(TimeSpan.FromHours(2));

        Session.Run($"function Update {{ [CmdletBinding(SupportsShouldProcess)] param() {AnyRequest} }}; Update -WhatIf").ShouldSucceed();

        Assert.NotEqual(first, _vault.Text(Key));
        AssertConnects();
    }

    [Fact]
    public void WhatIf_is_not_passed_to_a_Set_Secret_proxy_function_that_lacks_this_parameter()
    {
        Session.Run("function global:Set-Secret { param($Name, $Vault, $Secret) & (Get-Module Microsoft.PowerShell.SecretManagement) { Set-Secret @args } @PSBoundParameters }").ShouldSucceed();

        Assert.Empty(Session.Run("Connect-Plannr " + RefreshFromVault).ShouldSucceed().Warnings);

        Assert.StartsWith("sandbox-refresh-", _vault.Text(Key), StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_token_is_stored_before_the_next_cmdlet_if_the_sign_in_is_stopped_during_the_refresh()
    {
        TaskCompletionSource release = HoldRefresh();
        using RunningScript running = Session.Start("Connect-Plannr " + RefreshFromVault);
        await _signIn.Server.WaitForRequestAsync(1).OrFail();
        await running.StopAsync();

        release.SetResult();
        await _vault.WriteAsync();

        Assert.Equal(["POST /oauth/token"], _signIn.Requests);
        AssertConnects();
    }

    [Theory]
    [InlineData("Disconnect-Plannr")]
    [InlineData("Disconnect-Plannr -All")]
    [InlineData("Connect-Plannr -Demo")]
    [InlineData("Remove-Module Plannr")]
    public async Task New_token_is_stored_if_the_connection_is_closed_or_replaced_during_the_refresh(string closing)
    {
        _signIn.Connect(RefreshFromVault);
        await _vault.WriteAsync();
        _clock.Advance(TimeSpan.FromHours(2));
        TaskCompletionSource release = HoldRefresh();
        using RunningScript running = Session.Start(AnyRequest);
        await _signIn.Server.WaitForRequestAsync(3).OrFail();
        await running.StopAsync();

        Session.Run(closing).ShouldSucceed();
        release.SetResult();
        await _vault.WriteAsync();

        Session.Set("Manifest", StagedModule.Manifest);
        Session.Run("Import-Module $Manifest").ShouldSucceed();
        AssertConnects();
    }

    [Fact]
    public async Task Next_sign_in_uses_the_new_token_if_a_sign_in_is_stopped_during_the_refresh()
    {
        TaskCompletionSource release = HoldRefresh();
        using RunningScript stopped = Session.Start("Connect-Plannr " + RefreshFromVault);
        await _signIn.Server.WaitForRequestAsync(1).OrFail();
        await stopped.StopAsync();

        using RunningScript next = Session.Start("Connect-Plannr " + RefreshFromVault);
        release.SetResult();
        (await next.EndAsync()).ShouldSucceed();

        AssertConnects();
    }

    [Fact]
    public async Task Parallel_sign_ins_with_one_secret_take_turns_and_all_connections_keep_working()
    {
        ModuleSession[] sessions = [.. Enumerable.Range(0, 5).Select(_ => new ModuleSession())];
        ClientFactory.Replace(new TunedClientFactory(_clock, retries: 0));
        try
        {
            Array.ForEach(sessions, session =>
            {
                session.Set("Base", _signIn.Server.BaseUri);
                _vault.InstallIn(session);
            });
            using var reading = new Barrier(sessions.Length);
            _vault.OnRead = () => reading.SignalAndWait(TimeSpan.FromSeconds(60));
            ScriptResult[] connected = await RunTogether(sessions, "Connect-Plannr " + RefreshFromVault);
            Assert.All(connected, result => Assert.Empty(result.ShouldSucceed().Warnings));

            _vault.OnRead = () => { };
            _clock.Advance(TimeSpan.FromHours(2));
            ScriptResult[] used = await RunTogether(sessions, AnyRequest);
            Assert.All(used, result => result.ShouldSucceed());
        }
        finally
        {
            Array.ForEach(sessions, session => session.Dispose());
            ClientFactory.Replace(new TunedClientFactory(_clock, retries: 0));
        }

        Assert.Equal(10, _signIn.TokenRequests().Length);
        AssertConnects();
    }

    [Fact]
    public void A_sign_in_that_loses_a_race_with_another_process_rereads_the_vault_and_retries_once()
    {
        _signIn.Connect(RefreshFromVault + " -Name gone");
        System.Security.SecureString newest = ModuleSession.Secret(_vault.Text(Key));
        Session.Run("Disconnect-Plannr").ShouldSucceed();
        _vault[Key] = ModuleSession.Secret(SandboxData.RefreshToken);
        _vault.OnRead = () => _vault.OnRead = () => _vault[Key] = newest;

        _signIn.Connect(RefreshFromVault);

        Assert.Equal(3, _signIn.TokenRequests().Length);
        Assert.Equal(new System.Net.NetworkCredential(string.Empty, newest).Password, LastRefreshToken());
    }

    private TaskCompletionSource HoldRefresh()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _signIn.Server.Faults.Add(Plannr.TestServer.Faults.Fault.Delay(release.Task) with { Matches = request => request.Path == "/oauth/token" });
        return release;
    }

    /// <summary>Asserts that the stored token can be used to connect. The sandbox accepts each refresh token only once, so only the newest token works.</summary>
    private void AssertConnects()
    {
        _vault.IsLocked = false;
        _signIn.Server.Faults.Clear();
        Assert.Empty(Session.Run("Connect-Plannr " + RefreshFromVault).ShouldSucceed().Warnings);

        // Another thread may still save the new token after Connect-Plannr has returned, so this waits until the vault contains it.
        Assert.True(SpinWait.SpinUntil(() => _vault.Text(Key).StartsWith("sandbox-refresh-", StringComparison.Ordinal), TimeSpan.FromSeconds(30)));
    }

    private string? LastRefreshToken() => HttpUtility.ParseQueryString(_signIn.TokenRequests().Last().Body)["refresh_token"];

    /// <summary>Runs a script in all sessions at the same time. They block each other, so each has its own thread: the thread pool adds threads too slowly.</summary>
    private static Task<ScriptResult[]> RunTogether(ModuleSession[] sessions, string script) => Task.WhenAll(sessions.Select(session =>
        Task.Factory.StartNew(() => session.Run(script), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))).OrFail();
}
