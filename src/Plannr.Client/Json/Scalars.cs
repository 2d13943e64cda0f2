namespace Plannr.Client.Json;

/// <summary>Reads single values leniently: the API sends some numbers and booleans as text, and dates in several forms. A value that can't be read gives false, never an exception.</summary>
internal static class Scalars
{
    public static bool TryReadText(ref JsonCursor cursor, out string? value, ref object? misfit)
    {
        value = cursor.TokenType switch
        {
            JsonTokenType.String => cursor.Text(),
            JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => cursor.Literal(),
            _ => null,
        };
        return value is not null;
    }

    /// <summary>Reads text; an object or an array as its JSON.</summary>
    public static bool TryReadTextOrJson(ref JsonCursor cursor, out string? value, ref object? misfit)
    {
        if (cursor.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            value = cursor.RawText();
            return true;
        }

        return TryReadText(ref cursor, out value, ref misfit);
    }

    /// <summary>Reads text; null is a value too.</summary>
    public static bool TryReadTextOrNull(ref JsonCursor cursor, out string? value, ref object? misfit) =>
        TryReadText(ref cursor, out value, ref misfit) || cursor.TokenType == JsonTokenType.Null;

    /// <summary>Reads a secret. Whatever its form, it never fails: a misfit would be kept in the record.</summary>
    public static bool TryReadSecret(ref JsonCursor cursor, out SecureString? value, ref object? misfit)
    {
        value = TryReadTextOrJson(ref cursor, out string? text, ref misfit) && text!.Length > 0 ? Secret.Protect(text) : null;
        return true;
    }

    public static bool TryReadGuid(ref JsonCursor cursor, out Guid? value, ref object? misfit)
    {
        Guid guid = default;
        bool read = cursor.TokenType == JsonTokenType.String && (cursor.TryGuid(out guid) || Guid.TryParse(cursor.Text(), out guid));
        value = read ? guid : null;
        return read;
    }

    public static bool TryReadDate(ref JsonCursor cursor, out DateTimeOffset? value, ref object? misfit)
    {
        if (cursor.TokenType == JsonTokenType.String && cursor.TryUsualDate(out DateTimeOffset usual))
        {
            value = usual;
            return true;
        }

        value = null;
        return TryReadText(ref cursor, out string? text, ref misfit) && ApiDate.TryParse(text!, out value);
    }

    public static bool TryReadBoolean(ref JsonCursor cursor, out bool? value, ref object? misfit)
    {
        TryReadText(ref cursor, out string? text, ref misfit);
        value = text?.Trim().ToUpperInvariant() switch
        {
            "TRUE" or "1" or "YES" => true,
            "FALSE" or "0" or "NO" => false,
            _ => null,
        };
        return value is not null;
    }

    public static bool TryReadInteger(ref JsonCursor cursor, out int? value, ref object? misfit)
    {
        bool read = TryReadDecimal(ref cursor, out decimal? number, ref misfit)
            && number == decimal.Truncate(number!.Value) && number >= int.MinValue && number <= int.MaxValue;
        value = read ? (int)number!.Value : null;
        return read;
    }

    public static bool TryReadDecimal(ref JsonCursor cursor, out decimal? value, ref object? misfit)
    {
        value = null;
        if (cursor.TokenType is JsonTokenType.String or JsonTokenType.Number
            && TryReadText(ref cursor, out string? text, ref misfit)
            && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number))
        {
            value = number;
        }

        return value is not null;
    }
}

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
