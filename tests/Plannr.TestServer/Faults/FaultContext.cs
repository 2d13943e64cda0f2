using Microsoft.AspNetCore.Http;

namespace Plannr.TestServer.Faults;

/// <summary>A request that has met a fault.</summary>
public sealed class FaultContext
{
    private readonly Func<CancellationToken, Task<HttpResponseMessage>> _answer;

    internal FaultContext(
        HttpContext http,
        RecordedRequest request,
        Func<CancellationToken, Task<HttpResponseMessage>> answer,
        CancellationToken cancellationToken)
    {
        Http = http;
        Request = request;
        _answer = answer;
        CancellationToken = cancellationToken;
    }

    /// <summary>The exchange on the socket.</summary>
    public HttpContext Http { get; }

    /// <summary>The request as the log has it.</summary>
    public RecordedRequest Request { get; }

    /// <summary>Cancelled when the client goes away or the server stops.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>The answer that the request would have had: <see cref="SandboxServer.Override"/>'s or the sandbox's.</summary>
    public Task<HttpResponseMessage> GetAnswerAsync() => _answer(CancellationToken);

    /// <summary>Sends an answer whole.</summary>
    /// <param name="answer">The answer.</param>
    public Task SendAsync(HttpResponseMessage answer) => MessageBridge.SendAsync(answer, Http.Response, CancellationToken);
}
