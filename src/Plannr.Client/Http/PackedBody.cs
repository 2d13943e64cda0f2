using System.Buffers.Binary;
using System.IO.Compression;

namespace Plannr.Client.Http;

/// <summary>
/// Unpacks a body and checks that it is complete. The runtime does not: its streams end without an error if a packed body is truncated, and it returns
/// the bytes of an encoding that it does not know as they are.
/// </summary>
internal sealed class PackedBody : IDisposable
{
    /// <summary>Of the encodings that servers use, only gzip has a checksum and a length.</summary>
    public const string Accepted = "gzip";

    /// <summary>The header of a gzip body and its trailer: checksum and length.</summary>
    private const int ShortestGzip = 18;

    private readonly Source _packed;
    private readonly byte[] _buffer;
    private readonly int _packedLength;
    private readonly string _encoding;
    private readonly HttpStatusCode _status;
    private readonly Stream _unpacked;
    private long _length;

    public PackedBody(byte[] buffer, int length, string encoding, HttpStatusCode status)
    {
        _packed = new Source(buffer, length);
        _buffer = buffer;
        _packedLength = length;
        _encoding = encoding is "x-gzip" ? "gzip" : encoding;
        _status = status;
        _unpacked = _encoding switch
        {
            "gzip" => new GZipStream(_packed, CompressionMode.Decompress),
#if NET
            "deflate" when IsZlib(buffer, length) => new ZLibStream(_packed, CompressionMode.Decompress),
            "deflate" => new DeflateStream(_packed, CompressionMode.Decompress),
            "br" => new BrotliStream(_packed, CompressionMode.Decompress),
#endif
            _ => throw new UnreadableBodyException(status, $"its encoding '{encoding}' is not supported"),
        };
    }

    /// <summary>Returns the encoding of a body in lower case, or null if the body is not packed.</summary>
    public static string? GetEncoding(HttpContentHeaders headers)
    {
        // The typed property leaves out values that it can't parse.
        if (!headers.TryGetValues("Content-Encoding", out IEnumerable<string>? values))
        {
            return null;
        }

        IEnumerable<string> encodings = values.SelectMany(value => value.Split(',')).Select(value => value.Trim().ToLowerInvariant());
        string encoding = string.Join(", ", encodings.Where(name => name is not ("" or "identity")));
        return encoding.Length == 0 ? null : encoding;
    }

    /// <summary>Reads the next unpacked bytes; 0 at the end of a complete body.</summary>
    public int Read(byte[] buffer)
    {
        int read;
        try
        {
            read = _unpacked.Read(buffer, 0, buffer.Length);
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException or IOException)
        {
            throw new UnreadableBodyException(_status, $"it is not valid {_encoding}", exception);
        }

        _length += read;
        return read > 0 || IsWhole() ? read : throw new UnreadableBodyException(_status, $"its {_encoding} data is damaged or cut off");
    }

    public void Dispose()
    {
        _unpacked.Dispose();
        _packed.Dispose();
    }

    /// <summary>The stream looks for another gzip body after the first, so a read past the end proves nothing there.</summary>
    private bool IsWhole() => _encoding == "gzip"
        ? _packedLength >= ShortestGzip && BinaryPrimitives.ReadUInt32LittleEndian(_buffer.AsSpan(_packedLength - sizeof(uint))) == unchecked((uint)_length)
        : !_packed.HasAskedForMore;

#if NET
    /// <summary>Servers send deflate with the zlib header, as the standard says, or without it.</summary>
    private static bool IsZlib(byte[] packed, int length) => length > 1 && (packed[0] & 0xF) == 8 && ((packed[0] << 8) + packed[1]) % 31 == 0;
#endif

    private sealed class Source(byte[] buffer, int length) : MemoryStream(buffer, 0, length, writable: false)
    {
        /// <summary>Whether the stream read past the end.</summary>
        public bool HasAskedForMore { get; private set; }

        public override int Read(byte[] target, int offset, int count)
        {
            int read = base.Read(target, offset, count);
            HasAskedForMore |= read == 0 && count > 0;
            return read;
        }
    }
}
