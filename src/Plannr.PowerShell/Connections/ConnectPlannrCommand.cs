namespace Plannr.PowerShell.Connections;

/// <summary>Connects to Plannr. Sends a request to check the token and find the account. By default, other cmdlets in the same runspace use the connection opened last, until you run Disconnect-Plannr.</summary>
/// <include file='Connect-Plannr.xml' path='help/*'/>
[Cmdlet(VerbsCommunications.Connect, "Plannr", DefaultParameterSetName = EnvironmentSet)]
[OutputType(typeof(PlannrConnection))]
public sealed partial class ConnectPlannrCommand : PlannrCommand, IDynamicParameters
{
    private const string EnvironmentSet = "Environment";
    private const string AccessTokenSet = "AccessToken";
    private const string SecretSet = "Secret";
    private const string AuthorizationCodeSet = "AuthorizationCode";
    private const string RefreshTokenSet = "RefreshToken";
    private const string RefreshTokenSecretSet = "RefreshTokenSecret";
    private const string DemoSet = "Demo";
    private const string Unbound = "InputObject";
    private const string NewToken = "Create a new personal access token in Plannr (Settings, Account Details)";

    private VaultSecret? _secret;
    private string? _authentication;
    private bool _isAccountNamed;

    /// <summary>Specifies the access token as a SecureString: a personal access token, or an OAuth access token. By default, the token is read from the environment variable PLANNR_ACCESS_TOKEN; if that is not set, you are prompted for it.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = AccessTokenSet)]
    [SecureStringOnly]
    [ValidateNotNull]
    public SecureString AccessToken { get; set; } = null!;

    /// <summary>Specifies the name of a secret in a SecretManagement vault. The secret is an access token or, with -ClientId, a refresh token. When Plannr replaces the refresh token, the new one is saved in the vault.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SecretSet)]
    [Parameter(Mandatory = true, ParameterSetName = RefreshTokenSecretSet)]
    [ValidateNotNullOrEmpty]
    public string SecretName { get; set; } = string.Empty;

    /// <summary>Specifies the vault that contains the secret. By default, all registered vaults are searched.</summary>
    [Parameter(ParameterSetName = SecretSet)]
    [Parameter(ParameterSetName = RefreshTokenSecretSet)]
    [ValidateNotNullOrEmpty]
    public string? VaultName { get; set; }

    /// <summary>Specifies the identifier of the OAuth client, as registered with Plannr. If you specify neither -RefreshToken nor -SecretName, you sign in with a browser (authorization code flow with PKCE).</summary>
    [Parameter(Mandatory = true, ParameterSetName = AuthorizationCodeSet)]
    [Parameter(Mandatory = true, ParameterSetName = RefreshTokenSet)]
    [Parameter(Mandatory = true, ParameterSetName = RefreshTokenSecretSet)]
    [ValidateNotNullOrEmpty]
    public string ClientId { get; set; } = string.Empty;

    /// <summary>Specifies the secret of the OAuth client. Omit this parameter if the client was registered without a secret. With -AuthorizationResponse, the secret of the command that started the sign-in is used.</summary>
    [Parameter(ParameterSetName = AuthorizationCodeSet)]
    [Parameter(ParameterSetName = RefreshTokenSet)]
    [Parameter(ParameterSetName = RefreshTokenSecretSet)]
    [SecureStringOnly]
    public SecureString? ClientSecret { get; set; }

    /// <summary>Specifies the refresh token from an earlier sign-in, for unattended scripts.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RefreshTokenSet)]
    [SecureStringOnly]
    [ValidateNotNull]
    public SecureString RefreshToken { get; set; } = null!;

    /// <summary>Specifies the redirect URI registered for the client. The default is http://127.0.0.1:8970/callback. With port 0, the cmdlet uses any free port. If the URI's host is not a loopback address, also use -NoBrowser.</summary>
    [Parameter(ParameterSetName = AuthorizationCodeSet)]
    [ValidateNotNull]
    public Uri RedirectUri { get; set; } = PlannrAuthorizationOptions.DefaultRedirectUri;

    /// <summary>Specifies the scopes to request at sign-in. The default is *. Plannr does not document the scopes.</summary>
    [Parameter(ParameterSetName = AuthorizationCodeSet)]
    [ValidateNotNullOrEmpty]
    [Texts]
    public string[] Scope { get; set; } = ["*"];

