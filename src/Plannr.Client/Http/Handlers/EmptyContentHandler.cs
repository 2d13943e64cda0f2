namespace Plannr.Client.Http.Handlers;

/// <summary>
/// Takes the empty content, which is there for its Content-Type alone, from requests without a body. .NET Framework refuses any content of a
/// GET, also an empty one, with a <see cref="System.Net.ProtocolViolationException"/>: in Windows PowerShell a GET goes without that header.
/// </summary>
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
