using System.IO.Compression;

namespace Plannr.TestServer.Faults;

/// <summary>Compresses bodies as servers do.</summary>
public static class Compression
{
    /// <summary>Compresses bytes.</summary>
    /// <param name="format">The format: <c>gzip</c>, <c>zlib</c>, <c>deflate</c> (without zlib's header) or <c>br</c>.</param>
    /// <param name="bytes">The bytes to compress.</param>
    public static byte[] Compress(string format, byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (Stream compressor = format switch
        {
            "gzip" => new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true),
            "zlib" => new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true),
            "deflate" => new DeflateStream(compressed, CompressionLevel.Optimal, leaveOpen: true),
            "br" => new BrotliStream(compressed, CompressionLevel.Optimal, leaveOpen: true),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Unknown compression format."),
        })
        {
            compressor.Write(bytes);
        }

        return compressed.ToArray();
    }
}
