#if NET
#endif

namespace Plannr.Client.Http;

/// <summary>Which proxy a connection's requests go over.</summary>
internal static class ProxyChoice
{
    /// <summary>Plain HTTP is for this machine itself. A proxy that the system is set to would take it, with the token, over the network.</summary>
    public static bool IsUsed(PlannrClientOptions options) => options.Proxy is not null || options.BaseUri.Scheme == "https";

    /// <summary>The proxy to set. Null leaves it to the one that the system is set to.</summary>
    public static WebProxy? Given(PlannrClientOptions options) => options.Proxy is null ? null : new WebProxy(options.Proxy) { Credentials = CredentialOf(options) };

    /// <summary>What the proxy is told, where it wants to know who asks; null for nothing.</summary>
    public static NetworkCredential? CredentialOf(PlannrClientOptions options) =>
        options.ProxyUserName is null ? null : new NetworkCredential(options.ProxyUserName, options.ProxyPassword);

    /// <summary>The proxy as messages name it, without what a user's name and password may be in it. Null where there is none on the way.</summary>
    public static string? NameOf(PlannrClientOptions options) => AddressOf(options)?.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    /// <summary>Returns the user information of the proxy's URL, with the @ behind it, in each way in which the runtime's messages can write it.</summary>
    public static string[] UserInformationOf(PlannrClientOptions options) => AddressOf(options) is { UserInfo.Length: > 0 } proxy
        ? new[] { UriFormat.UriEscaped, UriFormat.SafeUnescaped, UriFormat.Unescaped }.Select(format => proxy.GetComponents(UriComponents.UserInfo, format) + "@").Distinct().ToArray()
        : [];

    private static Uri? AddressOf(PlannrClientOptions options)
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
