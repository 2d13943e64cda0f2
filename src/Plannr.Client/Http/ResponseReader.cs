namespace Plannr.Client.Http;

/// <summary>
/// Reads responses of any endpoint.
/// </summary>
internal sealed class ResponseReader(ErrorMapper errors, Redaction redaction)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the status and the headers.</summary>
    public PlannrResponse ReadHead(HttpResponseMessage response)
    {
        var headers = new Dictionary<string, IEnumerable<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (KeyValuePair<string, IEnumerable<string>> header in response.Headers.Concat(response.Content.Headers))
        {
            headers[header.Key] = header.Value.Select(redaction.CleanOwn).ToArray();
        }

        return new PlannrResponse((int)response.StatusCode, headers);
    }

    /// <summary>Reads the whole response. A successful one without data is thrown as an error.</summary>
    public PlannrResponse Read(HttpRequestMessage request, HttpResponseMessage response, bool asText)
    {
        ReadOnlySpan<byte> body = BufferedContent.Get(response);
        PlannrResponse answer = ReadHead(response);
        answer.Error = response.IsSuccessStatusCode ? null : errors.FromResponse(request, response, body);
        if (answer.Error is { } error && ((BufferedContent)response.Content).IsCut)
        {
            // Part of a body is not data.
            throw error;
        }

        answer.HasContent = !JsonBody.IsBlank(body);
        if (answer.HasContent)
        {
            answer.Content = asText ? Text(request, response, body) : Data(request, response, body);
        }

        return answer;
    }

    private object? Data(HttpRequestMessage request, HttpResponseMessage response, ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonBody.ReadPlain(body);
        }
        catch (JsonException exception)
        {
            // An HTML page in place of data mostly comes from a proxy, or is a sign-in page.
            bool isDataDue = MediaType(response) is null or "text/html" || MediaType(response)!.EndsWith("json", StringComparison.Ordinal);
            return isDataDue && response.IsSuccessStatusCode
                ? throw errors.InvalidBody(request, response, body, exception)
                : Text(request, response, body);
        }
    }

    /// <summary>Reads text: any bytes if the content type says text, otherwise valid UTF-8 only.</summary>
    private string Text(HttpRequestMessage request, HttpResponseMessage response, ReadOnlySpan<byte> body)
    {
        string? type = MediaType(response);
        bool isCalledText = type is null || type.StartsWith("text/", StringComparison.Ordinal) || type.EndsWith("json", StringComparison.Ordinal) || type.EndsWith("xml", StringComparison.Ordinal);
        try
        {
            // In UTF-16 the bytes of a secret are not adjacent, so the body's own redaction missed them.
            return redaction.CleanOwn((isCalledText ? Encoding(response) : StrictUtf8).GetString(body.ToArray())).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException) when (!response.IsSuccessStatusCode)
        {
            return string.Empty;
        }
        catch (DecoderFallbackException)
        {
            throw errors.NotText(request, response, type!);
        }
    }

    private static Encoding Encoding(HttpResponseMessage response)
    {
        string? charset = response.Content.Headers.ContentType?.CharSet?.Trim('"', '\'', ' ');
        try
        {
            return string.IsNullOrEmpty(charset) ? System.Text.Encoding.UTF8 : System.Text.Encoding.GetEncoding(charset!);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return System.Text.Encoding.UTF8;
        }
    }

    private static string? MediaType(HttpResponseMessage response) => response.Content.Headers.ContentType?.MediaType?.ToLowerInvariant();

}
