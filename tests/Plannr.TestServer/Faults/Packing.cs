using System.IO.Compression;

namespace Plannr.TestServer.Faults;

/// <summary>Packs bodies as servers do.</summary>
public static class Packing
{
    /// <summary>Packs bytes.</summary>
    /// <param name="packing">One of <c>gzip</c>, <c>zlib</c>, <c>deflate</c> (without the frame of zlib) and <c>br</c>.</param>
    /// <param name="bytes">What to pack.</param>
    public static byte[] Pack(string packing, byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (Stream packer = packing switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            "zlib" => new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            "deflate" => new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            "br" => new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            _ => throw new ArgumentOutOfRangeException(nameof(packing), packing, "Unknown packing."),
        })
        {
            packer.Write(bytes);
        }

        return packed.ToArray();
    }
}
