namespace Plannr.Client.Http.Handlers;

/// <summary>
/// The outermost handler: names the account to act as, and stops every request that is not for the connection's own origin, before any
/// other handler could add the token to it.
/// </summary>
internal sealed class AccountHeaderHandler(Uri baseUri) : DelegatingHandler
{
    public const string HeaderName = "X-PLANNR-ACCOUNT-UUID";

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!Origin.IsSame(baseUri, request.RequestUri))
        {
            throw new PlannrInvalidRequestException(
                RequestFailures.Of(request),
                $"The address {request.RequestUri?.GetLeftPart(UriPartial.Authority)} is not on the connection's server {baseUri.GetLeftPart(UriPartial.Authority)}; nothing was sent.",
                "Use a path of the connected server, or connect to the other one with Connect-Plannr -BaseUri.");
        }

        request.Headers.Remove(HeaderName);
        if (RequestScope.Get(request).Account is { } uuid)
        {
            request.Headers.Add(HeaderName, uuid.ToString());
        }

        return base.SendAsync(request, cancellationToken);
    }
}
