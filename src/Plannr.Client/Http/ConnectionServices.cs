using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Security.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Plannr.Client.Authentication;
using Plannr.Client.Http.Handlers;
using Plannr.Sandbox;

namespace Plannr.Client.Http;

/// <summary>Puts a connection's HTTP client together. From the outside in: account and origin, retry, token, log, body, wire.</summary>
internal static class ConnectionServices
{
    private const string ClientName = "Plannr";

    /// <summary>Far above any page of the API; an answer without end must not fill the memory.</summary>
    private const long MaximumBodySize = 256L * 1024 * 1024;

    public static ServiceProvider Build(PlannrClientOptions options, ITokenSource tokens, Redaction redaction, TimeProvider time)
    {
        var services = new ServiceCollection();
        services.AddHttpClient(ClientName, client => Configure(client, options))
            .RemoveAllLoggers()
            .SetHandlerLifetime(System.Threading.Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => options.Demo ? new SandboxHandler(time) : CreateWire())
            .AddHttpMessageHandler(() => new AccountHeaderHandler(options.BaseUri, () => options.AccountUuid))
            .AddHttpMessageHandler(() => new RetryHandler(options, time))
            .AddHttpMessageHandler(() => new BearerTokenHandler(tokens))
            .AddHttpMessageHandler(() => new LoggingHandler(time, redaction))
            .AddHttpMessageHandler(() => new BodyBufferHandler(MaximumBodySize));
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
    private static SocketsHttpHandler CreateWire() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(30),
        ActivityHeadersPropagator = null,
        SslOptions = { EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 },
    };
#else
    private static HttpClientHandler CreateWire() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        SslProtocols = SslProtocols.Tls12,

        // .NET Framework allows two connections to a server unless told otherwise.
        MaxConnectionsPerServer = 256,
    };
#endif
}
