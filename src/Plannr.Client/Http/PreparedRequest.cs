namespace Plannr.Client.Http;

/// <summary>A request to any endpoint that can be sent: it means what the caller wants, and shows the token to nobody else.</summary>
internal sealed record PreparedRequest(HttpMethod Method, PageAddress Address, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body, bool AsText)
{
    private static readonly HttpMethod[] Methods = [HttpMethod.Get, HttpMethod.Head, HttpMethod.Post, HttpMethod.Put, new("PATCH"), HttpMethod.Delete];

    /// <summary>Headers of the connection.</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "Connection", "Cookie", "Expect", "Host", "Keep-Alive", "Proxy-Authorization", "Proxy-Connection", "Range", "TE", "Trailer",
        "Transfer-Encoding", "Upgrade", AccountHeaderHandler.HeaderName,
    };

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Validates a request.</summary>
    public static PreparedRequest Create(PlannrRequest request, Uri baseUri)
    {
        HttpMethod method = Methods.FirstOrDefault(candidate => string.Equals(candidate.Method, request.Method, StringComparison.OrdinalIgnoreCase))
            ?? throw Invalid(request.Method, $"'{request.Method}' is no method of the API.", "Use GET, HEAD, POST, PUT, PATCH or DELETE.");
        PageAddress address = RequestAddress.Parse(request, baseUri);
        foreach (KeyValuePair<string, string> header in request.Headers)
        {
            Check(request, header.Key, header.Value);
        }

        byte[] body = GetBody(request);
        return body.Length > 0 && (method == HttpMethod.Get || method == HttpMethod.Head)
            ? throw Invalid(method.Method, $"A {method.Method} has no body.", "Give filters with -Query, or the method that the endpoint takes a body with, such as POST.")
            : new PreparedRequest(method, address, request.Headers, body, request.AsText);
    }

    /// <summary>Returns the error for a request that is not sent.</summary>
    public static PlannrInvalidRequestException Invalid(string method, string what, string action) =>
        new(new RequestFailure(method, string.Empty), $"{what} Nothing was sent.", action);

    public HttpRequestMessage CreateMessage() => ApiTransport.CreateRequest(Method, Address.ToString(), ApiTransport.JsonContent(Body), Headers);

    private static void Check(PlannrRequest request, string name, string value)
    {
        if (name.Length == 0 || !name.All(IsTokenCharacter))
        {
            throw Invalid(request.Method, $"'{name}' is no name of a header.", "Give names of letters, digits and hyphens.");
        }

        if (Reserved.Contains(name) || name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
        {
            throw Invalid(
                request.Method,
                $"The header {name} belongs to the connection.",
                "Leave it out. Another token or server is another connection (Connect-Plannr), another account is Switch-PlannrAccount; a body is always JSON.");
        }

        if (!value.All(character => character is '\t' or (>= ' ' and <= '~')))
        {
            throw Invalid(request.Method, $"The value of the header {name} holds line breaks or characters outside ASCII.", "Leave them out, or encode them.");
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
            throw Invalid(request.Method, "The body holds half a character (a lone surrogate).", "Look where the text was cut.");
        }
        catch (ArgumentException exception)
        {
            throw Invalid(request.Method, $"The body can't be written as JSON: {exception.Message}", "Use hashtables, lists, text, numbers, booleans and dates.");
        }
    }

    /// <summary>Finds invalid JSON here: the server would say less about it.</summary>
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
            // Without the runtime's position, which counts from zero, and without what follows it.
            int end = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
            string reason = (end < 0 ? exception.Message : exception.Message.Substring(0, end)).TrimEnd('.', ' ');
            throw Invalid(
                request.Method,
                $"The body is not JSON: {reason} (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}).",
                "Correct it, or give a hashtable and let the module write the JSON. A file is one text with Get-Content -Raw.");
        }
    }
}
