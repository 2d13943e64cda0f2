namespace Plannr;

/// <summary>The settings of a connection.</summary>
internal sealed class PlannrClientOptions
{
    public const string DefaultConnectionName = "Default";

    public static Uri DefaultBaseUri { get; } = new("https://api.plannrcrm.com/");

    /// <summary>The URL of the API. It must use HTTPS, unless its host is a loopback address.</summary>
    public Uri BaseUri { get; set; } = DefaultBaseUri;

    /// <summary>The connection's name, which is stored in the <see cref="PlannrRecord.ConnectionName"/> of each record.</summary>
    public string? ConnectionName { get; set; }

    /// <summary>The personal access token or OAuth access token. The client keeps its own copy. Null for the demo, or if <see cref="OAuth"/> provides a token.</summary>
    public SecureString? AccessToken { get; set; }

    public PlannrOAuthOptions? OAuth { get; set; }

    /// <summary>Whether the token is from an OAuth sign-in, even if there is no refresh token, so that <see cref="OAuth"/> is null.</summary>
    public bool IsOAuth { get; set; }

    /// <summary>The proxy, or null to use the system's proxy, if any.</summary>
    public Uri? Proxy { get; set; }

    /// <summary>The user name for <see cref="Proxy"/> or the system's proxy; null to send none.</summary>
    public string? ProxyUserName { get; set; }

    public SecureString? ProxyPassword { get; set; }

    /// <summary>The account to act as (the header <c>X-PLANNR-ACCOUNT-UUID</c>); null to omit the header.</summary>
    public Guid? AccountUuid { get; set; }

    public bool Demo { get; set; }

    /// <summary>The timeout for one attempt to send a request and receive the whole response. For a download, the timeout applies until the body begins, and then to each pause in the transfer.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>The maximum number of retries. The default is 4; 0 disables retries.</summary>
    public int MaximumRetryCount { get; set; } = 4;

    /// <summary>The maximum delay before a retry, even if the server requests a longer one. The default is 60 seconds.</summary>
    public TimeSpan MaximumRetryDelay { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The maximum size in bytes of a decompressed response in memory; at most 2 GB. The default, 256 MB, is far larger than any page that the API returns.</summary>
    public long MaximumBodySize { get; set; } = 256L * 1024 * 1024;

    /// <summary>Whether the server only stores files for the API, so that requests to it are sent without the token.</summary>
    public bool IsFileServer { get; private set; }

    /// <summary>The module's version, for the <c>User-Agent</c> header.</summary>
    public string ModuleVersion { get; set; } = "0.0.0";

    /// <summary>Returns a copy of the settings for use with a file server, without the tokens or the account.</summary>
    public PlannrClientOptions ForFileServer(Uri server)
    {
        var copy = (PlannrClientOptions)MemberwiseClone();
        copy.IsFileServer = true;
        copy.BaseUri = server;
        copy.AccessToken = null;
        copy.OAuth = null;
        copy.AccountUuid = null;
        return copy;
    }
}

/// <summary>The OAuth 2.0 settings that a connection uses to refresh its access token (<c>POST /oauth/token</c>).</summary>
internal sealed class PlannrOAuthOptions
{
    /// <summary>The client ID issued by Plannr.</summary>
    public string ClientId { get; set; } = string.Empty;

    /// <summary>The client secret; null for a client without a secret.</summary>
    public SecureString? ClientSecret { get; set; }

    /// <summary>The refresh token. If it is null, the connection lasts only as long as its access token.</summary>
    public SecureString? RefreshToken { get; set; }

    /// <summary>The time when the connection's access token expires; null if unknown.</summary>
    public DateTimeOffset? AccessTokenExpiresAt { get; set; }

    /// <summary>Runs each token refresh; if null, each refresh runs immediately. Receives the current refresh token and a function that sends a refresh request with a token. The function returns the new refresh token, or null if the token did not change.</summary>
    public Func<SecureString, Func<SecureString, Task<SecureString?>>, Task>? RunRefresh { get; set; }
}
