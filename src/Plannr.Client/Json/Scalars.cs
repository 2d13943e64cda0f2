namespace Plannr.Client.Json;

/// <summary>
/// Reads single values leniently: the API sends numbers and booleans as text in places, and dates in several forms. Each method says
/// whether the value could be read, and never throws for one that could not.
/// </summary>
internal static class Scalars
{
    public static bool TryText(ref JsonCursor cursor, out string? value)
    {
        value = cursor.TokenType switch
        {
            JsonTokenType.String => cursor.Text(),
            JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => cursor.Literal(),
            _ => null,
        };
        return value is not null;
    }

    /// <summary>As <see cref="TryText"/>, and for an object or an array its JSON text.</summary>
    public static bool TryTextOrJson(ref JsonCursor cursor, out string? value)
    {
        if (cursor.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            value = cursor.RawText();
            return true;
        }

        return TryText(ref cursor, out value);
    }

    public static bool TryGuid(ref JsonCursor cursor, out Guid? value)
    {
        Guid guid = default;
        bool read = cursor.TokenType == JsonTokenType.String && (cursor.TryGuid(out guid) || Guid.TryParse(cursor.Text(), out guid));
        value = read ? guid : null;
        return read;
    }

    public static bool TryDate(ref JsonCursor cursor, out DateTimeOffset? value)
    {
        if (cursor.TokenType == JsonTokenType.String && cursor.TryUsualDate(out DateTimeOffset usual))
        {
            value = usual;
            return true;
        }

        value = null;
        return TryText(ref cursor, out string? text) && ApiDate.TryParse(text!, out value);
    }

    public static bool TryBoolean(ref JsonCursor cursor, out bool? value)
    {
        TryText(ref cursor, out string? text);
        value = text?.Trim().ToUpperInvariant() switch
        {
            "TRUE" or "1" or "YES" => true,
            "FALSE" or "0" or "NO" => false,
            _ => null,
        };
        return value is not null;
    }

    public static bool TryInteger(ref JsonCursor cursor, out int? value)
    {
        bool read = TryDecimal(ref cursor, out decimal? number)
            && number == decimal.Truncate(number!.Value) && number >= int.MinValue && number <= int.MaxValue;
        value = read ? (int)number!.Value : null;
        return read;
    }

    public static bool TryDecimal(ref JsonCursor cursor, out decimal? value)
    {
        value = null;
        if (cursor.TokenType is JsonTokenType.String or JsonTokenType.Number
            && TryText(ref cursor, out string? text)
            && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number))
        {
            value = number;
        }

        return value is not null;
    }
}
