namespace Plannr.PowerShell.Connections;

/// <summary>Connects to Plannr. One request checks the token and finds the account. Other cmdlets use the latest connection of their runspace until Disconnect-Plannr.</summary>
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
    private const string NewToken = "Make a new personal access token in Plannr (Settings, Account Details)";

    private VaultSecret? _secret;
    private string? _authentication;
    private bool _isAccountNamed;

    /// <summary>The access token: a personal access token, or an OAuth access token.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = AccessTokenSet)]
    [SecureStringOnly]
    [ValidateNotNull]
    public SecureString AccessToken { get; set; } = null!;

    /// <summary>Specifies the name of a secret in a SecretManagement vault: an access token, or with -ClientId a refresh token, which is written back when Plannr replaces it.</summary>
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

    /// <summary>Specifies the redirect URI registered for the client; http://127.0.0.1:8970/callback by default. Port 0 uses a free port. Use -NoBrowser if it is not a loopback address.</summary>
    [Parameter(ParameterSetName = AuthorizationCodeSet)]
    [ValidateNotNull]
    public Uri RedirectUri { get; set; } = PlannrAuthorizationOptions.DefaultRedirectUri;

    /// <summary>What the sign-in asks for. * by default; Plannr documents no other name.</summary>
    [Parameter(ParameterSetName = AuthorizationCodeSet)]
    [ValidateNotNullOrEmpty]
    [Texts]
    public string[] Scope { get; set; } = ["*"];

    /// <summary>Prints the URL instead of opening a browser, and returns. Complete the sign-in with -AuthorizationResponse in the same process.</summary>
    [Parameter(ParameterSetName = AuthorizationCodeSet)]
    public SwitchParameter NoBrowser { get; set; }

    /// <summary>Specifies the URL that the browser ended on, after a sign-in with -NoBrowser or one that timed out. Other settings are those of the first command.</summary>
    [Parameter(ParameterSetName = AuthorizationCodeSet)]
    [ValidateNotNullOrEmpty]
    public string? AuthorizationResponse { get; set; }

    /// <summary>How many seconds to wait for the browser. 300 by default.</summary>
    [Parameter(ParameterSetName = AuthorizationCodeSet)]
    [ValidateRange(1, 3600)]
    public int SignInTimeoutSec { get; set; } = 300;

    /// <summary>Connects to a demo of the API in memory: no network, no token, invented data, and runs that move on as time passes.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DemoSet)]
    public SwitchParameter Demo { get; set; }

    /// <summary>Specifies the account to act as. By default, PLANNR_ACCOUNT_UUID, then the account that the user prefers, then the user's only employee account.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(LoginCompleter))]
    public Guid? AccountUuid { get; set; }

    /// <summary>Does not look up the accounts, for a token without that permission. Without -AccountUuid and PLANNR_ACCOUNT_UUID, requests name no account.</summary>
    [Parameter]
    public SwitchParameter SkipAccountResolution { get; set; }

    /// <summary>Specifies the URL of the API (HTTPS, or HTTP for loopback addresses). By default https://api.plannrcrm.com, or PLANNR_BASE_URI with a token from environment or prompt.</summary>
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

    /// <summary>Specifies the timeout of one attempt of a request in seconds; 100 by default. For a download to a file, it limits the time until the response begins and each pause in it.</summary>
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

    /// <summary>Specifies the maximum size of a response in memory, such as 64MB; 256 MB by default. Downloads to a file have no limit.</summary>
    [Parameter]
    [ValidateRange(1L, int.MaxValue)]
    public long? MaximumBodySize { get; set; }

    /// <summary>The name of the connection, for -Connection of the other cmdlets. One of the same name that this runspace made is replaced, and closes when the commands that run on it have ended.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string Name { get; set; } = PlannrClientOptions.DefaultConnectionName;

    /// <summary>Gives the connection back. Without it the cmdlet is silent.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Adds a parameter that takes values that can't be bound, to refuse them without repeating a token; only for a command that runs, so that help and completion don't show it.</summary>
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
        SecretSet => $"{NewToken} and write it to the secret {Vault.Name} with Set-Secret.",
        EnvironmentSet when SignInSettings.AccessToken is not null => $"{NewToken} and set {SignInSettings.AccessTokenVariable} to it, or remove that variable: the token is then asked for.",
        _ => $"{NewToken} and connect with that.",
    };

    private PlannrConnection? Connect()
    {
        if (MyInvocation.BoundParameters.ContainsKey(Unbound))
        {
            throw new PlannrInvalidConnectionException(
                "Connect-Plannr accepts one positional argument, the access token, and no pipeline input.", $"Give the token with -AccessToken. {SecureStringOnlyAttribute.Advice}");
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

        // Written before the token is checked: if it is refused, it matters which it was.
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

                // Another process has replaced the token in between.
                WriteVerbose($"The secret {_secret.Name} has another refresh token by now; trying once more.");
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

        string account = connection.AccountUuid is { } uuid ? $"account {connection.AccountName} {uuid}".Replace("  ", " ") : "no account";
        WriteVerbose($"Connected to {connection.BaseUri} with {authentication} as {account}.");
        return connection;
    }

    /// <summary>Puts the arguments into the options, and leaves the rest as it is.</summary>
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

    /// <summary>Sends one request that shows whether the token is good: the one that lists the accounts, unless they are not wanted or may not be listed.</summary>
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

    /// <summary>Gets the logins; null if a token may not list them, and an account was named.</summary>
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

    /// <summary>Puts the token into the options and returns where it came from; null if the sign-in continues in the browser.</summary>
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
            // At the end of its input, the console host would end the script silently and as if it had succeeded.
            if (Host.Name != "ConsoleHost" || !Console.IsInputRedirected)
            {
                Host.UI.Write(question + ": ");
                return Host.UI.ReadLineAsSecureString();
            }
        }
        catch (Exception exception) when (exception is not PipelineStoppedException)
        {
            // A host without a user interface throws what it likes.
        }

        throw new PlannrInvalidConnectionException(
            "There is no access token, and the session can't prompt for one.",
            $"In a script give it with -AccessToken, -SecretName or -ClientId, or set {SignInSettings.AccessTokenVariable}; Connect-Plannr -Demo needs none.");
    }
}
