using System.Security.Cryptography;

namespace Plannr.PowerShell.Webhooks;

/// <summary>Verifies the signature of a webhook call.</summary>
internal static class WebhookSignature
{
    public static bool Matches(byte[] body, string? signature, SecureString secret, WebhookSignatureAlgorithm algorithm)
    {
        byte[] key = Reveal(secret);
        try
        {
            using HMAC hmac = Create(algorithm, key);
            return Decode(signature, algorithm) is { } given && AreEqual(given, hmac.ComputeHash(body));
        }
        finally
        {
            Array.Clear(key, 0, key.Length);
        }
    }

    private static HMAC Create(WebhookSignatureAlgorithm algorithm, byte[] key) => algorithm switch
    {
        WebhookSignatureAlgorithm.HmacSha384 => new HMACSHA384(key),
        WebhookSignatureAlgorithm.HmacSha512 => new HMACSHA512(key),
#pragma warning disable CA5350 // Plannr signs with SHA-256. SHA-1 is used only if the user selects it.
        WebhookSignatureAlgorithm.HmacSha1 => new HMACSHA1(key),
#pragma warning restore CA5350
        _ => new HMACSHA256(key),
    };

    /// <summary>Parses a hexadecimal signature. Returns null if the signature is not valid.</summary>
    private static byte[]? Decode(string? signature, WebhookSignatureAlgorithm algorithm)
    {
        string text = (signature ?? string.Empty).Trim();
        string prefix = algorithm.ToString().Substring("Hmac".Length) + "=";
        if (text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        {
            text = text.Substring(prefix.Length);
        }

        var bytes = new byte[text.Length / 2];
        for (int position = 0; position < bytes.Length; position++)
        {
            if (!byte.TryParse(text.Substring(position * 2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[position]))
            {
                return null;
            }
        }

        return text.Length % 2 == 0 ? bytes : null;
    }

    /// <summary>Compares all bytes in constant time, so that timing does not reveal where the signatures differ. A difference in length ends the comparison early, because the length is not secret.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    private static bool AreEqual(byte[] given, byte[] right)
    {
        if (given.Length != right.Length)
        {
            return false;
        }

        int difference = 0;
        for (int position = 0; position < right.Length; position++)
        {
            difference |= given[position] ^ right[position];
        }

        return difference == 0;
    }

    private static byte[] Reveal(SecureString secret)
    {
        var characters = new char[secret.Length];
        IntPtr pointer = Marshal.SecureStringToGlobalAllocUnicode(secret);
        try
        {
            Marshal.Copy(pointer, characters, 0, characters.Length);
            return Encoding.UTF8.GetBytes(characters);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(pointer);
            Array.Clear(characters, 0, characters.Length);
        }
    }
}
