namespace Plannr;

/// <summary>Converts times to UK time. Uses a fixed rule for British Summer Time instead of the computer's time zone data, which may be missing or outdated.</summary>
internal static class BritishTime
{
    /// <summary>Returns the same time with the UK's offset.</summary>
    public static DateTimeOffset From(DateTimeOffset time)
    {
        DateTime utc = time.UtcDateTime;
        bool isSummer = utc >= LastSunday(utc.Year, 3).AddHours(1) && utc < LastSunday(utc.Year, 10).AddHours(1);
        return time.ToOffset(TimeSpan.FromHours(isSummer ? 1 : 0));
    }

    /// <summary>Returns the UK's offset at a local time in the UK.</summary>
    public static TimeSpan GetOffset(DateTime local)
    {
        bool isSummer = local >= LastSunday(local.Year, 3).AddHours(1) && local < LastSunday(local.Year, 10).AddHours(2);
        return TimeSpan.FromHours(isSummer ? 1 : 0);
    }

    private static DateTime LastSunday(int year, int month)
    {
        var last = new DateTime(year, month, 31);
        return last.AddDays(-(int)last.DayOfWeek);
    }
}
