namespace Plannr.PowerShell.Connections;

/// <summary>
/// Connects to Plannr. Checks with one request that the token is accepted, and finds out which account to act as. The other cmdlets use the
/// connection that their runspace made last unless another is given; if the runspace has none, the only one of the process. A connection
/// lasts until it is closed with Disconnect-Plannr, the module is removed from its runspace (Remove-Module, Import-Module -Force), or the process ends.
/// </summary>
/// <include file='Connect-Plannr.xml' path='help/*'/>
[Cmdlet(VerbsCommunications.Connect, "Plannr", DefaultParameterSetName = EnvironmentSet)]
[OutputType(typeof(PlannrConnection))]
public sealed partial class ConnectPlannrCommand : PlannrCommand
{
    private const string EnvironmentSet = "Environment";
    private const string AccessTokenSet = "AccessToken";
    private const string SecretSet = "Secret";
    private const string AuthorizationCodeSet = "AuthorizationCode";
    private const string RefreshTokenSet = "RefreshToken";
    private const string RefreshTokenSecretSet = "RefreshTokenSecret";
    private const string DemoSet = "Demo";
    private const string NewToken = "Make a new personal access token in Plannr (Settings, Account Details)";

    private VaultSecret? _vaultSecret;
    private string? _authentication;
    private bool _isAccountNamed;

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

    /// <summary>A refresh token that was replaced is written back whatever else goes wrong: the old one may be of no use any more.</summary>
    private protected override void AfterWait() => _vaultSecret?.WriteBack(this);

    private string Renewal => ParameterSetName switch
    {
        AuthorizationCodeSet or RefreshTokenSet or RefreshTokenSecretSet => "Sign in again with Connect-Plannr -ClientId.",
        SecretSet => $"{NewToken} and write it to the secret {new VaultSecret(SecretName, VaultName).Name} with Set-Secret.",
        EnvironmentSet when SignInSettings.AccessToken is not null => $"{NewToken} and set {SignInSettings.AccessTokenVariable} to it, or remove that variable: the token is then asked for.",
        _ => $"{NewToken} and connect with that.",
    };

