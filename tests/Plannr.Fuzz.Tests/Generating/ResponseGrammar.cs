using Plannr.Sandbox;
using Plannr.TestServer.Faults;

namespace Plannr.Fuzz.Tests.Generating;

/// <summary>Generates HTTP responses in which status, headers, compression, framing and body can all be invalid.</summary>
internal static class ResponseGrammar
{
    private static readonly Gen<int> Status = Gen.Frequency(
        (6, Gen.Constant(200)),
        (6, Gen.Elements(201, 202, 203, 204, 206, 226, 300, 301, 302, 304, 307, 400, 401, 403, 404, 407, 408, 409, 410, 422, 429, 500, 502, 503, 504, 599, 999)));

    private static readonly Gen<string> HeaderValue = Gen.Frequency(
        (3, Gen.Elements("", "0", "1", "-1", "60", "2147483648", "chunked", "gzip", "identity", "bytes 0-3/10", "Tue, 19 May 2026 18:31:18 GMT", "//[", "http://[", "/login", "mailto:a@b", "a=b; expires=never")),
        (1, TextGrammar.Text().Select(OnOneLine)));

    private static readonly Gen<string> Header =
        from name in Gen.Elements("Retry-After", "Location", "X-Ratelimit-Limit", "X-Ratelimit-Remaining", "X-Ratelimit-Reset", "Content-Encoding", "Content-Range", "Content-MD5", "Content-Location", "Set-Cookie", "Date", "Expires", "Last-Modified", "Trailer", "Transfer-Encoding", "WWW-Authenticate", "Via", "Warning", "Content-Disposition", "Content-Language", "X-Anything")
        from value in HeaderValue
        select $"{name}: {value}";

    private static readonly Gen<string> ContentType = Gen.Frequency(
        (4, Gen.Constant("application/json")),
        (4, Gen.Elements("text/plain; charset=utf-7", "text/plain; charset=utf-16", "text/plain; charset=utf-32BE", "text/plain; charset=\"\"", "text/plain; charset=no-such", "text/html", "text/plain; charset=", "application/octet-stream", "image/png; charset=ascii", "/", "json", "application/json; charset=utf-7", "application/problem+json", "*/*; q=2")),
        (1, HeaderValue));

    private static readonly Gen<byte[]> Body = Gen.Frequency(
        (4, Gen.Elements(
            $$"""{"uuid":"{{SandboxData.SeedExecutionUuid}}","name":"A","status":"completed","steps":[]}""",
            $$$"""{"data":[{"uuid":"{{{SandboxData.SeedExecutionUuid}}}","status":"completed"}],"links":{"next":null},"meta":{"total":1}}""",
            """{"access_token":"good","refresh_token":"new","expires_in":3600}""",
            """{"message":"The data was invalid.","errors":{"name":["The name is required."]}}""").Select(Encoding.UTF8.GetBytes)),
        (2, from token in TextGrammar.Text() select System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new { access_token = token, refresh_token = token, expires_in = token })),
        (2, Damage.Bytes()),
        (1, TextGrammar.Text().Select(Encoding.UTF8.GetBytes)),
        (1, Gen.Constant(Array.Empty<byte>())));

    private static readonly Gen<(string Name, string? Format)> Encodings = Gen.Frequency(
        (3, Gen.Constant((string.Empty, (string?)null))),
        (5, Gen.Constant(("gzip", (string?)"gzip"))),
        (3, Gen.Elements<(string, string?)>(("deflate", "zlib"), ("deflate", "deflate"), ("br", "br"), ("x-gzip", "gzip"))),
        (3, from name in Gen.Elements("gzip", "deflate", "br", "zstd", "compress", "gzip, gzip", "identity", "GZIP", "gzip;q=0", ",", "\"") from format in Gen.Elements(null, "gzip", "zlib", "br") select (name, format)));

    public static Gen<AnyResponse> Response() =>
        from status in Status
        from reason in Gen.Elements("OK", string.Empty, "Ünïcode", new string('x', 2_000))
        from body in Body
        from encoding in Encodings
        let compressed = encoding.Format is null ? body : Compression.Compress(encoding.Format, body)
        from sent in Gen.Frequency((1, Gen.Constant(compressed)), (1, Damage.To(compressed)))
        from framing in Gen.Frequency((6, Gen.Constant("length")), (2, Gen.Constant("chunked")), (2, Gen.Elements("none", "more", "less", "-1", "abc", "99999999999999999999")))
        from contentType in ContentType
        from count in Gen.Choose(0, 3)
        from headers in Header.ArrayOf(count)
        let bytes = Write(status, reason, contentType, encoding.Name, framing, headers, sent)
        from isHeadDamaged in Gen.Frequency((9, Gen.Constant(false)), (1, Gen.Constant(true)))
        from wire in isHeadDamaged ? Damage.To(bytes) : Gen.Constant(bytes)
        select new AnyResponse(wire, encoding == ("gzip", "gzip") && !isHeadDamaged ? body : null);

    private static byte[] Write(int status, string reason, string contentType, string encoding, string framing, string[] headers, byte[] body)
    {
        string head = $"HTTP/1.1 {status.ToString(CultureInfo.InvariantCulture)} {reason}\r\nConnection: close\r\nContent-Type: {contentType}\r\n"
            + (encoding.Length == 0 ? string.Empty : $"Content-Encoding: {encoding}\r\n")
            + framing switch
            {
                "length" => $"Content-Length: {body.Length}\r\n",
                "more" => $"Content-Length: {body.Length + 3}\r\n",
                "less" => $"Content-Length: {body.Length / 2}\r\n",
                "chunked" => "Transfer-Encoding: chunked\r\n",
                "none" => string.Empty,
                _ => $"Content-Length: {framing}\r\n",
            }
            + string.Concat(headers.Select(header => header + "\r\n")) + "\r\n";
        byte[] start = Encoding.Latin1.GetBytes(head);
        return framing == "chunked"
            ? [.. start, .. Encoding.ASCII.GetBytes($"{body.Length:x}\r\n"), .. body, .. (body.Length == 0 ? "\r\n"u8 : "\r\n0\r\n\r\n"u8)]
            : [.. start, .. body];
    }

    private static string OnOneLine(string text) => new([.. text.Where(letter => letter is not ('\r' or '\n' or '\0')).Take(500)]);
}
