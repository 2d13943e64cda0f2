namespace Plannr.Client.Requests;

/// <summary>A request that was found fit to be sent.</summary>
internal sealed class PreparedRequest
{
    private static readonly HttpMethod[] Methods = [HttpMethod.Get, HttpMethod.Head, HttpMethod.Post, HttpMethod.Put, new("PATCH"), HttpMethod.Delete];

    private readonly byte[] _body;

    private PreparedRequest(HttpMethod method, PageAddress address, IReadOnlyList<KeyValuePair<string, string>> headers, byte[] body, bool asText)
    {
        Method = method;
        Address = address;
        Headers = headers;
        AsText = asText;
        _body = body;
    }

    public HttpMethod Method { get; }

    public PageAddress Address { get; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    public bool AsText { get; }

    /// <exception cref="PlannrInvalidRequestException">It can't be sent as it is.</exception>
    public static PreparedRequest Of(PlannrRequest request, Uri baseUri)
    {
        HttpMethod method = Methods.FirstOrDefault(candidate => string.Equals(candidate.Method, request.Method, StringComparison.OrdinalIgnoreCase))
            ?? throw InvalidRequest.Because(request.Method, $"'{request.Method}' is no method of the API.", "Use GET, HEAD, POST, PUT, PATCH or DELETE.");
        PageAddress address = RequestAddress.Of(request, baseUri);
        RequestHeaders.Check(request);
        byte[] body = RequestBody.Of(request);
        if (body.Length > 0 && (method == HttpMethod.Get || method == HttpMethod.Head))
        {
            throw InvalidRequest.Because(method.Method, $"A {method.Method} has no body.", "Give filters with -Query, or the method that the endpoint takes a body with, such as POST.");
        }

        return new PreparedRequest(method, address, request.Headers, body, request.AsText);
    }

    public HttpRequestMessage CreateMessage() => ApiTransport.CreateRequest(Method, Address.ToString(), ApiTransport.JsonContent(_body), Headers);
}
