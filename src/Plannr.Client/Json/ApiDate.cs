namespace Plannr.Client.Json;

/// <summary>Parses and formats the API's dates: ISO 8601 with an offset, or in some places <c>yyyy-MM-dd HH:mm:ss</c> or <c>yyyy-MM-dd</c> in UK time.</summary>
internal static class ApiDate
{
    private const int DateLength = 10;

    /// <summary>Formats a time as UK time without an offset, the only format that the API reference shows for times in requests.</summary>
    public static string Plain(DateTimeOffset time) => BritishTime.From(time).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static bool TryParse(string text, out DateTimeOffset? value)
    {
        value = null;
        text = text.Trim();
        if (!StartsAsDate(text))
        {
            return false;
        }

        if (text.IndexOfAny(['Z', 'z', '+', '-'], DateLength) >= 0)
        {
            if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out DateTimeOffset exact))
            {
                value = exact;
            }
        }
        else if (DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault, out DateTime local)
            && local > DateTime.MinValue.AddDays(1))
        {
            // If the text ends in "GMT", the parser has already converted the time to local time.
            value = local.Kind == DateTimeKind.Unspecified ? new DateTimeOffset(local, BritishTime.GetOffset(local)) : new DateTimeOffset(local.ToUniversalTime());
        }

        return value is not null;
    }

    private static bool StartsAsDate(string text) => text.Length >= DateLength
        && text.Take(DateLength).Select((letter, i) => i is 4 or 7 ? letter == '-' : letter is >= '0' and <= '9').All(fits => fits);
}
