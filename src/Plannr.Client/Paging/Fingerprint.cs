using System.Security.Cryptography;

namespace Plannr.Client.Paging;

/// <summary>Sixteen bytes that tell whether something was seen before, however long it is. (A hash of four would mistake one page in tens of thousands for another.)</summary>
internal static class Fingerprint
{
    public static Guid Of(ReadOnlySpan<byte> content)
    {
#if NET
        byte[] hash = SHA256.HashData(content);
#else
        using var algorithm = SHA256.Create();
        byte[] hash = algorithm.ComputeHash(content.ToArray());
#endif
        Array.Resize(ref hash, 16);
        return new Guid(hash);
    }
}