    /// <summary>Ends the work, and leaves the writing of the vault's secret to others.</summary>
    /// <param name="disposing">Whether the call comes from <see cref="PlannrCommand.Dispose()"/>.</param>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _vaultSecret?.RemoveWriter(WriteBackAtOnce);
    }

    /// <summary>Not only when the wait is over: it may be ended by Ctrl+C, and the process with it.</summary>
    private void WriteBackAtOnce() => Post(() => _vaultSecret!.WriteBack(this));

    private PlannrConnection? Connect()
    {
        if (MyInvocation.BoundParameters.ContainsKey(nameof(InputObject)))
        {
            throw new PlannrInvalidConnectionException(
                "Connect-Plannr accepts one positional argument, the access token, and no pipeline input.", $"Give the token with -AccessToken. {SecureStringOnlyAttribute.Advice}");
        }

        PlannrClientOptions options = CommonOptions();
        if (SignIn(ref options) is not { } authentication)
        {
            return null;
        }

        // Said before the token is checked: where it is refused, it matters which it was.
        WriteVerbose($"Signing in to {options.BaseUri} with {authentication}.");
        _authentication = authentication;
        _isAccountNamed = options.AccountUuid is not null;
        IPlannrClient client = ClientFactory.Current.Create(options);
        bool connected = false;
        try
        {
            LoginList? logins;
            try
            {
                logins = CheckAndResolveAccount(client);
            }
            catch (PlannrUnauthorizedException exception) when (exception.Path == "/oauth/token" && _vaultSecret is not null)
            {
                SecureString refused = options.OAuth!.RefreshToken!;
                options.OAuth.RefreshToken = _vaultSecret.Read(InvokeCommand);
                if (options.OAuth.RefreshToken == refused)
                {
                    throw;
                }

                // Another process has replaced the token in between.
                WriteVerbose($"The secret {_vaultSecret.Name} has another refresh token by now; trying once more.");
                client.Dispose();
                client = ClientFactory.Current.Create(options);
                logins = CheckAndResolveAccount(client);
            }

            var connection = new PlannrConnection(Name, options, authentication, client, DateTimeOffset.Now) { Logins = logins?.Logins ?? ResourceList<Login>.None };
            if (_vaultSecret is not null)
            {
                VaultSecrets.Add(connection, _vaultSecret);
            }

            IReadOnlyList<PlannrConnection> replaced = ConnectionRegistry.Add(connection);
            connected = true;
            foreach (PlannrConnection other in replaced)
            {
                ConnectionClosing.Close(other, this, waits: true);
            }

            string account = connection.AccountUuid is { } uuid ? $"account {connection.AccountName} {uuid}".Replace("  ", " ") : "no account";
            WriteVerbose($"Connected to {connection.BaseUri} with {authentication} as {account}.");
            return connection;
        }
        finally
        {
            if (!connected)
            {
                client.Dispose();
                VaultSecrets.Forget(_vaultSecret);
            }
        }
    }

    private PlannrClientOptions CommonOptions()
    {
        var options = new PlannrClientOptions
        {
            BaseUri = BaseUri ?? (ParameterSetName == EnvironmentSet ? SignInSettings.BaseUri : null) ?? PlannrClientOptions.DefaultBaseUri,
            AccountUuid = AccountUuid is not null || Demo ? null : SignInSettings.AccountUuid,
            Demo = Demo,
            ModuleVersion = typeof(ConnectPlannrCommand).Assembly.GetName().Version!.ToString(3),
        };
        Apply(options);
        return options;
    }

    /// <summary>Puts what the command says into the options, and leaves the rest as it is.</summary>
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

    /// <summary>One request that tells whether the token is good; where no account was named, the one that also tells which there are.</summary>
    private LoginList? CheckAndResolveAccount(IPlannrClient client)
    {
        if (client.AccountUuid is not null || SkipAccountResolution)
        {
            Await(() => client.WithObserver(Observer).GetAsync(Endpoints.GetMe, null, Cancellation));
            return null;
        }

        LoginList logins = Await(() => client.WithObserver(Observer).GetLoginsAsync(Cancellation));
        client.SwitchAccount(AccountResolution.Choose(logins));
        return logins;
    }

    /// <summary>Puts the token into the options and gives the way that it came by. Null where the sign-in goes on in the browser.</summary>
    private string? SignIn(ref PlannrClientOptions options)
    {
        switch (ParameterSetName)
        {
            case AccessTokenSet:
                options.AccessToken = AccessToken;
                return AccessTokenSet;
            case SecretSet:
                options.AccessToken = new VaultSecret(SecretName, VaultName).Read(InvokeCommand);
                return $"{AccessTokenSet} from the secret {new VaultSecret(SecretName, VaultName).Name}";
            case RefreshTokenSet:
                options.OAuth = OAuth(RefreshToken);
                return RefreshTokenSet;
            case RefreshTokenSecretSet:
                VaultSecret secret = VaultSecrets.Get(SecretName, VaultName);
                options.OAuth = OAuth(secret.Read(InvokeCommand));
                options.OAuth.RunRefresh = secret.RefreshAsync;
                _vaultSecret = secret;
                secret.AddWriter(WriteBackAtOnce);
                return $"{RefreshTokenSet} from the secret {secret.Name}";
            case AuthorizationCodeSet:
                if (SignInWithBrowser(options) is not { } signedIn)
                {
                    return null;
                }

                options = signedIn;
                return AuthorizationCodeSet;
            case DemoSet:
                return DemoSet;
            default:
                return SignInFromEnvironment(options);
        }
    }

    private string SignInFromEnvironment(PlannrClientOptions options)
    {
        options.AccessToken = SignInSettings.AccessToken;
        if (options.AccessToken is not null)
        {
            return $"{AccessTokenSet} from {SignInSettings.AccessTokenVariable}";
        }

        options.AccessToken = Prompt("Plannr access token");
        return $"{AccessTokenSet} from the prompt";
    }

    private PlannrOAuthOptions OAuth(SecureString refreshToken) => new() { ClientId = ClientId, ClientSecret = ClientSecret, RefreshToken = refreshToken };

    private SecureString Prompt(string question)
    {
        // At the end of its input the console's host would end the script without a word, and as if all had gone well.
        if (Host.Name == "ConsoleHost" && Console.IsInputRedirected)
        {
            throw NobodyToAsk();
        }

        try
        {
            Host.UI.Write(question + ": ");
            return Host.UI.ReadLineAsSecureString();
        }
        catch (Exception exception) when (exception is not PipelineStoppedException)
        {
            throw NobodyToAsk();
        }
    }

    private static PlannrInvalidConnectionException NobodyToAsk() => new(
        "There is no access token, and nobody to ask for one.",
        $"In a script give it with -AccessToken, -SecretName or -ClientId, or set {SignInSettings.AccessTokenVariable}; Connect-Plannr -Demo needs none.");
}
