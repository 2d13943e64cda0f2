namespace Plannr.Client.Http;

/// <summary>Decides which servers a token may be sent to.</summary>
internal static class Origin
{
    /// <summary>Returns whether two URLs have the same scheme, host and port.</summary>
    public static bool IsSame(Uri one, Uri? other) =>
        other is not null && other.IsAbsoluteUri
        && Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    /// <summary>Validates a connection's URL and returns it in a form that paths can be appended to.</summary>
    public static Uri Check(Uri baseUri)
    {
        const string Advice = "Specify a URL such as https://api.plannrcrm.com/, without a path, query or user name.";
        if (!baseUri.IsAbsoluteUri || baseUri.Scheme is not ("https" or "http"))
        {
            throw new PlannrInvalidConnectionException($"'{Name(baseUri)}' is not an absolute https:// URL.", Advice);
        }

        if (baseUri.Scheme == "http" && !baseUri.IsLoopback)
        {
            throw new PlannrInvalidConnectionException(
                $"Can't connect to '{Name(baseUri)}': plain HTTP would expose the token.",
                "Use https://. Plain http:// is allowed only for loopback addresses.");
        }

        if (baseUri.UserInfo.Length > 0 || baseUri.Query.Length > 0 || baseUri.Fragment.Length > 0 || baseUri.AbsolutePath != "/")
        {
            string excess = baseUri.UserInfo.Length > 0 ? "a user name" : baseUri.AbsolutePath != "/" ? $"the path '{baseUri.AbsolutePath}'" : "a query or fragment";
            throw new PlannrInvalidConnectionException($"'{Name(baseUri)}' contains {excess}, but a connection's URL can contain only a scheme, host and port.", Advice);
        }

        return new Uri(baseUri.GetLeftPart(UriPartial.Authority) + "/");
    }

    /// <summary>Returns the scheme, host and port, without the password that <see cref="Uri.GetLeftPart"/> would include.</summary>
    private static string Name(Uri address) =>
        address.IsAbsoluteUri ? address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) : address.OriginalString;
}

/// <summary>The outermost handler: adds the account header, and refuses requests to another origin before any handler can add the token.</summary>
internal sealed class AccountHeaderHandler(Uri baseUri) : DelegatingHandler
{
    public const string HeaderName = "X-PLANNR-ACCOUNT-UUID";

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!Origin.IsSame(baseUri, request.RequestUri))
        {
            throw new PlannrInvalidRequestException(
                RequestFailures.Create(request),
                $"{request.RequestUri?.GetLeftPart(UriPartial.Authority)} is not the connection's server ({baseUri.GetLeftPart(UriPartial.Authority)}). Nothing was sent.",
                "Use a path on the connected server, or connect to the other server with Connect-Plannr -BaseUri.");
        }

        request.Headers.Remove(HeaderName);
        if (RequestScope.Get(request).Account is { } uuid)
        {
            request.Headers.TryAddWithoutValidation(HeaderName, uuid.ToString());
        }

        return base.SendAsync(request, cancellationToken);
    }
}
