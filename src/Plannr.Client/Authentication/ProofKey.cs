using System.Security.Cryptography;

namespace Plannr.Client.Authentication;

/// <summary>Unguessable words for a sign-in, and the challenge of PKCE (RFC 7636, S256).</summary>
internal static class ProofKey
{
    public static string Random(int bytes)
    {
        byte[] data = new byte[bytes];
        using (var generator = RandomNumberGenerator.Create())
        {
            generator.GetBytes(data);
        }

        return Encode(data);
    }

    public static string ChallengeOf(string verifier)
    {
        byte[] data = Encoding.ASCII.GetBytes(verifier);
#if NET
        return Encode(SHA256.HashData(data));
#else
        using var sha = SHA256.Create();
        return Encode(sha.ComputeHash(data));
#endif
    }

    private static string Encode(byte[] data) => Convert.ToBase64String(data).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
