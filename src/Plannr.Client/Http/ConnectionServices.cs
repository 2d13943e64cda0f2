using System.Security.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Plannr.Sandbox;

namespace Plannr.Client.Http;

/// <summary>Puts a connection's HTTP client together. From the outside in: account and origin, retry, token, limit, time, log, body, wire.</summary>
internal static class ConnectionServices
{
    private const string ClientName = "Plannr";

    public static ServiceProvider Build(
        PlannrClientOptions options,
        ITokenSource tokens,
        RateLimiter limiter,
        ConnectionCounters counters,
        RetryDelay delay,
        Redaction redaction,
        TimeProvider time) =>
        Build(options, time, redaction, builder => builder
            .AddHttpMessageHandler(() => new AccountHeaderHandler(options.BaseUri))
            .AddHttpMessageHandler(() => new RetryHandler(options.MaximumRetryCount, delay, time))
            .AddHttpMessageHandler(() => new BearerTokenHandler(tokens))
            .AddHttpMessageHandler(() => new RateLimitHandler(limiter, counters, time))
            .AddHttpMessageHandler(() => new AttemptTimeoutHandler(options.Timeout, time))
            .AddHttpMessageHandler(() => new LoggingHandler(time, redaction)));

    /// <summary>The client that asks for tokens: it has none to send yet, and acts as no account.</summary>
    public static ServiceProvider BuildForSignIn(PlannrClientOptions options, RetryDelay delay, Redaction redaction, TimeProvider time) =>
        Build(options, time, bodyRedaction: null, builder => builder
            .AddHttpMessageHandler(() => new RetryHandler(options.MaximumRetryCount, delay, time))
            .AddHttpMessageHandler(() => new AttemptTimeoutHandler(options.Timeout, time))
            .AddHttpMessageHandler(() => new LoggingHandler(time, redaction)));

    private static ServiceProvider Build(PlannrClientOptions options, TimeProvider time, Redaction? bodyRedaction, Action<IHttpClientBuilder> addHandlers)
    {
        var services = new ServiceCollection();
        IHttpClientBuilder builder = services.AddHttpClient(ClientName, client => Configure(client, options))
            .RemoveAllLoggers()
            .SetHandlerLifetime(System.Threading.Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => options.Demo ? new SandboxHandler(time) : CreateWire(options));
#if !NET
        builder.AddHttpMessageHandler(() => new EmptyContentHandler());
#endif
        addHandlers(builder);
        builder.AddHttpMessageHandler(() => new BodyBufferHandler(options.MaximumBodySize, bodyRedaction));
        return services.BuildServiceProvider();
    }

    public static HttpClient CreateClient(IServiceProvider services) =>
        services.GetRequiredService<IHttpClientFactory>().CreateClient(ClientName);

    private static void Configure(HttpClient client, PlannrClientOptions options)
    {
        client.BaseAddress = options.BaseUri;
        client.Timeout = System.Threading.Timeout.InfiniteTimeSpan;
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Plannr-PowerShell", options.ModuleVersion));
    }

#if NET
    private static SocketsHttpHandler CreateWire(PlannrClientOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = ProxyChoice.IsUsed(options),
        Proxy = ProxyChoice.Given(options),
        DefaultProxyCredentials = ProxyChoice.CredentialOf(options),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(30),
        ActivityHeadersPropagator = null,
        SslOptions = { EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 },
    };
#else
    private static HttpClientHandler CreateWire(PlannrClientOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = ProxyChoice.IsUsed(options),
        Proxy = ProxyChoice.Given(options),
        DefaultProxyCredentials = ProxyChoice.CredentialOf(options),
        SslProtocols = SslProtocols.Tls12,

        // .NET Framework allows two connections to a server unless told otherwise.
        MaxConnectionsPerServer = 256,
    };
#endif
}
