namespace Plannr.Client.Reports;

/// <summary>Writes the page. Markup of our own goes through <see cref="Raw"/>, and every piece of data through <see cref="Text"/>.</summary>
internal sealed class Markup(TextWriter writer)
{
    public Markup Raw(string markup)
    {
        writer.Write(markup);
        return this;
    }

    /// <summary>Writes a number with separated thousands.</summary>
    public Markup Number(int number) => Raw(number.ToString("N0", CultureInfo.InvariantCulture));

    /// <summary>Writes data: text between tags, or the value of an attribute in double quotation marks.</summary>
    public Markup Text(string? text)
    {
        foreach (char letter in SafeText.Of(text))
        {
            switch (letter)
            {
                case '<':
                    writer.Write("&lt;");
                    break;
                case '>':
                    writer.Write("&gt;");
                    break;
                case '&':
                    writer.Write("&amp;");
                    break;
                case '"':
                    writer.Write("&quot;");
                    break;
                case '\'':
                    writer.Write("&#39;");
                    break;
                default:
                    writer.Write(letter);
                    break;
            }
        }

        return this;
    }
}

/// <summary>How the report writes dates: in English, whatever the culture of the session.</summary>
internal static class When
{
    public static string Day(DateTimeOffset time) => Of(time, "d MMM yyyy");

    public static string Minute(DateTimeOffset time) => Of(time, "d MMM yyyy HH:mm");

    /// <summary>The time of day, with the day where it is another than that of the run.</summary>
    public static string Second(DateTimeOffset time, DateTimeOffset? runCreatedAt) =>
        Of(time, time.Date == runCreatedAt?.Date ? "HH:mm:ss" : "d MMM HH:mm:ss");

    /// <summary>A time for machines.</summary>
    public static string Iso(DateTimeOffset time) => Of(time, "yyyy-MM-ddTHH:mm:sszzz");

    public static string Of(DateTime time, string format) => time.ToString(format, CultureInfo.InvariantCulture);

    private static string Of(DateTimeOffset time, string format) => time.ToString(format, CultureInfo.InvariantCulture);
}

/// <summary>
/// Makes data fit to be shown: what XML does not allow is replaced, and a line that a spreadsheet would run as a formula when the table is
/// copied there gets an apostrophe before it.
/// </summary>
internal static class SafeText
{
    private const char Replacement = '\uFFFD';
    private const string FormulaStarts = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";

    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        var safe = new StringBuilder(text!.Length + 1);
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

            // A spreadsheet takes each line and each stop between tabs for a cell of its own.
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

    /// <summary>A text of at most so many characters, an ellipsis at its end where something was cut off.</summary>
    public static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        int end = char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
        return text.Substring(0, end).TrimEnd() + "…";
    }

    /// <summary>A lone sign, such as a dash for nothing, is no formula.</summary>
    private static bool IsLineEnd(string text, int i) => i >= text.Length || text[i] is '\n' or '\r';

    private static bool IsAllowed(char letter) =>
        letter is '\t' or '\n' or '\r' || (letter >= ' ' && !char.IsSurrogate(letter) && letter is not ('\u007F' or '\uFFFE' or '\uFFFF') && !IsDirectionOverride(letter));

    /// <summary>They would turn around what stands behind them: a name could pass for another.</summary>
    private static bool IsDirectionOverride(char letter) => letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
