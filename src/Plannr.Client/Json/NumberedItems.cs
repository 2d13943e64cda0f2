namespace Plannr.Client.Json;

/// <summary>
/// Lists that come as an object with numbers for names. PHP writes a list as an array only where its keys are 0, 1, 2 and so on: one that
/// was filtered has gaps, and comes as <c>{"0": ..., "2": ...}</c>; an empty one can come as <c>{}</c>.
/// </summary>
internal static class NumberedItems
{
    /// <summary>
    /// Whether a list of resources is here. One of them has to be an object: single values by number alone can as well be a map, as of custom
    /// fields by their ids.
    /// </summary>
    public static bool AreAt(in JsonCursor cursor) => cursor.TokenType == JsonTokenType.StartObject && Are(cursor, orMap: false);

    /// <summary>Whether a list of any values is here.</summary>
    public static bool AreAllOf(in JsonCursor cursor) => cursor.TokenType == JsonTokenType.StartObject && Are(cursor, orMap: true);

    private static bool Are(JsonCursor cursor, bool orMap)
    {
        bool isEmpty = true;
        bool hasObject = false;
        while (cursor.Read() && cursor.TokenType == JsonTokenType.PropertyName)
        {
            if (!IsWholeNumber(cursor.ValueSpan))
            {
                return false;
            }

            isEmpty = false;
            cursor.Read();
            hasObject |= cursor.TokenType == JsonTokenType.StartObject;
            cursor.Skip();
        }

        return isEmpty || hasObject || orMap;
    }

    private static bool IsWholeNumber(ReadOnlySpan<byte> name)
    {
        foreach (byte letter in name)
        {
            if (letter is < (byte)'0' or > (byte)'9')
            {
                return false;
            }
        }

        return name.Length > 0;
    }
}
