using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace Plannr.Client.Http;

/// <summary>Reads and decompresses the body within the attempt, so that a truncated or damaged body causes a retry and the timeout covers all of it.</summary>
internal sealed class BodyBufferHandler(long maximumSize, Redaction? redaction = null) : DelegatingHandler
{
    private const string AcceptEncoding = "Accept-Encoding";
    private const int ChunkSize = 16 * 1024;

    /// <summary>The maximum number of bytes to allocate initially. A server can announce more than it sends, so further memory is allocated only as data arrives.</summary>
    private const int MostTrusted = 1024 * 1024;

    /// <summary>The maximum number of decompressed bytes to read from an error response; the rest is not needed.</summary>
    private const int LargestErrorBody = 1024 * 1024;

    /// <summary>The configured maximum, limited to the maximum length of an array.</summary>
    private readonly long _maximumSize = Math.Min(maximumSize, 0x7FFFFFC7);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        bool isStreamed = RequestScope.Get(request).IsStreamed;

        bool isEncodingSet = request.Headers.Contains(AcceptEncoding);
        if (!isEncodingSet)
        {
            // A compressed body can be checked for completeness only in memory. Downloads are not buffered, so they request no compression.
            request.Headers.TryAddWithoutValidation(AcceptEncoding, isStreamed ? "identity" : PackedBody.Accepted);
        }

        HttpResponseMessage response;
        try
        {
            response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (!isEncodingSet)
            {
                // Remove the added header, so that the log of the next attempt does not show it.
                request.Headers.Remove(AcceptEncoding);
            }
        }

        try
        {
            if (response.StatusCode == HttpStatusCode.PartialContent)
            {
                throw new UnreadableBodyException(response.StatusCode, "the server sent a partial response, which was not requested");
            }

            HttpContent content = response.Content;
            string? encoding = HasBody(request, response) ? PackedBody.GetEncoding(content.Headers) : null;
            if (isStreamed && response.IsSuccessStatusCode && encoding is null)
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

    private async Task<BufferedContent> ReadAsync(HttpRequestMessage request, HttpResponseMessage response, string? encoding, CancellationToken cancellationToken)
    {
        bool isError = (int)response.StatusCode >= 400;
        long announced = (HasBody(request, response) ? response.Content.Headers.ContentLength : null) ?? 0;
        if (!isError)
        {
            CheckSize(request, response, announced);
        }

        using Stream source = await BodyStream.OpenAsync(response.Content, cancellationToken).ConfigureAwait(false);
        using var body = new MemoryStream((int)Math.Min(announced, MostTrusted));

        // The buffer is not returned to the pool after an error, because a cancelled read could still write to it.
        byte[] chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
        int read;

        // Read up to twice the limit if an error body is compressed. If reading stopped at the limit, the compressed bytes could run out before the decompressed text reaches the limit, and the body would look truncated.
        long enough = !isError ? long.MaxValue : encoding is null ? LargestErrorBody : 2 * LargestErrorBody;
        while (body.Length < enough && (read = await source.ReadAsync(chunk, 0, chunk.Length, cancellationToken).ConfigureAwait(false)) > 0)
        {
            Add(body);
        }

        // .NET Framework does not report a body that is shorter than its Content-Length.
        if (body.Length < Math.Min(announced, enough))
        {
            throw new IOException($"received {body.Length} of {announced} bytes");
        }

        bool isCut = body.Length >= enough;
        MemoryStream content = body;

        // Some servers send a Content-Encoding header with an empty body. If Content-Length is 0, that is accepted, except in a download to a file, where the body is treated as truncated.
        if (encoding is not null && (response.Content.Headers.ContentLength != 0 || RequestScope.Get(request).IsStreamed))
        {
            using var packed = new PackedBody(body.GetBuffer(), (int)body.Length, encoding, response.StatusCode);
            content = new MemoryStream();
            while (!(isCut = isError && content.Length >= LargestErrorBody) && (read = packed.Read(chunk)) > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Add(content);
            }
        }

        ArrayPool<byte>.Shared.Return(chunk);
        return new BufferedContent(content.GetBuffer(), (int)content.Length) { IsCut = isCut };

        void Add(MemoryStream buffer)
        {
            CheckSize(request, response, buffer.Length + read);
            buffer.Write(chunk, 0, read);
        }
    }

    /// <summary>Redacts secrets that the server echoes, because users display, log and export the returned objects. Responses from the token endpoint are not redacted.</summary>
    private BufferedContent Clean(BufferedContent content) =>
        redaction?.CleanOwn(content.Bytes.Span) is { } clean ? new BufferedContent(clean, clean.Length) { IsCut = content.IsCut } : content;

    /// <summary>Returns whether a response has a body. A response to HEAD has none, although its headers may describe one.</summary>
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
                $"{failure.Method} {failure.Path}: the response is larger than {_maximumSize:N0} bytes, the maximum that is read into memory.",
                "Request less data at a time: use -First or a narrower filter, or Invoke-PlannrRequest with -Query @{ per_page = 50 }. Or connect with a larger -MaximumBodySize.") { IsFinal = true };
        }
    }
}

