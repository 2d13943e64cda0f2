using Microsoft.AspNetCore.Http;

namespace Plannr.TestServer.Faults;

/// <summary>A request that is affected by a fault.</summary>
public sealed class FaultContext
{
    private readonly Func<CancellationToken, Task<HttpResponseMessage>> _respond;

    internal FaultContext(
        HttpContext http,
        RecordedRequest request,
        Func<CancellationToken, Task<HttpResponseMessage>> respond,
        CancellationToken cancellationToken)
    {
        Http = http;
        Request = request;
        _respond = respond;
        CancellationToken = cancellationToken;
    }

    /// <summary>The HTTP context of the request.</summary>
    public HttpContext Http { get; }

    /// <summary>The request as recorded in the log.</summary>
    public RecordedRequest Request { get; }

    /// <summary>A token that is cancelled when the client disconnects or the server stops.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>Returns the normal response to the request, from <see cref="SandboxServer.Override"/> or the sandbox.</summary>
    public Task<HttpResponseMessage> GetResponseAsync() => _respond(CancellationToken);

    /// <summary>Sends a complete response.</summary>
    /// <param name="response">The response.</param>
    public Task SendAsync(HttpResponseMessage response) => MessageBridge.SendAsync(response, Http.Response, CancellationToken);
}
