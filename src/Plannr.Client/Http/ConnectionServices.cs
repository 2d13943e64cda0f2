using System.Security.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Plannr.Client.Demo;
using Polly;

namespace Plannr.Client.Http;

/// <summary>Builds the services of a connection: one HTTP client, with its handlers from the outside in.</summary>
internal static class ConnectionServices
{
    private const string ClientName = "Plannr";

    public static ServiceProvider Build(PlannrClientOptions options, TimeProvider time, Redaction? bodyRedaction, params Func<DelegatingHandler>[] handlers)
    {
        var services = new ServiceCollection();
        IHttpClientBuilder builder = services
            .AddHttpClient(ClientName, client =>
            {
                client.BaseAddress = options.BaseUri;
                client.Timeout = Timeout.InfiniteTimeSpan;
                client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
                client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Plannr-PowerShell", options.ModuleVersion));
            })
            .RemoveAllLoggers()
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => options.Demo ? new DemoHandler(time) : CreateWire(options));
#if !NET
        builder.AddHttpMessageHandler(() => new EmptyContentHandler());
#endif
        foreach (Func<DelegatingHandler> handler in handlers)
        {
            builder.AddHttpMessageHandler(handler);
        }

        builder.AddHttpMessageHandler(() => new BodyBufferHandler(options.MaximumBodySize, bodyRedaction));
        services.AddSingleton(provider => provider.GetRequiredService<IHttpClientFactory>().CreateClient(ClientName));
        return services.BuildServiceProvider();
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

        // The default of .NET Framework is two connections to a server.
        MaxConnectionsPerServer = 256,
#endif
    };
}

/// <summary>Limits the time of one attempt, including its whole response. Waiting for a token, for the rate limit or before a retry does not count.</summary>
internal sealed class AttemptTimeoutHandler(TimeSpan timeout, TimeProvider time) : DelegatingHandler
{
    private readonly ResiliencePipeline _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }.AddTimeout(timeout).Build();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        await _pipeline.ExecuteAsync(async attempt => await base.SendAsync(request, attempt).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
}

/// <summary>Removes the empty content, which only carries the Content-Type, from a GET: .NET Framework refuses any content of a GET, even an empty one.</summary>
internal sealed class EmptyContentHandler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content?.Headers.ContentLength == 0 && (request.Method == HttpMethod.Get || request.Method == HttpMethod.Head))
        {
            request.Content = null;
        }

        return base.SendAsync(request, cancellationToken);
    }
}

/// <summary>The proxy of a connection.</summary>
internal static class ProxyChoice
{
    /// <summary>Plain HTTP is for loopback addresses. The system's proxy would carry it, with the token, over the network.</summary>
    public static bool IsUsed(PlannrClientOptions options) => options.Proxy is not null || options.BaseUri.Scheme == "https";

    /// <summary>The given proxy; null to use the system's.</summary>
    public static WebProxy? Create(PlannrClientOptions options) => options.Proxy is null ? null : new WebProxy(options.Proxy) { Credentials = GetCredential(options) };

    /// <summary>The credential for a proxy that requires authentication; null for none.</summary>
    public static NetworkCredential? GetCredential(PlannrClientOptions options) =>
        options.ProxyUserName is null ? null : new NetworkCredential(options.ProxyUserName, options.ProxyPassword);

    /// <summary>The proxy's URL for messages, without user information; null if no proxy is used.</summary>
    public static string? GetName(PlannrClientOptions options) => GetAddress(options)?.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    /// <summary>Returns the user information of the proxy's URL, with the @ after it, in each form in which the runtime's messages can write it.</summary>
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
