using System;
using System.Globalization;

namespace Plannr.Client.Reports.Page;

/// <summary>How the report writes dates and durations: in English, whatever the culture of the session.</summary>
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

    /// <summary>A duration in its largest unit and the one below.</summary>
    public static string Lasted(TimeSpan duration) =>
        duration.TotalDays >= 1 ? Two(duration.Days, "d", duration.Hours, "h")
        : duration.TotalHours >= 1 ? Two(duration.Hours, "h", duration.Minutes, "min")
        : duration.TotalMinutes >= 1 ? Two(duration.Minutes, "min", duration.Seconds, "s")
        : duration.Seconds.ToString(CultureInfo.InvariantCulture) + " s";

    private static string Of(DateTimeOffset time, string format) => time.ToString(format, CultureInfo.InvariantCulture);

    private static string Two(int large, string largeUnit, int small, string smallUnit) =>
        string.Format(CultureInfo.InvariantCulture, small == 0 ? "{0} {1}" : "{0} {1} {2} {3}", large, largeUnit, small, smallUnit);
}
