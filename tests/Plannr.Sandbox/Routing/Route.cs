namespace Plannr.Sandbox.Routing;

/// <summary>One operation of the API.</summary>
/// <param name="Method">The HTTP method in capitals. GET stands for HEAD as well.</param>
/// <param name="Template">The path without its leading slash; a segment in braces is open.</param>
/// <param name="Handle">Makes the answer, or throws an <see cref="ApiException"/>.</param>
internal sealed record Route(string Method, string Template, Func<ApiRequest, ApiResponse> Handle)
{
    private readonly string[] _segments = Template.Split('/');

    /// <summary>Whether the operation needs a bearer token and answers in JSON alone, as everything under <c>/api</c> does.</summary>
    public bool IsProtected { get; init; } = true;

    public bool Accepts(string method) => Method == method || (Method == "GET" && method == "HEAD");

    /// <summary>The values of the open segments, or null when the path is another one.</summary>
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
