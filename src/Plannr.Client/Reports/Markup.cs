namespace Plannr.Client.Reports;

/// <summary>Writes HTML. Interpolated text is escaped, and numbers without a format get thousands separators.</summary>
internal sealed class Markup(TextWriter writer) : IFormatProvider, ICustomFormatter
{
    public void Write(FormattableString markup) => writer.Write(markup.ToString(this));

    /// <summary>Writes markup without escaping it.</summary>
    public void WriteRaw(string markup) => writer.Write(markup);

    public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

    public string Format(string? format, object? arg, IFormatProvider? formatProvider) => arg switch
    {
        // &apos; does not exist in HTML 4, which some mail programs still use.
        string text => SecurityElement.Escape(SafeText.Clean(text)).Replace("&apos;", "&#39;"),
        int number when format is null => number.ToString("N0", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(format, CultureInfo.InvariantCulture),
        _ => string.Empty,
    };
}

/// <summary>Replaces characters that XML does not allow or that change the direction of text. Formulas are neutralised elsewhere: by the script when text is copied, and by the style sheet if a spreadsheet opens the file.</summary>
internal static class SafeText
{
    private const char Replacement = '\uFFFD';

    public static string Clean(string text)
    {
        var safe = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char letter = text[i];
            if (char.IsHighSurrogate(letter) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                safe.Append(letter).Append(text[++i]);
            }
            else
            {
                safe.Append(IsAllowed(letter) ? letter : Replacement);
            }
        }

        return safe.ToString();
    }

    /// <summary>Truncates long text and adds an ellipsis.</summary>
    public static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        int end = char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
        return text.Substring(0, end).TrimEnd() + "…";
    }

    private static bool IsAllowed(char letter) =>
        letter is '\t' or '\n' or '\r' || (letter >= ' ' && !char.IsSurrogate(letter) && letter is not ('\u007F' or '\uFFFE' or '\uFFFF') && !IsDirectionOverride(letter));

    /// <summary>Returns whether a character can change the direction of text and could thus disguise one name as another.</summary>
    private static bool IsDirectionOverride(char letter) => letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
