namespace Plannr.Client.Http;

/// <summary>
/// Reads and unpacks the body within the attempt, so that a connection that breaks in the middle of it and a body that is damaged are retried as
/// any other fault, and the timeout covers the whole response. An endless response does not fill the memory.
/// </summary>
internal sealed class BodyBufferHandler(long maximumSize, Redaction? redaction = null) : DelegatingHandler
{
    private const int ChunkSize = 16 * 1024;

    /// <summary>A server can announce more than it sends: beyond this, memory is allocated as data arrives.</summary>
    private const int MostTrusted = 1024 * 1024;

    /// <summary>More of an error response is no use.</summary>
    private const int LargestErrorBody = 1024 * 1024;

    /// <summary>The maximum length of an array.</summary>
    private const int LargestArray = 0x7FFFFFC7;

    private readonly long _maximumSize = Math.Min(maximumSize, LargestArray);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await AskAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            if (response.StatusCode == HttpStatusCode.PartialContent)
            {
                throw new UnreadableBodyException(response.StatusCode, "the server sent only a part of the body, which was not asked for");
            }

            HttpContent content = response.Content;
            string? encoding = HasBody(request, response) ? PackedBody.GetEncoding(content.Headers) : null;
            if (RequestScope.Get(request).IsStreamed && response.IsSuccessStatusCode && encoding is null)
            {
                return response;
            }

            response.Content = Clean(await ReadAsync(request, response, encoding, cancellationToken).ConfigureAwait(false));
            foreach (KeyValuePair<string, IEnumerable<string>> header in content.Headers)
            {
                if (encoding is null || !IsPackingHeader(header.Key))
                {
                    response.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
                }
            }

            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>Sends a request with an Accept-Encoding header, unless the user has set one.</summary>
    private async Task<HttpResponseMessage> AskAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.Contains("Accept-Encoding"))
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        // Only a body in memory can be checked for completeness while it is packed, and a download should not be in memory.
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(RequestScope.Get(request).IsStreamed ? "identity" : PackedBody.Accepted));
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Each attempt is logged with the same headers.
            request.Headers.AcceptEncoding.Clear();
        }
    }

    private async Task<BufferedContent> ReadAsync(HttpRequestMessage request, HttpResponseMessage response, string? encoding, CancellationToken cancellationToken)
    {
        bool isError = (int)response.StatusCode >= 400;
        long announced = (HasBody(request, response) ? response.Content.Headers.ContentLength : null) ?? 0;
        if (!isError)
        {
            CheckSize(request, response, announced);
        }

        using Stream source = await BodyStream.OpenAsync(response.Content, cancellationToken).ConfigureAwait(false);
        using var body = new MemoryStream((int)Math.Min(announced == 0 ? ChunkSize : announced, MostTrusted));
        byte[] chunk = new byte[ChunkSize];
        int read;

        // More of a packed error is read than is unpacked, so that it never seems truncated.
        long enough = !isError ? long.MaxValue : encoding is null ? LargestErrorBody : 2 * LargestErrorBody;
        while (body.Length < enough && (read = await source.ReadAsync(chunk, 0, chunk.Length, cancellationToken).ConfigureAwait(false)) > 0)
        {
            Add(body, read);
        }

        // .NET Framework does not report a body that is shorter than its Content-Length.
        if (body.Length < Math.Min(announced, enough))
        {
            throw new IOException($"{body.Length} of {announced} bytes came");
        }

        // Some servers name an encoding for an empty body. In a download to a file that would be a truncated body.
        if (encoding is null || (response.Content.Headers.ContentLength == 0 && !RequestScope.Get(request).IsStreamed))
        {
            return new BufferedContent(body.GetBuffer(), (int)body.Length) { IsCut = body.Length >= enough };
        }

        using var packed = new PackedBody(body.GetBuffer(), (int)body.Length, encoding, response.StatusCode);
        using var unpacked = new MemoryStream();
        while (!(isError && unpacked.Length >= LargestErrorBody))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if ((read = packed.Read(chunk)) == 0)
            {
                return new BufferedContent(unpacked.GetBuffer(), (int)unpacked.Length);
            }

            Add(unpacked, read);
        }

        return new BufferedContent(unpacked.GetBuffer(), (int)unpacked.Length) { IsCut = true };

        void Add(MemoryStream buffer, int count)
        {
            CheckSize(request, response, buffer.Length + count);
            buffer.Write(chunk, 0, count);
        }
    }

    /// <summary>Redacts a secret that the server sends back. It must not get into objects, which are shown, logged and exported.</summary>
    private BufferedContent Clean(BufferedContent content) =>
        redaction is not null && redaction.TryCleanOwn(content.Bytes.Span, out ReadOnlyMemory<byte> clean)
            ? new BufferedContent(clean.ToArray(), clean.Length) { IsCut = content.IsCut }
            : content;

    /// <summary>Returns whether the headers describe a body that follows: those of a response to HEAD do not.</summary>
    private static bool HasBody(HttpRequestMessage request, HttpResponseMessage response) =>
        request.Method != HttpMethod.Head && response.StatusCode is not (HttpStatusCode.NoContent or HttpStatusCode.NotModified);

    private static bool IsPackingHeader(string header) =>
        header.Equals("Content-Encoding", StringComparison.OrdinalIgnoreCase) || header.Equals("Content-Length", StringComparison.OrdinalIgnoreCase);

    private void CheckSize(HttpRequestMessage request, HttpResponseMessage response, long size)
    {
        if (size > _maximumSize)
        {
            RequestFailure failure = RequestFailures.Create(request, (int)response.StatusCode);
            throw new PlannrInvalidResponseException(
                failure,
                $"{failure.Method} {failure.Path}: the answer is larger than {_maximumSize:N0} bytes, the most that is read into memory.",
                "Ask for less at once: with -First or a narrower filter, or with Invoke-PlannrRequest and -Query @{ per_page = 50 }. Or connect with a larger -MaximumBodySize.")
            {
                IsFinal = true,
            };
        }
    }
}

/// <summary>A complete body, readable without another copy.</summary>
internal sealed class BufferedContent(byte[] buffer, int length) : ByteArrayContent(buffer, 0, length)
{
    public ReadOnlyMemory<byte> Bytes { get; } = new(buffer, 0, length);

    /// <summary>Whether the body was longer: only the beginning of a long error response is read.</summary>
    public bool IsCut { get; init; }

    /// <summary>Returns the body of a response that passed through the handlers.</summary>
    public static ReadOnlySpan<byte> Get(HttpResponseMessage response) => ((BufferedContent)response.Content).Bytes.Span;
}

/// <summary>The body of a response is damaged, truncated or has an unknown encoding. Counts as a broken connection: a GET is retried.</summary>
internal sealed class UnreadableBodyException(HttpStatusCode status, string reason, Exception? innerException = null)
    : IOException($"the body can't be read: {reason}", innerException)
{
    public HttpStatusCode Status => status;
}

/// <summary>Opens bodies on both runtimes.</summary>
internal static class BodyStream
{
#if NET
    public static Task<Stream> OpenAsync(HttpContent content, CancellationToken cancellationToken) => content.ReadAsStreamAsync(cancellationToken);
#else
    public static Task<Stream> OpenAsync(HttpContent content, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return content.ReadAsStreamAsync();
    }
#endif
}
