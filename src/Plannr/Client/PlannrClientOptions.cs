namespace Plannr;

/// <summary>The settings of a connection.</summary>
internal sealed class PlannrClientOptions
{
    public const string DefaultConnectionName = "Default";

    public static Uri DefaultBaseUri { get; } = new("https://api.plannrcrm.com/");

    /// <summary>The address of the API. HTTPS, or HTTP for a loopback address.</summary>
    public Uri BaseUri { get; set; } = DefaultBaseUri;

    /// <summary>The name of the connection, which each record gets as its <see cref="PlannrRecord.ConnectionName"/>.</summary>
    public string? ConnectionName { get; set; }

    /// <summary>The personal access token or OAuth access token. The client keeps its own copy. Null for the demo, and if <see cref="OAuth"/> gets one.</summary>
    public SecureString? AccessToken { get; set; }

    public PlannrOAuthOptions? OAuth { get; set; }

    /// <summary>The proxy to use; null for the system's, if any.</summary>
    public Uri? Proxy { get; set; }

    /// <summary>The user name for the proxy, whether it is <see cref="Proxy"/> or the system's; null to send none.</summary>
    public string? ProxyUserName { get; set; }

    public SecureString? ProxyPassword { get; set; }

    /// <summary>The account to act as (<c>X-PLANNR-ACCOUNT-UUID</c>). Null sends no such header.</summary>
    public Guid? AccountUuid { get; set; }

    public bool Demo { get; set; }

    /// <summary>The timeout of one attempt with its whole response; for a download, of the time until the body begins, and of each pause in it.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>The maximum number of retries. 4 by default; 0 for none.</summary>
    public int MaximumRetryCount { get; set; } = 4;

    /// <summary>The longest delay before a retry, even if the server asks for more. 60 seconds by default.</summary>
    public TimeSpan MaximumRetryDelay { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The maximum size of one unpacked response in memory, in bytes, up to 2 GB. 256 MB by default, far above any page of the API.</summary>
    public long MaximumBodySize { get; set; } = 256L * 1024 * 1024;

    /// <summary>Whether requests carry no token, because the server only keeps files for the API.</summary>
    public bool IsFileServer { get; private set; }

    /// <summary>The module's version for the <c>User-Agent</c> header.</summary>
    public string ModuleVersion { get; set; } = "0.0.0";

    /// <summary>Returns a copy of the settings for another server, without what identifies the user.</summary>
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

/// <summary>How a connection with OAuth 2.0 gets new access tokens (<c>POST /oauth/token</c>).</summary>
internal sealed class PlannrOAuthOptions
{
    /// <summary>The client's identifier, as Plannr gave it.</summary>
    public string ClientId { get; set; } = string.Empty;

    /// <summary>The client's secret; null for a client without one.</summary>
    public SecureString? ClientSecret { get; set; }

    /// <summary>The refresh token; null for none: the connection then lasts as long as its access token.</summary>
    public SecureString? RefreshToken { get; set; }

    /// <summary>When the access token of the connection expires; null if unknown.</summary>
    public DateTimeOffset? AccessTokenExpiresAt { get; set; }

    /// <summary>Runs each refresh; null runs it at once. Receives the refresh token and a function that sends one and returns the new one, or null to keep the old.</summary>
    public Func<SecureString, Func<SecureString, Task<SecureString?>>, Task>? RunRefresh { get; set; }
}
