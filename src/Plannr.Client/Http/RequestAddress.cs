namespace Plannr.Client.Http;

/// <summary>
/// Parses the address of a request: always on the connection's own server. Anything that is not clearly a path there is refused; a token that was sent
/// elsewhere could not be recalled.
/// </summary>
internal static class RequestAddress
{
    private const string Advice = "Give the path as /api/v1/task or v1/task, or an absolute address of the connection's own server.";

    private static readonly Regex Scheme = new("^[a-z][a-z0-9+.-]*:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    private static readonly Regex Place = new("^\\{\\w+\\}$", RegexOptions.CultureInvariant);
    private static readonly Regex Version = new("^v[0-9]+(/|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static PageAddress Parse(PlannrRequest request, Uri baseUri)
    {
        string text = (request.Path ?? string.Empty).Trim();
        if (text.Length == 0)
        {
            throw Refused(request, "The path is empty.");
        }

        if (text.Any(character => character == '\\' || char.IsControl(character)))
        {
            throw Refused(request, "The path holds a backslash or a control character.");
        }

        if (text.Contains('#'))
        {
            throw Refused(request, "The path holds a '#': what follows it would not be sent.", "Write %23 where '#' itself is meant, or give the value with -Query.");
        }

        int mark = text.IndexOf('?');
        string path = mark < 0 ? text : text.Substring(0, mark);
        path = Scheme.IsMatch(path) ? GetServerPath(request, path, baseUri) : GetApiPath(request, path);
        return new PageAddress(Clean(request, path), Merge(mark < 0 ? string.Empty : text.Substring(mark + 1), request.Query));
    }

    /// <summary>Returns the path of an absolute address, without the leading slash.</summary>
    private static string GetServerPath(PlannrRequest request, string address, Uri baseUri)
    {
        string[] parts = address.Split(['/'], 4);
        bool isWhole = parts.Length >= 3 && parts[1].Length == 0 && Uri.TryCreate(address, UriKind.Absolute, out Uri? uri)
            && uri.Scheme is "https" or "http";
        if (!isWhole)
        {
            throw Refused(request, "The address can't be read as one of a web server.");
        }

        if (parts[2].Contains('@'))
        {
            throw Refused(request, "The address holds a user name.", "Give it without: who asks is told by the connection's token.");
        }

        var target = new Uri(address);
        if (!Origin.IsSame(baseUri, target))
        {
            throw Refused(
                request,
                $"The address {target.GetLeftPart(UriPartial.Authority)} is not on the connection's server {baseUri.GetLeftPart(UriPartial.Authority)}.",
                "Use a path of the connected server, or connect to the other one with Connect-Plannr -BaseUri.");
        }

        return parts.Length == 4 ? parts[3] : string.Empty;
    }

    private static string GetApiPath(PlannrRequest request, string path)
    {
        if (path.StartsWith("//", StringComparison.Ordinal))
        {
            throw Refused(request, "A path that begins with two slashes names another server.");
        }

        path = path[0] == '/' ? path.Substring(1) : path;
        if (Version.IsMatch(path))
        {
            return "api/" + path;
        }

        return path.StartsWith("api/", StringComparison.OrdinalIgnoreCase)
            ? path
            : throw Refused(request, $"'{path}' does not begin with a version of the API.", $"Give it as v1/{path}, or as the reference of the API has it.");
    }

    /// <summary>Encodes each part of the path once. An empty one was mostly meant to hold a UUID from a variable, and without it the path means something else.</summary>
    private static string Clean(PlannrRequest request, string path)
    {
        string[] segments = path.Split('/');
        for (int i = 0; i < segments.Length; i++)
        {
            string plain = Uri.UnescapeDataString(segments[i]);
            if (plain.Length == 0 && path.Length > 0)
            {
                throw Refused(request, "A part of the path is empty.", "Look whether a variable in it is empty, and leave out slashes at the end and double ones.");
            }

            if (plain is "." or ".." || plain.Any(character => character is '/' or '\\' || char.IsControl(character)))
            {
                throw Refused(request, "The path holds '.', '..', or an encoded slash, backslash or control character as a part of it.");
            }

            if (Place.IsMatch(plain))
            {
                throw Refused(request, $"The path holds '{plain}', which stands for something.", "Put the UUID, or what else it stands for, in its place.");
            }

            segments[i] = Uri.EscapeDataString(plain);
        }

        return string.Join("/", segments);
    }

    private static List<KeyValuePair<string, string>> Merge(string query, IReadOnlyList<KeyValuePair<string, string>> parameters) =>
        [.. QueryString.Pairs(query).Where(own => parameters.All(given => given.Key != own.Key)), .. parameters];

    private static PlannrInvalidRequestException Refused(PlannrRequest request, string what, string action = Advice) => PreparedRequest.Invalid(request.Method, what, action);
}
