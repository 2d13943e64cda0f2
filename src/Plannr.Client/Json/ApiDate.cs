namespace Plannr.Client.Json;

/// <summary>
/// The API's dates: ISO 8601 with an offset, and in places <c>yyyy-MM-dd HH:mm:ss</c> or <c>yyyy-MM-dd</c> without one, which are
/// read as UK time.
/// </summary>
internal static class ApiDate
{
    private const int DateLength = 10;

    public static bool TryParse(string text, out DateTimeOffset? value)
    {
        value = null;
        text = text.Trim();
        if (!StartsAsDate(text))
        {
            return false;
        }

        if (HasOffset(text))
        {
            if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out DateTimeOffset exact))
            {
                value = exact;
            }
        }
        else if (DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault, out DateTime local)
            && local > DateTime.MinValue.AddDays(1))
        {
            // "GMT" behind the time is an offset too, which the parser has turned into this machine's time.
            value = local.Kind == DateTimeKind.Unspecified ? new DateTimeOffset(local, UkOffset(local)) : new DateTimeOffset(local.ToUniversalTime());
        }

        return value is not null;
    }

    /// <summary>A time in the form without an offset, by UK clocks: the one form of which the reference shows an example where it takes a time.</summary>
    public static string Plain(DateTimeOffset time)
    {
        // In the hour that the clocks go through twice, both offsets are right for one of the times, and the text is the same.
        DateTime universal = time.UtcDateTime;
        bool isSummer = universal >= LastSunday(universal.Year, 3).AddHours(1) && universal < LastSunday(universal.Year, 10).AddHours(1);
        return universal.AddHours(isSummer ? 1 : 0).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }

    private static bool StartsAsDate(string text)
    {
        if (text.Length < DateLength || text[4] != '-' || text[7] != '-')
        {
            return false;
        }

        for (int i = 0; i < DateLength; i++)
        {
            if (i is not (4 or 7) && (text[i] is < '0' or > '9'))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasOffset(string text) => text.IndexOfAny(['Z', 'z', '+', '-'], DateLength) >= 0;

    /// <summary>British Summer Time by its rule, so that the answer does not depend on the machine's zone data.</summary>
    private static TimeSpan UkOffset(DateTime local)
    {
        DateTime start = LastSunday(local.Year, 3).AddHours(1);
        DateTime end = LastSunday(local.Year, 10).AddHours(2);
        return local >= start && local < end ? TimeSpan.FromHours(1) : TimeSpan.Zero;
    }

    private static DateTime LastSunday(int year, int month)
    {
        var last = new DateTime(year, month, 31);
        return last.AddDays(-(int)last.DayOfWeek);
    }
}
