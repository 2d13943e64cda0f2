using System.Net.Http.Headers;

namespace Plannr.Sandbox.Responses;

/// <summary>A response before conversion to an HTTP message.</summary>
internal sealed record ApiResponse(HttpStatusCode Status, string Body, string ContentType)
{
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>The number of pattern bytes to send instead of <see cref="Body"/>; null to send the body.</summary>
    public long? PatternLength { get; init; }

    public static ApiResponse Json(JsonNode body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status, PhpJson.Encode(body), "application/json");

    /// <summary>Creates a response whose bytes are generated while they are read.</summary>
    public static ApiResponse Bytes(long length, string contentType) =>
        new(HttpStatusCode.OK, string.Empty, contentType) { PatternLength = length };

    /// <summary>Creates a 204 response without a body.</summary>
    public static ApiResponse NoContent() => new(HttpStatusCode.NoContent, string.Empty, string.Empty);

    /// <summary>Creates a redirect with the HTML body that Laravel sends.</summary>
    public static ApiResponse RedirectTo(string location) =>
        new(HttpStatusCode.Found, RedirectPage(WebUtility.HtmlEncode(location)), "text/html; charset=utf-8")
        {
            Headers = [("Location", location)],
        };

    public HttpResponseMessage ToMessage(HttpRequestMessage request)
    {
        var message = new HttpResponseMessage(Status) { RequestMessage = request, Version = request.Version };
        message.Content = PatternLength is { } length ? new StreamContent(new PatternStream(length)) : new ByteArrayContent(Encoding.UTF8.GetBytes(Body));
        message.Content.Headers.ContentLength = PatternLength ?? message.Content.Headers.ContentLength;
        message.Content.Headers.ContentType = ContentType.Length == 0 ? null : MediaTypeHeaderValue.Parse(ContentType);
        foreach (var (name, value) in Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }

    private static string RedirectPage(string location) =>
        $"""
        <!DOCTYPE html>
        <html>
            <head>
                <meta charset="UTF-8" />
                <meta http-equiv="refresh" content="0;url='{location}'" />

                <title>Redirecting to {location}</title>
            </head>
            <body>
                Redirecting to <a href="{location}">{location}</a>.
            </body>
        </html>
        """;
}
