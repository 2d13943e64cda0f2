namespace Plannr.Sandbox.Routing;

/// <summary>Finds the operation for a method and a path.</summary>
internal sealed class Router(IEnumerable<IEndpointGroup> groups)
{
    private readonly Route[] _routes = groups.SelectMany(group => group.Routes).ToArray();

    /// <summary>Returns the route and the values of its parameters.</summary>
    /// <exception cref="ApiException">404 if the path is unknown, or 405 if it allows only other methods.</exception>
    public (Route Route, IReadOnlyDictionary<string, string> Values) Find(string method, Uri address)
    {
        var path = address.AbsolutePath.Trim('/');
        var segments = path.Split('/');
        var allowed = new List<string>();
        foreach (var route in _routes)
        {
            if (route.Match(segments) is not { } values)
            {
                continue;
            }

            if (route.Accepts(method))
            {
                return (route, values);
            }

            allowed.AddRange(route.Method == "GET" ? ["GET", "HEAD"] : [route.Method]);
        }

        if (allowed.Count == 0)
        {
            throw new ApiException(HttpStatusCode.NotFound, $"The route {path} could not be found.");
        }

        var methods = string.Join(", ", allowed);
        throw new ApiException(
            HttpStatusCode.MethodNotAllowed,
            $"The {method} method is not supported for route {path}. Supported methods: {methods}.",
            ("Allow", methods));
    }
}
