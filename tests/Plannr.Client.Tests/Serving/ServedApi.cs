using System.Net.Http.Headers;

namespace Plannr.Client.Tests.Serving;

/// <summary>A server on a real socket and a client that is connected to it.</summary>
internal sealed class ServedApi : IAsyncDisposable
{
    /// <summary>The timeout of an attempt. It differs from all delays in the tests, so that the test clock can recognise it.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(77);

    private ServedApi(SandboxServer server, IPlannrClient client)
    {
        Server = server;
        Client = client;
    }

    public static Guid Uuid => SandboxData.SeedExecutionUuid;

    public static string Path => $"/api/v1/automation-executions/{Uuid}";

    public SandboxServer Server { get; }

    public IPlannrClient Client { get; }

    /// <summary>Starts the server and the client. Failed requests are not retried unless <paramref name="configure"/> enables retries.</summary>
    public static async Task<ServedApi> StartAsync(
        Action<PlannrClientOptions>? configure = null, TimeProvider? time = null, bool useHttps = false)
    {
        SandboxServer server = await SandboxServer.StartAsync(new SandboxServerOptions
        {
            UseHttps = useHttps,
            Sandbox = new SandboxOptions { RateLimit = null },
        });
        var options = new PlannrClientOptions
        {
            BaseUri = server.BaseUri,
            AccessToken = Tokens.Secure(),
            MaximumRetryCount = 0,
            Timeout = Timeout,
        };
        configure?.Invoke(options);
        return new ServedApi(server, (time is null ? new PlannrClientFactory() : new PlannrClientFactory(time)).Create(options));
    }

    /// <summary>Starts the server and the client. The server injects the fault into its responses.</summary>
    public static async Task<ServedApi> StartAsync(Fault fault, Action<PlannrClientOptions>? configure = null, TimeProvider? time = null)
    {
        ServedApi api = await StartAsync(configure, time);
        api.Server.Faults.Add(fault);
        return api;
    }

    public Task<AutomationExecution> GetAsync(IPlannrObserver? observer = null, CancellationToken cancellationToken = default) =>
        Client.GetExecutionAsync(Uuid, includeAccount: false, observer, cancellationToken);

    /// <summary>Returns what the client reads from a body. Adds the requested UUID to an object that does not contain it, because the client would otherwise reject the response.</summary>
    public Task<AutomationExecution> GetAsync(string body)
    {
        bool isOther = body.StartsWith('{') && !body.Contains(Uuid.ToString(), StringComparison.Ordinal);
        string rest = isOther ? body[1..].TrimStart() : string.Empty;
        return GetAsync(Encoding.UTF8.GetBytes(isOther ? $"{{\"uuid\":\"{Uuid}\"{(rest.StartsWith('}') ? rest : "," + rest)}" : body));
    }

    /// <summary>Returns what the client reads from the body, which is sent unchanged.</summary>
    public Task<AutomationExecution> GetAsync(byte[] body)
    {
        Server.Override = _ => new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        return GetAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }
}