    /// <summary>Prints the sign-in URL and returns, instead of opening a browser. To complete the sign-in, use -AuthorizationResponse in the same process.</summary>
    [Parameter(ParameterSetName = AuthorizationCodeSet)]
    public SwitchParameter NoBrowser { get; set; }

    /// <summary>Completes a sign-in that was started with -NoBrowser, timed out or was cancelled with Ctrl+C. Specify the URL that the browser was redirected to. Settings that you omit are taken from the command that started the sign-in.</summary>
    [Parameter(ParameterSetName = AuthorizationCodeSet)]
    [ValidateNotNullOrEmpty]
    public string? AuthorizationResponse { get; set; }

    /// <summary>Specifies how many seconds to wait for the sign-in in the browser. The default is 300.</summary>
    [Parameter(ParameterSetName = AuthorizationCodeSet)]
    [ValidateRange(1, 3600)]
    public int SignInTimeoutSec { get; set; } = 300;

    /// <summary>Connects to an in-memory demo of the API. The demo needs neither a network nor a token. The demo's data is fictitious, and its executions progress over time.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DemoSet)]
    public SwitchParameter Demo { get; set; }

    /// <summary>Specifies the UUID of the account to act as. The default is the first of these that exists: the value of the environment variable PLANNR_ACCOUNT_UUID (except with -Demo), the user's preferred account, the user's only employee account.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(LoginCompleter))]
    public Guid? AccountUuid { get; set; }

    /// <summary>Connects without looking up the accounts. Use this parameter for a token that does not permit the lookup. Unless you specify -AccountUuid or set PLANNR_ACCOUNT_UUID, requests are sent without an account.</summary>
    [Parameter]
    public SwitchParameter SkipAccountResolution { get; set; }

    /// <summary>Specifies the URL of the API. The URL must use HTTPS, unless its host is a loopback address. The default is https://api.plannrcrm.com. If the token comes from the environment or a prompt, the environment variable PLANNR_BASE_URI overrides the default.</summary>
    [Parameter(ParameterSetName = EnvironmentSet)]
    [Parameter(ParameterSetName = AccessTokenSet)]
    [Parameter(ParameterSetName = SecretSet)]
    [Parameter(ParameterSetName = AuthorizationCodeSet)]
    [Parameter(ParameterSetName = RefreshTokenSet)]
    [Parameter(ParameterSetName = RefreshTokenSecretSet)]
    [ValidateNotNull]
    public Uri? BaseUri { get; set; }

    /// <summary>Specifies the URL of the proxy, such as http://proxy.example:8080. By default, the system's proxy settings apply.</summary>
    [Parameter]
    public Uri? Proxy { get; set; }

    /// <summary>Specifies the user name and password for the proxy that is set with -Proxy or in the system's settings. By default, no credentials are sent.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Specifies the timeout in seconds for each attempt at a request. The default is 100. For a download to a file, the timeout applies to the wait until the response begins and to each pause during the download.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int? TimeoutSec { get; set; }

    /// <summary>Specifies how many times a failed request is retried if a retry is safe and could succeed. The default is 4; 0 disables retries.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int? MaximumRetryCount { get; set; }

    /// <summary>Specifies the maximum delay in seconds before a retry, even if the server requests a longer delay. The default is 60.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int? MaximumRetryDelaySec { get; set; }

    /// <summary>Specifies the maximum size of a response in memory, such as 64MB. The default is 256 MB. Downloads to a file are not limited.</summary>
    [Parameter]
    [ValidateRange(1L, int.MaxValue)]
    public long? MaximumBodySize { get; set; }

    /// <summary>Specifies a name for the connection. You can pass the name to the -Connection parameter of other cmdlets. If this runspace has a connection with the same name, the new connection replaces it; the old connection closes when the commands that use it have ended. If you omit this parameter, the connection is named Default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string Name { get; set; } = PlannrClientOptions.DefaultConnectionName;

    /// <summary>Returns the connection. By default, this cmdlet returns no output.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Adds a parameter that binds surplus arguments. Otherwise, PowerShell's own error would show them, and one of them may be a token. The parameter is added only when the command runs, so that help and completion don't show it.</summary>
    object? IDynamicParameters.GetDynamicParameters() => MyInvocation.PipelineLength == 0 ? null : new RuntimeDefinedParameterDictionary
    {
        [Unbound] = new RuntimeDefinedParameter(Unbound, typeof(object), [new ParameterAttribute { Position = 1, ValueFromPipeline = true }]),
    };

