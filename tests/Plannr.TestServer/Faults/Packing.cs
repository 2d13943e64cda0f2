using System.IO.Compression;

namespace Plannr.TestServer.Faults;

/// <summary>Compresses bodies as servers do.</summary>
public static class Packing
{
    /// <summary>Compresses bytes.</summary>
    /// <param name="packing">The format: <c>gzip</c>, <c>zlib</c>, <c>deflate</c> (without zlib's header) or <c>br</c>.</param>
    /// <param name="bytes">The bytes to compress.</param>
    public static byte[] Pack(string packing, byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (Stream packer = packing switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            "zlib" => new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            "deflate" => new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            "br" => new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            _ => throw new ArgumentOutOfRangeException(nameof(packing), packing, "Unknown compression format."),
        })
        {
            packer.Write(bytes);
        }

        return packed.ToArray();
    }
}
