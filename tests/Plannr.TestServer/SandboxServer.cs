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
/// The sandbox behind a real web server on the loopback address, for tests that need sockets. It writes down every request
/// and goes wrong on demand. Safe for use from any thread; any number of servers may run at once.
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

        // The empty builder reads no configuration and logs nothing, so a machine's environment cannot change a test.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0, Listen);
        });
        _application = builder.Build();
        _application.Run(AnswerAsync);
    }

    /// <summary>Where the server listens: scheme, address, port and a slash.</summary>
    public Uri BaseUri => new(_application.Urls.Single() + "/");

    /// <summary>What the server was started with.</summary>
    public SandboxServerOptions Options { get; }

    /// <summary>The sandbox that answers.</summary>
    public SandboxHandler Handler { get; }

    /// <summary>The server's certificate, which nobody trusts; null without HTTPS.</summary>
    public X509Certificate2? Certificate { get; }

    /// <summary>What goes wrong.</summary>
    public FaultPlan Faults { get; } = new();

    /// <summary>How long each answer is held back, in real time; none by default.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Answers in the sandbox's place, or returns null to let the sandbox answer; null for never. May be called by several threads at once.</summary>
    public Func<RecordedRequest, HttpResponseMessage?>? Override { get; set; }

    /// <summary>The requests so far, in the order of their arrival: a copy that does not grow.</summary>
    public IReadOnlyList<RecordedRequest> Requests => _log.Snapshot;

    /// <summary>The most requests that were being answered at one moment.</summary>
    public int MaxConcurrency => _log.MaxConcurrency;

    /// <summary>Starts a server on a free port.</summary>
    /// <param name="options">How to set it up, or null for the defaults.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    public static async Task<SandboxServer> StartAsync(SandboxServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        var server = new SandboxServer(options ?? new SandboxServerOptions());
        await server._application.StartAsync(cancellationToken);
        return server;
    }

    /// <summary>Forgets the requests so far: the next has the number 1.</summary>
    public void ClearRequests() => _log.Clear();

    /// <summary>Completes when a request has arrived, at once if it has already.</summary>
    /// <param name="count">The number of the request since the start or since <see cref="ClearRequests"/>.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    public Task<RecordedRequest> WaitForRequestAsync(int count, CancellationToken cancellationToken = default) =>
        _log.WaitForAsync(count, cancellationToken);

    /// <summary>Ends every request and stops.</summary>
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

    private async Task AnswerAsync(HttpContext context)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, _application.Lifetime.ApplicationStopping);
        using var activity = _log.Enter();
        try
        {
            await AnswerAsync(context, activity, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            context.Abort();
        }
    }

    private async Task AnswerAsync(HttpContext context, RequestLog.Activity activity, CancellationToken cancellationToken)
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
            await fault.Behaviour(new FaultContext(context, request, token => AskAsync(context, request, token), cancellationToken));
            return;
        }

        using var answer = await AskAsync(context, request, cancellationToken);

        // Before the last byte is out: the client's next request may come before this method has returned.
        activity.Dispose();
        await MessageBridge.SendAsync(answer, context.Response, cancellationToken);
    }

    private async Task<HttpResponseMessage> AskAsync(HttpContext context, RecordedRequest request, CancellationToken cancellationToken)
    {
        if (Override?.Invoke(request) is { } answer)
        {
            return answer;
        }

        using var message = MessageBridge.ToMessage(request, context.Request);
        return await _sandbox.SendAsync(message, cancellationToken);
    }
}