    private protected override void Process()
    {
        PlannrConnection? connection = null;
        try
        {
            connection = Connect();
        }
        catch (PlannrException exception)
        {
            Fail(exception, Name, SignInAdvice.Find(exception, _authentication, Renewal, isAccountAsked: !SkipAccountResolution && !_isAccountNamed));
        }

        if (connection is not null && PassThru)
        {
            Emit(connection);
        }
    }

    private VaultCommands Vault => new(SecretName, VaultName);

    private string Renewal => ParameterSetName switch
    {
        AuthorizationCodeSet or RefreshTokenSet or RefreshTokenSecretSet => "Sign in again with Connect-Plannr -ClientId.",
        SecretSet => $"{NewToken} and save it as the secret {Vault.Name} with Set-Secret.",
        EnvironmentSet when SignInSettings.AccessToken is not null => $"{NewToken} and set {SignInSettings.AccessTokenVariable} to it, or remove the variable to be prompted for the token.",
        _ => $"{NewToken} and connect with it.",
    };

    private PlannrConnection? Connect()
    {
        if (MyInvocation.BoundParameters.ContainsKey(Unbound))
        {
            throw new PlannrInvalidConnectionException(
                "Connect-Plannr accepts only one positional argument, the access token. It accepts no pipeline input.", $"Specify the token with -AccessToken. {SecureStringOnlyAttribute.Advice}");
        }

        var options = new PlannrClientOptions
        {
            BaseUri = BaseUri ?? (ParameterSetName == EnvironmentSet ? SignInSettings.BaseUri : null) ?? PlannrClientOptions.DefaultBaseUri,
            AccountUuid = AccountUuid is not null || Demo ? null : SignInSettings.AccountUuid,
            Demo = Demo,
            ModuleVersion = typeof(ConnectPlannrCommand).Assembly.GetName().Version!.ToString(3),
        };
        Apply(options);
        if (SignIn(ref options) is not { } authentication)
        {
            return null;
        }

        options.ConnectionName = Name;

        // Written before the token is checked, so that the source of the token is known if the token is rejected.
        WriteVerbose($"Signing in to {options.BaseUri} with {authentication}.");
        _authentication = authentication;
        _isAccountNamed = options.AccountUuid is not null;
        IPlannrClient client = ClientFactory.Current.Create(options);
        PlannrConnection? connection = null;
        try
        {
            LoginList? logins;
            try
            {
                logins = CheckAndResolveAccount(client);
            }
            catch (PlannrUnauthorizedException exception) when (exception.Path == "/oauth/token" && _secret is not null)
            {
                SecureString refused = options.OAuth!.RefreshToken!;
                options.OAuth.RefreshToken = _secret.Read(InvokeCommand);
                if (options.OAuth.RefreshToken == refused)
                {
                    throw;
                }

                // Another process has replaced the token in the meantime.
                WriteVerbose($"The secret {_secret.Name} now contains a different refresh token. Retrying with it.");
                client.Dispose();
                client = ClientFactory.Current.Create(options);
                logins = CheckAndResolveAccount(client);
            }

            connection = new PlannrConnection(Name, options, authentication, client, DateTimeOffset.Now) { Logins = logins?.Logins ?? ResourceList<Login>.None };
        }
        finally
        {
            if (connection is null)
            {
                client.Dispose();
                VaultSecrets.Forget(_secret);
            }
        }

        if (_secret is not null)
        {
            VaultSecrets.Add(connection, _secret);
        }

        foreach (PlannrConnection replaced in ConnectionRegistry.Add(connection))
        {
            ConnectionClosing.Close(replaced, this, waits: true);
        }

        string account = connection.AccountUuid is { } uuid ? $"as account {connection.AccountName} {uuid}".Replace("  ", " ") : "without an account";
        WriteVerbose($"Connected to {connection.BaseUri} with {authentication} {account}.");
        return connection;
    }

