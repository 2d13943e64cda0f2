namespace Plannr.PowerShell.Connections;

// The ways in, one parameter set each, and what they share.
public sealed partial class ConnectPlannrCommand
{
    /// <summary>The access token: a personal access token, or an OAuth access token.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = AccessTokenSet)]
    [SecureStringOnly]
    [ValidateNotNull]
    public SecureString AccessToken { get; set; } = null!;

    /// <summary>
    /// The name of a secret in a vault of Microsoft.PowerShell.SecretManagement, which has to be installed. Without -ClientId the secret is an
    /// access token; with it, a refresh token, which is written back whenever Plannr replaces it.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = SecretSet)]
    [Parameter(Mandatory = true, ParameterSetName = RefreshTokenSecretSet)]
    [ValidateNotNullOrEmpty]
    public string SecretName { get; set; } = string.Empty;

    /// <summary>The vault that holds the secret. Without it all registered vaults are searched.</summary>
    [Parameter(ParameterSetName = SecretSet)]
    [Parameter(ParameterSetName = RefreshTokenSecretSet)]
    [ValidateNotNullOrEmpty]
    public string? VaultName { get; set; }

    /// <summary>The OAuth client's identifier, as Plannr gave it. Alone it signs in with a browser (authorization code with PKCE).</summary>
    [Parameter(Mandatory = true, ParameterSetName = AuthorizationCodeSet)]
    [Parameter(Mandatory = true, ParameterSetName = RefreshTokenSet)]
    [Parameter(Mandatory = true, ParameterSetName = RefreshTokenSecretSet)]
    [ValidateNotNullOrEmpty]
    public string ClientId { get; set; } = string.Empty;

    /// <summary>The OAuth client's secret. Not needed for a client that was registered without one.</summary>
    [Parameter(ParameterSetName = AuthorizationCodeSet)]
    [Parameter(ParameterSetName = RefreshTokenSet)]
    [Parameter(ParameterSetName = RefreshTokenSecretSet)]
    [SecureStringOnly]
    public SecureString? ClientSecret { get; set; }

    /// <summary>The refresh token of an earlier sign-in, for unattended use.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RefreshTokenSet)]
    [SecureStringOnly]
    [ValidateNotNull]
    public SecureString RefreshToken { get; set; } = null!;

    /// <summary>
    /// Where Plannr sends the browser after the sign-in: an address that was registered for the client. http://127.0.0.1:8970/callback by
    /// default. The cmdlet listens there, for loopback addresses alone; port 0 takes a free port. For other addresses use -NoBrowser.
    /// </summary>
    [Parameter(ParameterSetName = AuthorizationCodeSet)]
    [ValidateNotNull]
    public Uri RedirectUri { get; set; } = PlannrAuthorizationOptions.DefaultRedirectUri;

    /// <summary>What the sign-in asks for. * by default; Plannr documents no other name.</summary>
    [Parameter(ParameterSetName = AuthorizationCodeSet)]
    [ValidateNotNullOrEmpty]
    public string[] Scope { get; set; } = ["*"];

    /// <summary>
    /// Opens no browser and does not listen: prints the address to open, on whatever machine, and ends. The sign-in is then completed with
    /// -AuthorizationResponse in the same process.
    /// </summary>
    [Parameter(ParameterSetName = AuthorizationCodeSet)]
    public SwitchParameter NoBrowser { get; set; }

    /// <summary>
    /// The address that the browser ended at after a sign-in that was begun with -NoBrowser, or whose wait has ended. Server, client, account, proxy and
    /// name are those of the command that began it; -AccountUuid and -Name can be given anew.
    /// </summary>
    [Parameter(ParameterSetName = AuthorizationCodeSet)]
    [ValidateNotNullOrEmpty]
    public string? AuthorizationResponse { get; set; }

    /// <summary>How many seconds to wait for the browser. 300 by default.</summary>
    [Parameter(ParameterSetName = AuthorizationCodeSet)]
    [ValidateRange(1, 3600)]
    public int SignInTimeoutSec { get; set; } = 300;

    /// <summary>
    /// Connects to a demo of the API in memory: no network, no token, invented data, and runs that move on as time passes.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = DemoSet)]
    public SwitchParameter Demo { get; set; }

    /// <summary>
    /// The account to act as: the uuid inside account of a login, which Get-PlannrLogin shows as AccountUuid. Without it PLANNR_ACCOUNT_UUID is
    /// used, else the account that the user prefers for this integration, else the user's only employee account.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(LoginCompleter))]
    public Guid? AccountUuid { get; set; }

    /// <summary>
    /// Does not ask which accounts there are, for a token without that right. Without -AccountUuid and PLANNR_ACCOUNT_UUID requests then name no account.
    /// </summary>
    [Parameter]
    public SwitchParameter SkipAccountResolution { get; set; }

    /// <summary>
    /// The address of the API. HTTPS; plain HTTP for loopback addresses alone. Without it https://api.plannrcrm.com, or PLANNR_BASE_URI where
    /// the token comes from PLANNR_ACCESS_TOKEN or the prompt.
    /// </summary>
    [Parameter(ParameterSetName = EnvironmentSet)]
    [Parameter(ParameterSetName = AccessTokenSet)]
    [Parameter(ParameterSetName = SecretSet)]
    [Parameter(ParameterSetName = AuthorizationCodeSet)]
    [Parameter(ParameterSetName = RefreshTokenSet)]
    [Parameter(ParameterSetName = RefreshTokenSecretSet)]
    [ValidateNotNull]
    public Uri? BaseUri { get; set; }

    /// <summary>The proxy to use, such as http://proxy.example:8080. Without it the one that the system is set to.</summary>
    [Parameter]
    public Uri? Proxy { get; set; }

    /// <summary>User name and password at the proxy: the one given with -Proxy, else the one that the system is set to. Without it none are sent.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>
    /// How many seconds one attempt of a request may take, with its whole answer. 100 by default. A download to -OutFile of Invoke-PlannrRequest may take longer:
    /// there it is the time until the answer begins, and the longest pause in it.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int? TimeoutSec { get; set; }

    /// <summary>How often a failed request is sent again where that can help. 4 by default; 0 for never.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int? MaximumRetryCount { get; set; }

    /// <summary>The longest wait before another attempt in seconds, also where the server asks for more. 60 by default.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int? MaximumRetryDelaySec { get; set; }

    /// <summary>
    /// The most bytes of one answer that are read into memory, such as 64MB; a larger answer is an error. 256 MB by default, far above any page of the
    /// API. What Invoke-PlannrRequest -OutFile writes to a file has no such limit.
    /// </summary>
    [Parameter]
    [ValidateRange(1L, int.MaxValue)]
    public long? MaximumBodySize { get; set; }

    /// <summary>The name of the connection, for -Connection of the other cmdlets. One of the same name that this runspace made is replaced, and closes when the commands that run on it have ended.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string Name { get; set; } = "Default";

    /// <summary>Gives the connection back. Without it the cmdlet is silent.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Takes what can't be bound, to refuse it: the engine's own error would repeat a token in plain text.</summary>
    [Parameter(Position = 1, ValueFromPipeline = true, DontShow = true)]
    public object? InputObject { get; set; }
}
