using System.Numerics;

namespace Plannr.Client.Json;

/// <summary>Reads any JSON value as plain .NET values: strings, numbers, booleans, lists and maps.</summary>
internal static class PlainValue
{
    public static object? Read(ref JsonCursor cursor) => cursor.TokenType switch
    {
        JsonTokenType.StartObject => ReadMap(ref cursor),
        JsonTokenType.StartArray => ReadList(ref cursor),
        JsonTokenType.String => cursor.Text(),
        JsonTokenType.Number => ReadNumber(cursor.Literal()),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => null,
    };

    /// <summary>Parses text as JSON; returns null if it is not JSON.</summary>
    public static object? Parse(string text)
    {
        try
        {
            return JsonBody.ReadPlain(Encoding.UTF8.GetBytes(text));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ResourceMap<object?> ReadMap(ref JsonCursor cursor)
    {
        var entries = new Dictionary<string, object?>();
        while (cursor.Read() && cursor.TokenType == JsonTokenType.PropertyName)
        {
            string name = cursor.Text();
            cursor.Read();
            entries[name] = Read(ref cursor);
        }

        return new ResourceMap<object?>(entries);
    }

    private static ResourceList<object?> ReadList(ref JsonCursor cursor)
    {
        var items = new List<object?>();
        while (cursor.Read() && cursor.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Read(ref cursor));
        }

        return new ResourceList<object?>(items);
    }

    /// <summary>Returns a number as the narrowest type that keeps every digit, as a double if there is no such type, or as text if the number is too large for a double.</summary>
    private static object ReadNumber(string literal)
    {
        if (long.TryParse(literal, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole))
        {
            return whole;
        }

        // Limit the length, because BigInteger.TryParse takes quadratic time.
        const int LongestInteger = 400;
        if (literal.Length <= LongestInteger
            && BigInteger.TryParse(literal, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger big))
        {
            return big;
        }

        // Do not allow an exponent here: as a decimal, a number such as 1e-30 would be rounded to 0.
        const int LongestDecimal = 28;
        if (literal.Length <= LongestDecimal
            && decimal.TryParse(literal, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal exact))
        {
            return exact;
        }

        // If the number is out of range, .NET returns infinity and .NET Framework fails.
        return double.TryParse(literal, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && !double.IsInfinity(number)
            ? number
            : literal;
    }
}
