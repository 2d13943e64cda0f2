namespace Plannr.Client.Http;

/// <summary>A validated request to any endpoint. Its URL is always on the connection's own server, so the token can't be sent elsewhere.</summary>
internal sealed record PreparedRequest(HttpMethod Method, PageAddress Address, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body, bool AsText)
{
    private static readonly HttpMethod[] Methods = [HttpMethod.Get, HttpMethod.Head, HttpMethod.Post, HttpMethod.Put, new("PATCH"), HttpMethod.Delete];

    /// <summary>Headers that only the connection may set.</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "Connection", "Cookie", "Expect", "Host", "Keep-Alive", "Proxy-Authorization", "Proxy-Connection", "Range", "TE", "Trailer",
        "Transfer-Encoding", "Upgrade", AccountHeaderHandler.HeaderName,
    };

    /// <summary>The fields of the form that replaces the body, or null if there is no form.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>>? Form { get; private init; }

    public static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Validates a request and prepares it for sending.</summary>
    public static PreparedRequest Create(PlannrRequest request, Uri baseUri)
    {
        HttpMethod method = Methods.FirstOrDefault(candidate => string.Equals(candidate.Method, request.Method, StringComparison.OrdinalIgnoreCase))
            ?? throw Invalid(request.Method, $"The API does not accept the method '{request.Method}'.", "Use GET, HEAD, POST, PUT, PATCH or DELETE.");
        PageAddress address = RequestAddress.Parse(request, baseUri);
        foreach (KeyValuePair<string, string> header in request.Headers)
        {
            Check(request, header.Key, header.Value);
        }

        CheckForm(request, method);
        byte[] body = GetBody(request);
        return body.Length == 0 || method.Method is not ("GET" or "HEAD")
            ? new PreparedRequest(method, address, request.Headers, body, request.AsText) { Form = request.Form }
            : throw Invalid(method.Method, $"A {method.Method} request can't have a body.", "Use -Query for filters, or use a method that accepts a body, such as POST.");
    }

    /// <summary>Returns the error for a request that was not sent.</summary>
    public static PlannrInvalidRequestException Invalid(string method, string what, string action) =>
        new(new RequestFailure(method, string.Empty), $"{what} Nothing was sent.", action);

    public HttpRequestMessage CreateMessage() => ApiTransport.CreateRequest(Method, Address.ToString(), Form is null ? ApiTransport.JsonContent(Body) : new FormContent(Form), Headers);

    private static void CheckForm(PlannrRequest request, HttpMethod method)
    {
        if (request.Form is null)
        {
            return;
        }

        if (method.Method is not ("POST" or "PUT" or "PATCH"))
        {
            throw Invalid(method.Method, $"A {method.Method} request can't have a form.", "Use a method that accepts a form, such as POST.");
        }

        if (request.Form.Count == 0)
        {
            throw Invalid(method.Method, "The form has no fields.", "Specify at least one field.");
        }

        new FormContent(request.Form).Dispose();
    }

    private static void Check(PlannrRequest request, string name, string value)
    {
        if (name.Length == 0 || !name.All(IsTokenCharacter))
        {
            throw Invalid(request.Method, $"'{name}' is not a valid header name.", "Use letters, digits and hyphens.");
        }

        if (Reserved.Contains(name) || name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
        {
            throw Invalid(
                request.Method,
                $"The header {name} can't be specified.",
                "Omit the header. To use another token or server, use Connect-Plannr; to use another account, use Switch-PlannrAccount. A body is always sent as JSON, and a form as multipart/form-data.");
        }

        if (!value.All(character => character is '\t' or (>= ' ' and <= '~')))
        {
            throw Invalid(request.Method, $"The value of the header {name} contains a line break, another control character or a non-ASCII character.", "Remove or encode it.");
        }
    }

    private static bool IsTokenCharacter(char character) =>
        character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') || "!#$%&'*+-.^_`|~".IndexOf(character) >= 0;

    private static byte[] GetBody(PlannrRequest request)
    {
        try
        {
            return request.JsonBody is { } text ? Parse(request, text) : request.Body is { } value ? JsonText.Utf8(value) : [];
        }
        catch (EncoderFallbackException)
        {
            throw Invalid(request.Method, "The body contains an unpaired surrogate.", "Check whether the text was truncated.");
        }
        catch (NotSupportedException exception)
        {
            throw Invalid(request.Method, $"The body can't be serialized as JSON: {exception.Message}", "Use only hashtables, lists, text, numbers, booleans and dates.");
        }
    }

    /// <summary>Validates JSON before it is sent, because the server's error would be less specific.</summary>
    private static byte[] Parse(PlannrRequest request, string text)
    {
        byte[] bytes = StrictUtf8.GetBytes(text.TrimStart('\uFEFF'));
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = JsonCursor.MaxDepth });
            while (reader.Read())
            {
            }

            return bytes;
        }
        catch (JsonException exception)
        {
            // Remove the zero-based position that .NET appends to the message.
            int end = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
            string reason = (end < 0 ? exception.Message : exception.Message.Substring(0, end)).TrimEnd('.', ' ');
            throw Invalid(
                request.Method,
                $"The body is not valid JSON: {reason} (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}).",
                "Correct the JSON, or use a hashtable. To read a file, use Get-Content -Raw.");
        }
    }
}

/// <summary>Parses the URL of a request. Refuses anything that is not clearly a path on the connection's own server, because a token can't be recalled once it has been sent elsewhere.</summary>
internal static class RequestAddress
{
    private const string Advice = "Specify a path such as /api/v1/task or v1/task, or an absolute URL on the connection's own server.";

    private static readonly Regex Scheme = new("^[a-z][a-z0-9+.-]*:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    private static readonly Regex Place = new("^\\{\\w+\\}$", RegexOptions.CultureInvariant);
    private static readonly Regex Version = new("^v[0-9]+(/|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static PageAddress Parse(PlannrRequest request, Uri baseUri)
    {
        string text = (request.Path ?? string.Empty).Trim();
        if (text.Length == 0 || text.Any(character => character == '\\' || char.IsControl(character)))
        {
            throw Refused(request, text.Length == 0 ? "The path is empty." : "The path contains a backslash or a control character.");
        }

        if (text.Contains('#'))
        {
            throw Refused(request, "The path contains '#'; the text after it would not be sent.", "To send '#', write %23, or use -Query for the value.");
        }

        int mark = text.IndexOf('?');
        string path = mark < 0 ? text : text.Substring(0, mark);
        path = Scheme.IsMatch(path) ? GetServerPath(request, path, baseUri) : GetApiPath(request, path);
        IEnumerable<KeyValuePair<string, string>> own = mark < 0 ? [] : QueryString.Pairs(text.Substring(mark + 1));
        return new PageAddress(Clean(request, path), [.. own.Where(pair => request.Query.All(given => given.Key != pair.Key)), .. request.Query]);
    }

    /// <summary>Returns the path of an absolute URL, without the leading slash.</summary>
    private static string GetServerPath(PlannrRequest request, string address, Uri baseUri)
    {
        string[] parts = address.Split(['/'], 4);
        if (parts.Length < 3 || parts[1].Length > 0 || !Uri.TryCreate(address, UriKind.Absolute, out Uri? target) || target.Scheme is not ("https" or "http"))
        {
            throw Refused(request, "The URL is not a valid web address.");
        }

        if (parts[2].Contains('@'))
        {
            throw Refused(request, "The URL contains a user name.", "Remove the user name: the connection's token identifies the user.");
        }

        if (!Origin.IsSame(baseUri, target))
        {
            throw Refused(
                request,
                $"{target.GetLeftPart(UriPartial.Authority)} is not the connection's server ({baseUri.GetLeftPart(UriPartial.Authority)}).",
                "Use a path on the connected server, or connect to the other server with Connect-Plannr -BaseUri.");
        }

        return parts.Length == 4 ? parts[3] : string.Empty;
    }

    private static string GetApiPath(PlannrRequest request, string path)
    {
        if (path.StartsWith("//", StringComparison.Ordinal))
        {
            throw Refused(request, "A path that starts with two slashes refers to another server.");
        }

        path = path.Length > 0 && path[0] == '/' ? path.Substring(1) : path;
        return path.Length == 0 ? throw Refused(request, "The path is empty.")
            : Version.IsMatch(path) ? "api/" + path
            : path.StartsWith("api/", StringComparison.OrdinalIgnoreCase) ? path
            : throw Refused(request, $"'{path}' does not start with an API version.", $"Specify the path as v1/{path}, or as shown in the API reference.");
    }

    /// <summary>Encodes each segment of the path once. Refuses an empty segment, which usually comes from an empty variable, because a path without that segment would mean something else.</summary>
    private static string Clean(PlannrRequest request, string path)
    {
        string[] segments = path.Split('/');
        for (int i = 0; i < segments.Length; i++)
        {
            string plain = Uri.UnescapeDataString(segments[i]);
            if (plain.Length == 0 && path.Length > 0)
            {
                throw Refused(request, "A segment of the path is empty.", "Check whether a variable in the path is empty, and remove trailing and double slashes.");
            }

            if (plain is "." or ".." || plain.Any(character => character is '/' or '\\' || char.IsControl(character)))
            {
                throw Refused(request, "The path contains '.' or '..' as a segment, or an encoded slash, backslash or control character.");
            }

            if (Place.IsMatch(plain))
            {
                throw Refused(request, $"The path contains the placeholder '{plain}'.", "Replace the placeholder with a UUID or another value.");
            }

            segments[i] = Uri.EscapeDataString(plain);
        }

        return string.Join("/", segments);
    }

    private static PlannrInvalidRequestException Refused(PlannrRequest request, string what, string action = Advice) => PreparedRequest.Invalid(request.Method, what, action);
}
