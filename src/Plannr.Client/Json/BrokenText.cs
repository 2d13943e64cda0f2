namespace Plannr.Client.Json;

/// <summary>
/// Reads the JSON strings that System.Text.Json refuses: invalid UTF-8 and lone surrogates. A name with one broken letter must not
/// cost the record.
/// </summary>
internal static class BrokenText
{
    private const char Replacement = '\uFFFD';

    public static string Decode(ReadOnlySpan<byte> escaped) => Mend(Unescape(Encoding.UTF8.GetString(escaped.ToArray())));

    /// <summary>The text with U+FFFD in the place of each lone surrogate.</summary>
    public static string Mend(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                clean.Append(text[i]).Append(text[++i]);
            }
            else
            {
                clean.Append(char.IsSurrogate(text[i]) ? Replacement : text[i]);
            }
        }

        return clean.ToString();
    }

    private static string Unescape(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                plain.Append(text[i]);
                continue;
            }

            char kind = text[++i];
            if (kind == 'u' && i + 4 < text.Length)
            {
                // The reader has checked that four hexadecimal digits follow.
                plain.Append((char)((Uri.FromHex(text[i + 1]) << 12) | (Uri.FromHex(text[i + 2]) << 8) | (Uri.FromHex(text[i + 3]) << 4) | Uri.FromHex(text[i + 4])));
                i += 4;
                continue;
            }

            plain.Append(kind switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', _ => kind });
        }

        return plain.ToString();
    }
}
