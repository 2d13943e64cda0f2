namespace Plannr.PowerShell.Shared;

/// <summary>Wraps text into lines, for the views that draw trees.</summary>
internal static class WrappedText
{
    public const int NarrowestPage = 40;
    public const string Branch = "+- ";
    public const string LastBranch = "'- ";
    public const string Trunk = "|  ";
    public const string NoTrunk = "   ";
    private const int WidestPage = 200;

    /// <summary>Returns the number of characters per line. The last column stays empty, because a console wraps after a full line.</summary>
    /// <param name="width">The width of the console in characters, or 0 if the host does not report it. The width is then 120.</param>
    public static int GetPageWidth(int width) => Math.Min(Math.Max(width > 0 ? width : 120, NarrowestPage), WidestPage) - 1;

    public static void Add(List<string> lines, string prefix, string text, int page, string? nextPrefix = null)
    {
        foreach (string line in Wrap(text, page - Math.Max(prefix.Length, nextPrefix?.Length ?? 0)))
        {
            lines.Add(prefix + line);
            prefix = nextPrefix ?? prefix;
        }
    }

    /// <summary>Wraps text at its own line breaks and between words. A word longer than a line is split.</summary>
    public static List<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        foreach (string paragraph in text.Split(["\r\n", "\n", "\r"], StringSplitOptions.None))
        {
            var line = new StringBuilder();
            int length = 0;
            foreach (string word in paragraph.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
            {
                int wordLength = TextWidth.Measure(word);
                if (length > 0 && length + 1 + wordLength > width)
                {
                    lines.Add(line.ToString());
                    line.Clear();
                    length = 0;
                }

                string rest = word;
                while (wordLength > width)
                {
                    int fitting = TextWidth.Fitting(rest, width);
                    lines.Add(rest.Substring(0, fitting));
                    rest = rest.Substring(fitting);
                    wordLength = TextWidth.Measure(rest);
                }

                line.Append(length > 0 ? " " : string.Empty).Append(rest);
                length += (length > 0 ? 1 : 0) + wordLength;
            }

            if (length > 0 || lines.Count == 0)
            {
                lines.Add(line.ToString());
            }
        }

        return lines;
    }
}
