namespace Plannr.PowerShell.Shared;

/// <summary>Measures how many console columns text takes up: two for an East Asian wide character or emoji, none for a combining mark, an invisible format character or an escape sequence, and one for any other character.</summary>
internal static class TextWidth
{
    private const int FirstMark = 0x300;
    private const int EmojiForm = 0xFE0F;

    /// <summary>The ranges of characters that Unicode defines as wide (East Asian Width W and F).</summary>
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F), (0x231A, 0x231B), (0x2329, 0x232A), (0x23E9, 0x23EC), (0x23F0, 0x23F0), (0x23F3, 0x23F3), (0x25FD, 0x25FE), (0x2614, 0x2615), (0x2648, 0x2653),
        (0x267F, 0x267F), (0x2693, 0x2693), (0x26A1, 0x26A1), (0x26AA, 0x26AB), (0x26BD, 0x26BE), (0x26C4, 0x26C5), (0x26CE, 0x26CE), (0x26D4, 0x26D4), (0x26EA, 0x26EA),
        (0x26F2, 0x26F3), (0x26F5, 0x26F5), (0x26FA, 0x26FA), (0x26FD, 0x26FD), (0x2705, 0x2705), (0x270A, 0x270B), (0x2728, 0x2728), (0x274C, 0x274C), (0x274E, 0x274E),
        (0x2753, 0x2755), (0x2757, 0x2757), (0x2795, 0x2797), (0x27B0, 0x27B0), (0x27BF, 0x27BF), (0x2B1B, 0x2B1C), (0x2B50, 0x2B50), (0x2B55, 0x2B55), (0x2E80, 0x303E),
        (0x3041, 0xA4CF), (0xA960, 0xA97F), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE10, 0xFE19), (0xFE30, 0xFE6F), (0xFF01, 0xFF60), (0xFFE0, 0xFFE6), (0x16FE0, 0x18DFF),
        (0x1B000, 0x1B2FF), (0x1F004, 0x1F004), (0x1F0CF, 0x1F0CF), (0x1F18E, 0x1F18E), (0x1F191, 0x1F19A), (0x1F1E6, 0x1F202), (0x1F210, 0x1F23B), (0x1F240, 0x1F265),
        (0x1F300, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F7E0, 0x1F7F0), (0x1F90C, 0x1F9FF), (0x1FA70, 0x1FAFF), (0x20000, 0x3FFFD),
    ];

    /// <summary>Returns the number of columns that text takes up.</summary>
    public static int Measure(string text) => Measure(text, int.MaxValue).Columns;

    /// <summary>Returns the number of characters that fit into the given number of columns: at least one, so that a loop that splits text always ends.</summary>
    public static int Fitting(string text, int columns) => Measure(text, columns).Characters;

    private static (int Columns, int Characters) Measure(string text, int most)
    {
        int columns = 0;
        int last = 0;
        int i = 0;
        while (i < text.Length)
        {
            int length = char.IsSurrogatePair(text, i) ? 2 : 1;
            int width = 0;
            if (text[i] == '\u001b')
            {
                int end = text.IndexOf('m', i);
                length = end < 0 ? text.Length - i : end - i + 1;
            }
            else
            {
                int letter = length == 2 ? char.ConvertToUtf32(text, i) : text[i];

                // The emoji variation selector makes the character before it two columns wide.
                width = letter == EmojiForm && last == 1 ? 1 : GetWidth(text, i, letter);
                last = width;
            }

            if (i > 0 && columns + width > most)
            {
                break;
            }

            columns += width;
            i += length;
        }

        return (columns, i);
    }

    private static int GetWidth(string text, int i, int letter) =>
        letter < FirstMark ? 1
        : CharUnicodeInfo.GetUnicodeCategory(text, i) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format ? 0
        : Array.Exists(Wide, run => letter >= run.First && letter <= run.Last) ? 2
        : 1;
}
