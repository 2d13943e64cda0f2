namespace Plannr.Sandbox.Routing;

/// <summary>An operation of the API.</summary>
/// <param name="Method">The HTTP method in upper case. GET includes HEAD.</param>
/// <param name="Template">The path without the leading slash; segments in braces are parameters.</param>
/// <param name="Handle">Returns the response, or throws an <see cref="ApiException"/>.</param>
internal sealed record Route(string Method, string Template, Func<ApiRequest, ApiResponse> Handle)
{
    private readonly string[] _segments = Template.Split('/');

    /// <summary>Whether requests must have a bearer token and accept JSON. This is so for all operations under <c>/api</c>.</summary>
    public bool IsProtected { get; init; } = true;

    public bool Accepts(string method) => Method == method || (Method == "GET" && method == "HEAD");

    /// <summary>Returns the values of the parameters, or null if the path does not match.</summary>
    public IReadOnlyDictionary<string, string>? Match(string[] segments)
    {
        if (segments.Length != _segments.Length)
        {
            return null;
        }

        var values = new Dictionary<string, string>();
        for (var i = 0; i < segments.Length; i++)
        {
            var expected = _segments[i];
            if (expected[0] == '{')
            {
                values[expected.Trim('{', '}')] = Uri.UnescapeDataString(segments[i]);
            }
            else if (!string.Equals(expected, segments[i], StringComparison.Ordinal))
            {
                return null;
            }
        }

        return values;
    }
}
