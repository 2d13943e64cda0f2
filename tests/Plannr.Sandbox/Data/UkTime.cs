namespace Plannr.Sandbox.Data;

/// <summary>UK local time by rule, because the machine's zone data may be absent or of another age.</summary>
internal static class UkTime
{
    /// <summary>The same moment with the offset that UK clocks have: an hour ahead from the last Sunday of March to the last Sunday of October, 01:00 UTC.</summary>
    public static DateTimeOffset ToLocal(DateTimeOffset moment)
    {
        var utc = moment.UtcDateTime;
        var isSummer = utc >= LastSundayAtOne(utc.Year, 3) && utc < LastSundayAtOne(utc.Year, 10);
        return moment.ToOffset(isSummer ? TimeSpan.FromHours(1) : TimeSpan.Zero);
    }

    /// <summary>The API's form of a moment, such as <c>2026-05-19T18:31:18+01:00</c>; null stays null.</summary>
    public static string? Timestamp(DateTimeOffset? moment) =>
        moment is { } value ? ToLocal(value).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture) : null;

    /// <summary>The API's form of a day, such as <c>2026-05-19</c>; null stays null.</summary>
    public static string? Day(DateTimeOffset? moment) =>
        moment is { } value ? ToLocal(value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    /// <summary>The form that the API uses for moments without an offset, such as <c>2026-05-19 18:31:18</c>; null stays null.</summary>
    public static string? PlainTimestamp(DateTimeOffset? moment) =>
        moment is { } value ? ToLocal(value).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : null;

    private static DateTime LastSundayAtOne(int year, int month)
    {
        var last = new DateTime(year, month, DateTime.DaysInMonth(year, month), 1, 0, 0, DateTimeKind.Utc);
        return last.AddDays(-(int)last.DayOfWeek);
    }
}
