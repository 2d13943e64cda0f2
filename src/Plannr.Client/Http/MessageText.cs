namespace Plannr.Client.Http;

/// <summary>Headers and body of a message as text for the debug stream.</summary>
internal static class MessageText
{
    /// <summary>Enough to see what a body is about; a whole page of records would drown the rest.</summary>
    private const int MostBodyCharacters = 10_000;

    /// <summary>Secrets are taken out of no more than this: it takes time in proportion, and what is left is mostly long enough.</summary>
    private const int MostBodyBytes = 64 * 1024;

    public static async Task<string> OfAsync(string line, HttpHeaders headers, HttpContent? content, Redaction redaction)
    {
        var text = new StringBuilder(line);
        Append(text, headers, redaction);
        if (content is null)
        {
            return text.ToString();
        }

        Append(text, content.Headers, redaction);
        if (content is ByteArrayContent)
        {
            // JSON is UTF-8 whatever the header claims, and reading it by a claim that nobody knows would fail.
            ReadOnlyMemory<byte> bytes = content is BufferedContent buffered ? buffered.Bytes : await content.ReadAsByteArrayAsync().ConfigureAwait(false);
            string body = redaction.CleanBody(Encoding.UTF8.GetString(redaction.CleanOwnStart(bytes.Span, MostBodyBytes).ToArray()));
            bool isWhole = bytes.Length <= MostBodyBytes && body.Length <= MostBodyCharacters;
            text.AppendLine().AppendLine().Append(isWhole ? body : body.Substring(0, Math.Min(body.Length, MostBodyCharacters)) + "...");
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, HttpHeaders headers, Redaction redaction)
    {
        foreach (KeyValuePair<string, IEnumerable<string>> header in headers)
        {
            text.AppendLine().Append(header.Key).Append(": ").Append(redaction.CleanHeader(header.Key, string.Join(", ", header.Value)));
        }
    }
}
