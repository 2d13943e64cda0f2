namespace Plannr.Client.Json;

/// <summary>Reads single values leniently: the API sends some numbers and booleans as text, and dates in several formats. Returns false for an invalid value, and never throws.</summary>
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

    /// <summary>Reads text, or the JSON of an object or array.</summary>
    public static bool TryReadTextOrJson(ref JsonCursor cursor, out string? value, ref object? misfit)
    {
        if (cursor.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            value = cursor.RawText();
            return true;
        }

        return TryReadText(ref cursor, out value, ref misfit);
    }

    /// <summary>Reads text or null.</summary>
    public static bool TryReadTextOrNull(ref JsonCursor cursor, out string? value, ref object? misfit) =>
        TryReadText(ref cursor, out value, ref misfit) || cursor.TokenType == JsonTokenType.Null;

    /// <summary>Reads a secret. Always succeeds; otherwise, a value of the wrong type would be kept in the record as plain text.</summary>
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
        bool read = TryReadLong(ref cursor, out long? number, ref misfit) && number is >= int.MinValue and <= int.MaxValue;
        value = read ? (int)number!.Value : null;
        return read;
    }

    public static bool TryReadLong(ref JsonCursor cursor, out long? value, ref object? misfit)
    {
        bool read = TryReadDecimal(ref cursor, out decimal? number, ref misfit)
            && number == decimal.Truncate(number!.Value) && number >= long.MinValue && number <= long.MaxValue;
        value = read ? (long)number!.Value : null;
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