/// <summary>A body in memory that can be read without copying it.</summary>
internal sealed class BufferedContent(byte[] buffer, int length) : ByteArrayContent(buffer, 0, length)
{
    public ReadOnlyMemory<byte> Bytes { get; } = new(buffer, 0, length);

    /// <summary>Whether the body is only the start of a long error response.</summary>
    public bool IsCut { get; init; }

    /// <summary>Returns the body of a response that passed through the handlers.</summary>
    public static ReadOnlySpan<byte> Get(HttpResponseMessage response) => ((BufferedContent)response.Content).Bytes.Span;
}

/// <summary>Thrown if the body of a response is partial, damaged or truncated, or has an unknown encoding. Treated as a broken connection, so an idempotent request is retried.</summary>
internal sealed class UnreadableBodyException(HttpStatusCode status, string reason, Exception? innerException = null)
    : IOException($"the body can't be read: {reason}", innerException)
{
    public HttpStatusCode Status => status;
}

/// <summary>Opens body streams on both runtimes.</summary>
internal static class BodyStream
{
#if NET
    public static Task<Stream> OpenAsync(HttpContent content, CancellationToken cancellationToken) => content.ReadAsStreamAsync(cancellationToken);
#else
    public static Task<Stream> OpenAsync(HttpContent content, CancellationToken cancellationToken) => content.ReadAsStreamAsync();
#endif
}

/// <summary>Decompresses a body and, unlike the runtime's streams, checks that it is complete.</summary>
internal sealed class PackedBody(byte[] buffer, int length, string encoding, HttpStatusCode status) : IDisposable
{
    /// <summary>The encoding to request. Of the encodings that servers use, only gzip has a checksum and a length.</summary>
    public const string Accepted = "gzip";

    /// <summary>The combined length of a gzip header and trailer (checksum and length).</summary>
    private const int ShortestGzip = 18;

    private readonly Source _packed = new(buffer, length);
    private Stream? _unpacked;
    private long _length;

    /// <summary>Returns the encoding of a body in lower case, or null if the body is not compressed.</summary>
    public static string? GetEncoding(HttpContentHeaders headers)
    {
        // Read the raw header, because the typed property omits values that it can't parse.
        if (!headers.TryGetValues("Content-Encoding", out IEnumerable<string>? values))
        {
            return null;
        }

        IEnumerable<string> encodings = values.SelectMany(value => value.Split(',')).Select(value => value.Trim().ToLowerInvariant());
        string encoding = string.Join(", ", encodings.Where(name => name is not ("" or "identity")));
        return encoding switch
        {
            "" => null,
            "x-gzip" => "gzip",
            _ => encoding,
        };
    }

    /// <summary>Reads the next decompressed bytes; returns 0 at the end of a complete body.</summary>
    public int Read(byte[] chunk)
    {
        _unpacked ??= encoding switch
        {
            "gzip" => new GZipStream(_packed, CompressionMode.Decompress),
#if NET
            "deflate" when IsZlib(buffer, length) => new ZLibStream(_packed, CompressionMode.Decompress),
            "deflate" => new DeflateStream(_packed, CompressionMode.Decompress),
            "br" => new BrotliStream(_packed, CompressionMode.Decompress),
#endif
            _ => throw new UnreadableBodyException(status, $"its encoding '{encoding}' is not supported"),
        };
        int read;
        try
        {
            read = _unpacked.Read(chunk, 0, chunk.Length);
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException or IOException)
        {
            throw new UnreadableBodyException(status, $"it is not valid {encoding}", exception);
        }

        _length += read;
        return read > 0 || IsWhole() ? read : throw new UnreadableBodyException(status, $"its {encoding} data is damaged or truncated");
    }

    public void Dispose()
    {
        _unpacked?.Dispose();
        _packed.Dispose();
    }

    /// <summary>Returns whether the body is complete. The gzip decompressor always tries to read another member after the first, so for gzip, reading past the end proves nothing.</summary>
    private bool IsWhole() => encoding == "gzip"
        ? length >= ShortestGzip && BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(length - sizeof(uint))) == unchecked((uint)_length)
        : !_packed.HasAskedForMore;

#if NET
    /// <summary>Returns whether deflate data has the zlib header, which the standard requires and some servers omit.</summary>
    private static bool IsZlib(byte[] packed, int length) => length > 1 && (packed[0] & 0xF) == 8 && ((packed[0] << 8) + packed[1]) % 31 == 0;
#endif

    private sealed class Source(byte[] buffer, int length) : MemoryStream(buffer, 0, length, writable: false)
    {
        /// <summary>Whether the decompressor tried to read past the end.</summary>
        public bool HasAskedForMore { get; private set; }

        public override int Read(byte[] target, int offset, int count)
        {
            int read = base.Read(target, offset, count);
            HasAskedForMore |= read == 0 && count > 0;
            return read;
        }
    }
}
