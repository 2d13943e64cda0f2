namespace Plannr.Client.Reports;

/// <summary>Writes the page. Interpolated text is data: it is escaped. Numbers without a format get thousands separators.</summary>
internal sealed class Markup(TextWriter writer) : IFormatProvider, ICustomFormatter
{
    public void Write(FormattableString markup) => writer.Write(markup.ToString(this));

    /// <summary>Writes text that is not data as it is.</summary>
    public void WriteRaw(string markup) => writer.Write(markup);

    public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

    public string Format(string? format, object? arg, IFormatProvider? formatProvider) => arg switch
    {
        // HTML 4, which some mail programs still show, has no &apos;.
        string text => SecurityElement.Escape(SafeText.Clean(text)).Replace("&apos;", "&#39;"),
        int number when format is null => number.ToString("N0", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(format, CultureInfo.InvariantCulture),
        _ => string.Empty,
    };
}

/// <summary>Replaces characters that XML does not allow, and puts an apostrophe before a line that a spreadsheet would run as a formula when the table is copied there.</summary>
internal static class SafeText
{
    private const char Replacement = '\uFFFD';
    private const string FormulaStarts = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";

    public static string Clean(string text)
    {
        var safe = new StringBuilder(text.Length + 1);
        bool isStart = true;
        for (int i = 0; i < text.Length; i++)
        {
            char letter = text[i];
            if (isStart && !char.IsWhiteSpace(letter))
            {
                isStart = false;
                if (FormulaStarts.IndexOf(letter) >= 0 && !IsLineEnd(text, i + 1))
                {
                    safe.Append('\'');
                }
            }

            // A spreadsheet makes a cell of each line and of each text between tabs.
            isStart |= letter is '\n' or '\r' or '\t';
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

    /// <summary>Cuts a long text, and adds an ellipsis.</summary>
    public static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        int end = char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
        return text.Substring(0, end).TrimEnd() + "…";
    }

    /// <summary>A lone sign, such as a dash for nothing, is not a formula.</summary>
    private static bool IsLineEnd(string text, int i) => i >= text.Length || text[i] is '\n' or '\r';

    private static bool IsAllowed(char letter) =>
        letter is '\t' or '\n' or '\r' || (letter >= ' ' && !char.IsSurrogate(letter) && letter is not ('\u007F' or '\uFFFE' or '\uFFFF') && !IsDirectionOverride(letter));

    /// <summary>They would reverse the text after them: a name could pass for another.</summary>
    private static bool IsDirectionOverride(char letter) => letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
