namespace Plannr.Client.Reports.Page;

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
