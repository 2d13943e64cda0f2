namespace Plannr.PowerShell.Tests.SignIn;

/// <summary>Signing in with secrets from a vault.</summary>
[Collection(ModuleSession.Collection)]
public sealed class VaultTests : IAsyncLifetime
{
    private const string RefreshFromVault = "-ClientId " + SandboxData.PublicClientId + " -SecretName plannr -BaseUri $Base";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 6, 10, 9, 30, 0, TimeSpan.Zero));
    private readonly TestVault _vault = new();
    private SignInSession _signIn = null!;

    public async Task InitializeAsync()
    {
        _signIn = await SignInSession.StartAsync(clock: _clock);
        UseClock();
    }

    public async Task DisposeAsync()
    {
        await _signIn.DisposeAsync();
        _vault.Dispose();
    }

    [Theory]
    [InlineData("", "/plannr", "AccessToken from the secret 'plannr'")]
    [InlineData("-VaultName office", "office/plannr", "AccessToken from the secret 'plannr' in the vault 'office'")]
    public void An_access_token_is_read_from_a_vault(string parameters, string key, string authentication)
    {
        _vault.InstallIn(_signIn.Session);
        _vault[key] = ModuleSession.Secret("token-of-the-vault");

        PlannrConnection connection = _signIn.Connect($"-SecretName plannr -BaseUri $Base {parameters}");

        Assert.Equal(authentication, connection.Authentication);
        Assert.Equal("Bearer token-of-the-vault", _signIn.Server.Requests[0].Header("Authorization"));
    }

    [Fact]
    public void Strings_and_credential_passwords_are_accepted_as_tokens()
    {
        _vault.InstallIn(_signIn.Session);
        _vault["/text"] = "token-as-text";
        _vault["/credential"] = new PSCredential("somebody", ModuleSession.Secret("token-as-password"));

        _signIn.Connect("-SecretName text -BaseUri $Base");
        _signIn.Connect("-SecretName credential -BaseUri $Base");

        Assert.Equal(["Bearer token-as-text", "Bearer token-as-password"], _signIn.Server.Requests.Select(request => request.Header("Authorization")));
    }

    [Theory]
    [InlineData(false, "The secret 'plannr' can't be read: Microsoft.PowerShell.SecretManagement is not installed.", "Install-PSResource")]
    [InlineData(true, "The secret 'plannr' can't be read: The secret plannr was not found.", "Get-SecretInfo")]
    public void An_unreadable_secret_causes_an_error_with_a_reason_and_advice(bool installed, string message, string action)
    {
        if (installed)
        {
            _vault.InstallIn(_signIn.Session);
        }

        ErrorRecord error = _signIn.Session.Run("Connect-Plannr -SecretName plannr -BaseUri $Base").ShouldTerminate();

        Assert.StartsWith("PlannrInvalidConnection,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(message, error.Exception.Message);
        Assert.Contains(action, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_of_an_unsupported_type_is_refused()
    {
        _vault.InstallIn(_signIn.Session);
        _vault["/plannr"] = 42;

        Assert.Contains("is not a single token", _signIn.Session.Run("Connect-Plannr -SecretName plannr -BaseUri $Base").ShouldTerminate().Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Signing_in_with_a_refresh_token_parameter_needs_no_interaction()
    {
        _signIn.Session.Set("Refresh", ModuleSession.Secret(SandboxData.RefreshToken));

        Assert.Equal("RefreshToken", _signIn.Connect($"-ClientId {SandboxData.PublicClientId} -RefreshToken $Refresh -BaseUri $Base").Authentication);
        Assert.Equal(["POST /oauth/token", "GET /api/v1/logins"], _signIn.Requests);
    }

    [Fact]
    public void The_refresh_token_is_written_back_after_every_rotation()
    {
        _vault.InstallIn(_signIn.Session);
        _vault["/plannr"] = ModuleSession.Secret(SandboxData.RefreshToken);

        Assert.Equal("RefreshToken from the secret 'plannr'", _signIn.Connect(RefreshFromVault).Authentication);
        string first = Stored();
        _clock.Advance(TimeSpan.FromHours(2));
        _signIn.Session.Run("Get-PlannrAutomationExecution 82f16694-dbe3-4787-bd57-ab9eec12b43f").ShouldSucceed();
        string second = Stored();

        Assert.StartsWith("sandbox-refresh-", first, StringComparison.Ordinal);
        Assert.StartsWith("sandbox-refresh-", second, StringComparison.Ordinal);
        Assert.Equal([SandboxData.RefreshToken, first], _signIn.TokenRequests().Select(request => HttpUtility.ParseQueryString(request.Body)["refresh_token"]));
        Assert.NotEqual(first, second);

        // The next process can use the stored token.
        _signIn.Connect(RefreshFromVault);
    }

    [Fact]
    public void A_failed_save_to_the_vault_causes_a_warning_and_the_save_is_retried()
    {
        _vault.InstallIn(_signIn.Session);
        _vault["/plannr"] = ModuleSession.Secret(SandboxData.RefreshToken);
        _vault.IsLocked = true;

        ScriptResult connected = _signIn.Session.Run($"Connect-Plannr {RefreshFromVault}").ShouldSucceed();
        Assert.StartsWith(
            "The new refresh token could not be saved in the secret 'plannr': The vault is locked.", Assert.Single(connected.Warnings), StringComparison.Ordinal);
        Assert.Equal(SandboxData.RefreshToken, Stored());
        _vault.IsLocked = false;
        Assert.Empty(_signIn.Session.Run("Get-PlannrLogin").ShouldSucceed().Warnings);

        Assert.StartsWith("sandbox-refresh-", Stored(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_new_refresh_token_is_not_lost_if_the_account_lookup_fails()
    {
        _vault.InstallIn(_signIn.Session);
        _vault["/plannr"] = ModuleSession.Secret(SandboxData.RefreshToken);
        _signIn.Server.Faults.Add(Plannr.TestServer.Faults.Fault.Status(403, "{}").ForPath("logins"));

        _signIn.Session.Run($"Connect-Plannr {RefreshFromVault}").ShouldTerminate();

        Assert.StartsWith("sandbox-refresh-", Stored(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-SecretName a -AccessToken $Secret")]
    [InlineData("-ClientId a -Demo")]
    [InlineData("-Demo -BaseUri $Base")]
    [InlineData("-RefreshToken $Secret")]
    [InlineData("-ClientId a -RefreshToken $Secret -SecretName b")]
    [InlineData("-SecretName a -NoBrowser")]
    public void Incompatible_or_missing_sign_in_parameters_are_refused(string parameters)
    {
        _signIn.Session.Set("Secret", ModuleSession.Secret("secret"));

        ErrorRecord error = _signIn.Session.Run("Connect-Plannr " + parameters).ShouldTerminate();

        Assert.Matches("^(AmbiguousParameterSet|MissingMandatoryParameter),", error.FullyQualifiedErrorId);
        Assert.Empty(_signIn.Requests);
    }

    private string Stored() => _vault.Text("/plannr");

    private void UseClock() => ClientFactory.Replace(new TunedClientFactory(_clock, retries: 0));
}
