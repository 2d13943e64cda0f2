namespace Plannr.Client.Authentication;

/// <summary>A secret without a readable copy in memory.</summary>
internal sealed class Secret : IDisposable
{
    private readonly SecureString _value;

    public Secret(SecureString value)
    {
        _value = value.Copy();
        _value.MakeReadOnly();
    }

    public static SecureString Protect(string text)
    {
        SecureString secret = new NetworkCredential(string.Empty, text).SecurePassword;
        secret.MakeReadOnly();
        return secret;
    }

    public string Reveal()
    {
        IntPtr pointer = Marshal.SecureStringToGlobalAllocUnicode(_value);
        try
        {
            return Marshal.PtrToStringUni(pointer, _value.Length) ?? string.Empty;
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(pointer);
        }
    }

    public void Dispose() => _value.Dispose();
}

/// <summary>Refuses an invalid token before it is sent: mostly text that was copied along with one. Errors never contain it.</summary>
internal static class SecretCheck
{
    /// <summary>The maximum length of a <see cref="SecureString"/>.</summary>
    private const int LongestToken = 65_536;

    /// <summary>Returns whether a text from the server can be kept and sent as a token.</summary>
    public static bool IsToken(string text) => text.Length is > 0 and <= LongestToken && text.All(IsTokenCharacter);

    public static void Check(SecureString? secret, string name)
    {
        if (secret is null)
        {
            return;
        }

        using var copy = new Secret(secret);
        string text = copy.Reveal();
        if (text.Length == 0)
        {
            throw new PlannrInvalidConnectionException($"The {name} is empty.", "Check where it comes from: a variable, a file or a vault may hold nothing.");
        }

        if (text.Any(char.IsWhiteSpace))
        {
            throw new PlannrInvalidConnectionException(
                $"The {name} has a space or a line break in it.", "It may have been copied along with text around it: give the token alone, on one line.");
        }

        if (!text.All(IsTokenCharacter))
        {
            throw new PlannrInvalidConnectionException(
                $"The {name} has a character in it that no token has.", "It may have been copied from formatted text, or read from a file in another encoding: copy it again.");
        }
    }

    private static bool IsTokenCharacter(char character) => character is >= '!' and <= '~';
}
