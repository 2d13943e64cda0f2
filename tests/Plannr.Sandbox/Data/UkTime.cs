namespace Plannr.Sandbox.Data;

/// <summary>Calculates UK local time from the rule for British Summer Time, because the machine's time zone data may be missing or out of date.</summary>
internal static class UkTime
{
    /// <summary>Converts a time to the UK offset: +01:00 from 01:00 UTC on the last Sunday in March to 01:00 UTC on the last Sunday in October; otherwise, +00:00.</summary>
    public static DateTimeOffset ToLocal(DateTimeOffset moment)
    {
        var utc = moment.UtcDateTime;
        var isSummer = utc >= LastSundayAtOne(utc.Year, 3) && utc < LastSundayAtOne(utc.Year, 10);
        return moment.ToOffset(isSummer ? TimeSpan.FromHours(1) : TimeSpan.Zero);
    }

    /// <summary>Formats a time as the API does, for example <c>2026-05-19T18:31:18+01:00</c>; null stays null.</summary>
    public static string? Timestamp(DateTimeOffset? moment) =>
        moment is { } value ? ToLocal(value).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture) : null;

    /// <summary>Formats a date as the API does, for example <c>2026-05-19</c>; null stays null.</summary>
    public static string? Day(DateTimeOffset? moment) =>
        moment is { } value ? ToLocal(value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    /// <summary>Formats a time without an offset, for example <c>2026-05-19 18:31:18</c>; null stays null.</summary>
    public static string? PlainTimestamp(DateTimeOffset? moment) =>
        moment is { } value ? ToLocal(value).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : null;

    private static DateTime LastSundayAtOne(int year, int month)
    {
        var last = new DateTime(year, month, DateTime.DaysInMonth(year, month), 1, 0, 0, DateTimeKind.Utc);
        return last.AddDays(-(int)last.DayOfWeek);
    }
}
