using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Plannr.Sandbox;

namespace Plannr.TestServer;

/// <summary>
/// A real web server that serves the sandbox on the loopback address, for tests that need sockets. It logs every request and injects faults. This
/// type is thread-safe, and any number of servers can run at once.
/// </summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private readonly RequestLog _log = new();
    private readonly HttpMessageInvoker _sandbox;
    private readonly WebApplication _application;

    private SandboxServer(SandboxServerOptions options)
    {
        Options = options;
        Latency = options.Latency;
        Handler = new SandboxHandler(options.TimeProvider, options.Sandbox);
        _sandbox = new HttpMessageInvoker(Handler);
        Certificate = options.UseHttps ? LoopbackCertificate.Create() : null;

        // The empty builder reads no configuration and logs nothing, so the machine's environment can't affect a test.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0, Listen);
        });
        _application = builder.Build();
        _application.Run(RespondAsync);
    }

    /// <summary>The server's address: scheme, host, port and a slash.</summary>
    public Uri BaseUri => new(_application.Urls.Single() + "/");

    /// <summary>The options that the server was started with.</summary>
    public SandboxServerOptions Options { get; }

    /// <summary>The sandbox that handles the requests.</summary>
    public SandboxHandler Handler { get; }

    /// <summary>The server's untrusted certificate, or null if the server does not use HTTPS.</summary>
    public X509Certificate2? Certificate { get; }

    /// <summary>The faults to inject.</summary>
    public FaultPlan Faults { get; } = new();

    /// <summary>The delay of each response, in real time; none by default.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>A function that responds instead of the sandbox unless it returns null. Several threads can call it at once. Null by default.</summary>
    public Func<RecordedRequest, HttpResponseMessage?>? Override { get; set; }

    /// <summary>A snapshot of the requests so far, in order of arrival.</summary>
    public IReadOnlyList<RecordedRequest> Requests => _log.Snapshot;

    /// <summary>The highest number of requests in progress at the same time.</summary>
    public int MaxConcurrency => _log.MaxConcurrency;

    /// <summary>Starts a server on a free port.</summary>
    /// <param name="options">The options, or null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public static async Task<SandboxServer> StartAsync(SandboxServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        var server = new SandboxServer(options ?? new SandboxServerOptions());
        await server._application.StartAsync(cancellationToken);
        return server;
    }

    /// <summary>Clears the request log, so the next request is number 1.</summary>
    public void ClearRequests() => _log.Clear();

    /// <summary>Waits until a request has arrived, and returns it.</summary>
    /// <param name="count">The <see cref="RecordedRequest.Number"/> of the request.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    public Task<RecordedRequest> WaitForRequestAsync(int count, CancellationToken cancellationToken = default) =>
        _log.WaitForAsync(count, cancellationToken);

    /// <summary>Aborts all requests and stops the server.</summary>
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
        _sandbox.Dispose();
        Certificate?.Dispose();
    }

    private void Listen(ListenOptions listen)
    {
        listen.Protocols = HttpProtocols.Http1;
        if (Certificate is not null)
        {
            listen.UseHttps(Certificate);
        }
    }

    private async Task RespondAsync(HttpContext context)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, _application.Lifetime.ApplicationStopping);
        using var activity = _log.Enter();
        try
        {
            await RespondAsync(context, activity, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            context.Abort();
        }
    }

    private async Task RespondAsync(HttpContext context, RequestLog.Activity activity, CancellationToken cancellationToken)
    {
        Fault? fault = null;
        var connection = context.Features.GetRequiredFeature<IConnectionItemsFeature>().Items;
        var request = _log.Add(await MessageBridge.RecordAsync(context, cancellationToken), arrived =>
        {
            fault = Faults.Take(arrived, connection);
            return arrived with { Fault = fault?.Name };
        });
        if (Latency > TimeSpan.Zero)
        {
            await Task.Delay(Latency, cancellationToken);
        }

        if (fault is not null)
        {
            await fault.Behaviour(new FaultContext(context, request, token => GetNormalResponseAsync(context, request, token), cancellationToken));
            return;
        }

        using var response = await GetNormalResponseAsync(context, request, cancellationToken);

        // Ends the activity before the last byte is sent, because the client's next request may arrive before this method returns.
        activity.Dispose();
        await MessageBridge.SendAsync(response, context.Response, cancellationToken);
    }

    private async Task<HttpResponseMessage> GetNormalResponseAsync(HttpContext context, RecordedRequest request, CancellationToken cancellationToken)
    {
        if (Override?.Invoke(request) is { } response)
        {
            return response;
        }

        using var message = MessageBridge.ToMessage(request, context.Request);
        return await _sandbox.SendAsync(message, cancellationToken);
    }
}
