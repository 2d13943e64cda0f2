using System.Text;

namespace Plannr;

/// <summary>Makes a server's text safe for a terminal by replacing control characters, bidirectional marks and unpaired surrogates. All messages and views use this class.</summary>
internal static class TerminalText
{
    private const char Replacement = '?';

    /// <summary>Cleans the text and replaces its line breaks with spaces.</summary>
    public static string Clean(string? text) => Clean(text, ' ');

    /// <summary>Cleans the text but keeps its line breaks.</summary>
    public static string CleanLines(string? text) => Clean(text, '\n');

    private static string Clean(string? text, char lineBreak)
    {
        int start = 0;
        while (start < text?.Length && IsSafe(text, start))
        {
            start++;
        }

        if (text is null || start == text.Length)
        {
            return text ?? string.Empty;
        }

        var clean = new StringBuilder(text, 0, start, text.Length);
        for (int i = start; i < text.Length; i++)
        {
            char letter = text[i];
            if (letter is '\r' or '\n' or '\u0085' or '\u2028' or '\u2029')
            {
                // A carriage return followed by a line feed is one line break.
                i += letter == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? 1 : 0;
                clean.Append(lineBreak);
            }
            else
            {
                clean.Append(letter == '\t' ? ' ' : IsSafe(text, i) ? letter : Replacement);
            }
        }

        return clean.ToString();
    }

    private static bool IsSafe(string text, int i) => text[i] switch
    {
        '\u061C' or '\u200E' or '\u200F' or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069') => false,
        char letter when char.IsHighSurrogate(letter) => i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]),
        char letter when char.IsLowSurrogate(letter) => i > 0 && char.IsHighSurrogate(text[i - 1]),
        char letter => !char.IsControl(letter),
    };
}
