using System.Security.Cryptography;

namespace Plannr.Sandbox.Data;

/// <summary>SHA-256 on both runtimes.</summary>
internal static class Sha256
{
    public static byte[] Of(byte[] data)
    {
#if NET
        return SHA256.HashData(data);
#else
        using var sha = SHA256.Create();
        return sha.ComputeHash(data);
#endif
    }
}
