using System.Security;

namespace Plannr.Client.Tests.Serving;

/// <summary>The token that the tests connect with. It must not appear in any output.</summary>
internal static class Tokens
{
    public const string Text = "pat-5f0d7c3a91e84b6f.c2lnbmF0dXJl";

    public static SecureString Secure(string text = Text)
    {
        var token = new SecureString();
        foreach (char letter in text)
        {
            token.AppendChar(letter);
        }

        return token;
    }
}
