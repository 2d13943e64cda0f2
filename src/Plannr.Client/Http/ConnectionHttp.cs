using System.Security.Authentication;
using Plannr.Client.Demo;

namespace Plannr.Client.Http;

/// <summary>Creates the HTTP client of a connection.</summary>
internal static class ConnectionHttp
{
    /// <summary>Creates a client with the given handlers, outermost first.</summary>
    public static HttpClient Create(PlannrClientOptions options, TimeProvider time, Redaction? bodyRedaction, params DelegatingHandler[] handlers)
    {
        HttpMessageHandler chain = new BodyBufferHandler(options.MaximumBodySize, bodyRedaction) { InnerHandler = options.Demo ? new DemoHandler(time) : CreateWire(options) };
        for (int i = handlers.Length - 1; i >= 0; i--)
        {
            handlers[i].InnerHandler = chain;
            chain = handlers[i];
        }

#if !NET
        chain = new EmptyContentHandler { InnerHandler = chain };
#endif
        var client = new HttpClient(chain) { BaseAddress = options.BaseUri, Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Plannr-PowerShell", options.ModuleVersion));
        return client;
    }

#if NET
    private static SocketsHttpHandler CreateWire(PlannrClientOptions options) => new()
#else
    private static HttpClientHandler CreateWire(PlannrClientOptions options) => new()
#endif
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = ProxyChoice.IsUsed(options),
        Proxy = ProxyChoice.Create(options),
        DefaultProxyCredentials = ProxyChoice.GetCredential(options),
#if NET
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(30),
        ActivityHeadersPropagator = null,
        SslOptions = { EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 },
#else
        SslProtocols = SslProtocols.Tls12,

        // The .NET Framework default is two connections per server.
        MaxConnectionsPerServer = 256,
#endif
    };
}

/// <summary>Selects the proxy for a connection.</summary>
internal static class ProxyChoice
{
    /// <summary>Returns whether a proxy may be used. Plain HTTP, allowed only for loopback addresses, does not use the system's proxy: the token would leave this computer unencrypted.</summary>
    public static bool IsUsed(PlannrClientOptions options) => options.Proxy is not null || options.BaseUri.Scheme == "https";

    /// <summary>Creates the configured proxy, or returns null if none is configured.</summary>
    public static WebProxy? Create(PlannrClientOptions options) => options.Proxy is null ? null : new WebProxy(options.Proxy) { Credentials = GetCredential(options) };

    /// <summary>Returns the credential for a proxy that requires authentication, or null.</summary>
    public static NetworkCredential? GetCredential(PlannrClientOptions options) =>
        options.ProxyUserName is null ? null : new NetworkCredential(options.ProxyUserName, options.ProxyPassword);

    /// <summary>Returns the proxy's URL for messages, without user information, or null if no proxy is used.</summary>
    public static string? GetName(PlannrClientOptions options) => GetAddress(options)?.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    /// <summary>Returns the user information of the proxy's URL, including the @, in each form that the runtime's messages may use.</summary>
    public static string[] GetUserInformation(PlannrClientOptions options) => GetAddress(options) is { UserInfo.Length: > 0 } proxy
        ? new[] { UriFormat.UriEscaped, UriFormat.SafeUnescaped, UriFormat.Unescaped }.Select(format => proxy.GetComponents(UriComponents.UserInfo, format) + "@").Distinct().ToArray()
        : [];

    private static Uri? GetAddress(PlannrClientOptions options)
    {
        if (!IsUsed(options))
        {
            return null;
        }

#if NET
        IWebProxy? system = HttpClient.DefaultProxy;
#else
        IWebProxy? system = WebRequest.DefaultWebProxy;
#endif
        Uri? proxy = options.Proxy ?? (system is null || system.IsBypassed(options.BaseUri) ? null : system.GetProxy(options.BaseUri));
        return proxy == options.BaseUri ? null : proxy;
    }
}
