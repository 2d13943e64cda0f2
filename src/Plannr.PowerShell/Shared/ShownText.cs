namespace Plannr.PowerShell.Shared;

/// <summary>Removes control characters and marks of direction from a server's text, which could drive the terminal. The objects keep their text.</summary>
public static class ShownText
{
    private const char Replacement = '?';

    /// <summary>Writes a value on one line, for a cell of a table.</summary>
    /// <param name="value">The value; null shows nothing.</param>
    /// <returns>The text.</returns>
    public static string Clean(object? value) => Clean(value, keepsLines: false);

    /// <summary>Writes a value with its line breaks, for a list or a drawing.</summary>
    /// <param name="value">The value; null shows nothing.</param>
    /// <returns>The text.</returns>
    public static string CleanLines(object? value) => Clean(value, keepsLines: true);

    private static string Clean(object? value, bool keepsLines)
    {
        string text = value?.ToString() ?? string.Empty;
        var shown = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char letter = text[i];
            if (letter is '\r' or '\n' or '\u0085' or '\u2028' or '\u2029')
            {
                // The two signs of one line end are one.
                i += letter == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? 1 : 0;
                shown.Append(keepsLines ? '\n' : ' ');
            }
            else
            {
                shown.Append(letter == '\t' ? ' ' : IsHarmful(letter) ? Replacement : letter);
            }
        }

        return shown.ToString();
    }

    private static bool IsHarmful(char letter) => char.IsControl(letter) || letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
