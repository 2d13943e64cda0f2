using System.Globalization;

namespace Plannr;

/// <summary>Formats values as culture-invariant text, with dates in ISO 8601 format and list items separated by "; ".</summary>
internal static class ReadableText
{
    public const string DateFormat = "yyyy-MM-ddTHH:mm:sszzz";

    public static string Join<T>(IEnumerable<T> items) =>
        string.Join("; ", items.Select(item => Of(item)).Where(text => text.Length > 0));

    public static string Of(object? value) => value switch
    {
        null => string.Empty,
        string text => text,
        bool flag => flag ? "true" : "false",
        DateTimeOffset date => date.ToString(DateFormat, CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };

    /// <summary>Returns the first string that is not blank, or an empty string if all are blank.</summary>
    public static string FirstOf(params string?[] texts) =>
        texts.FirstOrDefault(text => !string.IsNullOrWhiteSpace(text)) ?? string.Empty;

    /// <summary>Adds a full stop if the text has no punctuation at its end, so that another sentence can follow. The server's messages often have none.</summary>
    public static string AddFullStop(string text) => text.Length > 0 && text[text.Length - 1] is '.' or '!' or '?' ? text : text + ".";

    /// <summary>Formats a duration in its largest unit and the next smaller unit.</summary>
    public static string Lasted(TimeSpan duration) =>
        duration.TotalDays >= 1 ? Two(duration.Days, "d", duration.Hours, "h")
        : duration.TotalHours >= 1 ? Two(duration.Hours, "h", duration.Minutes, "min")
        : duration.TotalMinutes >= 1 ? Two(duration.Minutes, "min", duration.Seconds, "s")
        : duration.Seconds.ToString(CultureInfo.InvariantCulture) + " s";

    private static string Two(int large, string largeUnit, int small, string smallUnit) =>
        string.Format(CultureInfo.InvariantCulture, small == 0 ? "{0} {1}" : "{0} {1} {2} {3}", large, largeUnit, small, smallUnit);
}
