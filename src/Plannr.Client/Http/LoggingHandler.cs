namespace Plannr.Client.Http;

/// <summary>Reports each attempt to the observer, with secrets redacted: one line in verbose output, headers and bodies in debug output.</summary>
internal sealed class LoggingHandler(TimeProvider time, Redaction redaction) : DelegatingHandler
{
    /// <summary>The maximum length, in characters, of the part of a body that is shown. It is enough to recognise the body without burying the rest of the output.</summary>
    private const int MostBodyCharacters = 10_000;

    /// <summary>The maximum number of bytes of a body to redact and show. The time that redaction takes is proportional to the length.</summary>
    private const int MostBodyBytes = 64 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (RequestScope.Get(request).Observer is not { } observer || !(observer.WantsVerbose || observer.WantsDebug))
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        string line = $"{request.Method} {redaction.Clean(request.RequestUri?.PathAndQuery)}";
        long start = time.GetTimestamp();
        if (observer.WantsDebug)
        {
            observer.Debug(await FormatAsync(line, request.Headers, request.Content).ConfigureAwait(false));
        }

        try
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            string result = $"{line}: {(int)response.StatusCode}";
            if (observer.WantsVerbose)
            {
                observer.Verbose($"{result} {redaction.Clean(response.ReasonPhrase)} in {Milliseconds(start)}");
            }

            if (observer.WantsDebug)
            {
                observer.Debug(await FormatAsync(result, response.Headers, response.Content).ConfigureAwait(false));
            }

            return response;
        }
        catch (Exception exception) when (observer.WantsVerbose)
        {
            observer.Verbose($"{line}: {redaction.Clean(exception.GetBaseException().Message)} after {Milliseconds(start)}");
            throw;
        }
    }

    private string Milliseconds(long start) =>
        time.GetElapsedTime(start).TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) + " ms";

    private async Task<string> FormatAsync(string line, HttpHeaders headers, HttpContent? content)
    {
        var text = new StringBuilder(line);
        foreach (KeyValuePair<string, IEnumerable<string>> header in content is null ? headers : headers.Concat(content.Headers))
        {
            text.AppendLine().Append(header.Key).Append(": ").Append(redaction.CleanHeader(header.Key, string.Join(", ", header.Value)));
        }

        if (content is ByteArrayContent)
        {
            // JSON is always UTF-8, whatever charset the header specifies; decoding with an unknown charset would fail.
            ReadOnlyMemory<byte> bytes = content is BufferedContent buffered ? buffered.Bytes : await content.ReadAsByteArrayAsync().ConfigureAwait(false);
            string body = redaction.CleanBody(Encoding.UTF8.GetString(redaction.CleanOwnStart(bytes.Span, MostBodyBytes).ToArray()));
            bool isWhole = bytes.Length <= MostBodyBytes && body.Length <= MostBodyCharacters;
            text.AppendLine().AppendLine().Append(isWhole ? body : body.Substring(0, Math.Min(body.Length, MostBodyCharacters)) + "...");
        }

        return text.ToString();
    }
}
