using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using Plannr.Client.Authentication;

namespace Plannr.Client.Http.Handlers;

/// <summary>Adds the token to each attempt. Where the server refuses it and there is another, the attempt is made once more with that.</summary>
internal sealed class BearerTokenHandler(ITokenSource tokens) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        IPlannrObserver? observer = request.GetObserver();
        string token = await tokens.GetTokenAsync(observer, cancellationToken).ConfigureAwait(false);
        HttpResponseMessage response = await SendAsync(request, token, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized
            || await tokens.ReplaceAsync(token, observer, cancellationToken).ConfigureAwait(false) is not { } replacement)
        {
            return response;
        }

        response.Dispose();
        return await SendAsync(request, replacement, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string token, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // The request can end up in an exception or a log: it must not carry the token there.
            request.Headers.Authorization = null;
        }
    }
}
