namespace Plannr.Client.Http;

/// <summary>Decides where a token may be sent.</summary>
internal static class Origin
{
    /// <summary>Returns whether two URLs have the same scheme, host and port.</summary>
    public static bool IsSame(Uri one, Uri? other) =>
        other is not null && other.IsAbsoluteUri
        && Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    /// <summary>Validates the address of a connection and returns it in a form that paths can be added to.</summary>
    public static Uri Check(Uri baseUri)
    {
        const string Advice = "Specify a URL such as https://api.plannrcrm.com/, without a path, query or user name.";
        if (!baseUri.IsAbsoluteUri || baseUri.Scheme is not ("https" or "http"))
        {
            throw new PlannrInvalidConnectionException($"'{Name(baseUri)}' is not an absolute https:// address.", Advice);
        }

        if (baseUri.Scheme == "http" && !baseUri.IsLoopback)
        {
            throw new PlannrInvalidConnectionException(
                $"A token is not sent to '{Name(baseUri)}': plain HTTP would expose it.",
                "Use https://. Plain http:// is permitted only for loopback addresses.");
        }

        if (baseUri.UserInfo.Length > 0 || baseUri.Query.Length > 0 || baseUri.Fragment.Length > 0 || baseUri.AbsolutePath != "/")
        {
            string excess = baseUri.UserInfo.Length > 0 ? "a user name" : baseUri.AbsolutePath != "/" ? $"the path '{baseUri.AbsolutePath}'" : "a query or fragment";
            throw new PlannrInvalidConnectionException($"'{Name(baseUri)}' contains {excess}, but a connection needs only scheme, host and port.", Advice);
        }

        return new Uri(baseUri.GetLeftPart(UriPartial.Authority) + "/");
    }

    /// <summary>Returns scheme, host and port, without the password that <see cref="Uri.GetLeftPart"/> would include.</summary>
    private static string Name(Uri address) =>
        address.IsAbsoluteUri ? address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) : address.OriginalString;
}

/// <summary>The outermost handler: adds the account header, and refuses a request to another origin before another handler could add the token to it.</summary>
internal sealed class AccountHeaderHandler(Uri baseUri) : DelegatingHandler
{
    public const string HeaderName = "X-PLANNR-ACCOUNT-UUID";

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!Origin.IsSame(baseUri, request.RequestUri))
        {
            throw new PlannrInvalidRequestException(
                RequestFailures.Create(request),
                $"The address {request.RequestUri?.GetLeftPart(UriPartial.Authority)} is not on the connection's server {baseUri.GetLeftPart(UriPartial.Authority)}; nothing was sent.",
                "Use a path of the connected server, or connect to the other server with Connect-Plannr -BaseUri.");
        }

        request.Headers.Remove(HeaderName);
        if (RequestScope.Get(request).Account is { } uuid)
        {
            request.Headers.Add(HeaderName, uuid.ToString());
        }

        return base.SendAsync(request, cancellationToken);
    }
}