    /// <summary>Applies the arguments to the options.</summary>
    private void Apply(PlannrClientOptions options)
    {
        options.AccountUuid = AccountUuid ?? options.AccountUuid;
        options.Proxy = Proxy ?? options.Proxy;
        options.ProxyUserName = ProxyCredential?.UserName ?? options.ProxyUserName;
        options.ProxyPassword = ProxyCredential?.Password ?? options.ProxyPassword;
        options.Timeout = TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : options.Timeout;
        options.MaximumRetryCount = MaximumRetryCount ?? options.MaximumRetryCount;
        options.MaximumRetryDelay = MaximumRetryDelaySec is { } delay ? TimeSpan.FromSeconds(delay) : options.MaximumRetryDelay;
        options.MaximumBodySize = MaximumBodySize ?? options.MaximumBodySize;
    }

    /// <summary>Checks the token by listing the logins or, if that is skipped or not permitted, by requesting the current user.</summary>
    private LoginList? CheckAndResolveAccount(IPlannrClient client)
    {
        if (SkipAccountResolution || GetLogins(client) is not { } logins)
        {
            Await(() => client.WithObserver(Observer).GetAsync(Endpoints.GetMe, null, Cancellation));
            return null;
        }

        if (client.AccountUuid is not { } account)
        {
            client.SwitchAccount(AccountResolution.Choose(logins));
        }
        else if (AccountResolution.FindWarning(account, logins.Logins) is { } warning)
        {
            WriteWarning(warning);
        }

        return logins;
    }

    /// <summary>Gets the logins, or null if an account was specified and the token does not permit listing logins.</summary>
    private LoginList? GetLogins(IPlannrClient client)
    {
        try
        {
            return Await(() => client.WithObserver(Observer).GetLoginsAsync(Cancellation));
        }
        catch (PlannrRequestException exception) when (client.AccountUuid is not null && exception is (PlannrForbiddenException or PlannrNotFoundException or PlannrInvalidResponseException))
        {
            return null;
        }
    }

    /// <summary>Adds the token to the options and returns its source, or null if the user has to continue with -AuthorizationResponse.</summary>
    private string? SignIn(ref PlannrClientOptions options)
    {
        switch (ParameterSetName)
        {
            case AccessTokenSet:
                options.AccessToken = AccessToken;
                return AccessTokenSet;
            case SecretSet:
                options.AccessToken = Vault.Read(InvokeCommand);
                return $"{AccessTokenSet} from the secret {Vault.Name}";
            case RefreshTokenSet:
                options.OAuth = new PlannrOAuthOptions { ClientId = ClientId, ClientSecret = ClientSecret, RefreshToken = RefreshToken };
                return RefreshTokenSet;
            case RefreshTokenSecretSet:
                VaultSecret secret = VaultSecrets.Get(SecretName, VaultName);
                options.OAuth = new PlannrOAuthOptions { ClientId = ClientId, ClientSecret = ClientSecret, RefreshToken = secret.Read(InvokeCommand), RunRefresh = secret.RefreshAsync };
                _secret = secret;
                AddSecret(secret);
                return $"{RefreshTokenSet} from the secret {secret.Name}";
            case AuthorizationCodeSet:
                return SignInWithBrowser(ref options) ? AuthorizationCodeSet : null;
            case DemoSet:
                return DemoSet;
            default:
                options.AccessToken = SignInSettings.AccessToken;
                string source = options.AccessToken is null ? "the prompt" : SignInSettings.AccessTokenVariable;
                options.AccessToken ??= Prompt("Plannr access token");
                return $"{AccessTokenSet} from {source}";
        }
    }

    private SecureString Prompt(string question)
    {
        try
        {
            // No prompt if input is redirected: at the end of the input, the console host ends the script silently with exit code 0.
            if (Host.Name != "ConsoleHost" || !Console.IsInputRedirected)
            {
                Host.UI.Write(question + ": ");
                return Host.UI.ReadLineAsSecureString();
            }
        }
        catch (Exception exception) when (exception is not PipelineStoppedException)
        {
            // A host without a user interface can throw any exception.
        }

        throw new PlannrInvalidConnectionException(
            "There is no access token, and the session can't prompt for one.",
            $"In a script, use -AccessToken, -SecretName or -ClientId with -RefreshToken, or set {SignInSettings.AccessTokenVariable}. Connect-Plannr -Demo needs no token.");
    }
}
