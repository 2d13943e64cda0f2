namespace Plannr.Client.Json;

/// <summary>Reads whole bodies.</summary>
internal static class JsonBody
{
    /// <summary>
    /// Reads one resource: bare, as a list of one, or alone under <c>data</c> (the API does all three). <c>data</c> is a field like others in some resources, so it
    /// is opened only where nothing but paging stands beside it.
    /// </summary>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    /// <returns>The resource; null where the body holds something else.</returns>
    public static T? ReadOne<T>(ReadOnlySpan<byte> body)
        where T : PlannrResource, new()
    {
        var cursor = new JsonCursor(body);
        cursor.Read();
        if (HoldsOnlyData(cursor))
        {
            EnterData(ref cursor);
        }

        bool isList = cursor.TokenType == JsonTokenType.StartArray;
        if (isList)
        {
            cursor.Read();
        }

        T? resource = null;
        if (cursor.TokenType == JsonTokenType.StartObject)
        {
            RecordReader<T>.Instance.TryRead(ref cursor, out resource);
        }

        // Of several, none is known to be the one that was asked for.
        bool isOnly = !isList || (cursor.Read() && cursor.TokenType == JsonTokenType.EndArray);
        ReadToEnd(ref cursor);
        return isOnly ? resource : null;
    }

    /// <summary>Reads an object as it is, with its <c>data</c> as a field.</summary>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    /// <returns>The record; null if the body is not an object.</returns>
    public static T? ReadObject<T>(ReadOnlySpan<byte> body)
        where T : PlannrResource, new()
    {
        var cursor = new JsonCursor(body);
        cursor.Read();
        T? resource = null;
        if (cursor.TokenType == JsonTokenType.StartObject)
        {
            RecordReader<T>.Instance.TryRead(ref cursor, out resource);
        }

        ReadToEnd(ref cursor);
        return resource;
    }

    /// <summary>Reads any body as plain values.</summary>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    public static object? ReadPlain(ReadOnlySpan<byte> body)
    {
        var cursor = new JsonCursor(body);
        cursor.Read();
        object? value = PlainValue.Read(ref cursor);
        ReadToEnd(ref cursor);
        return value;
    }

    /// <summary>Returns whether a body holds nothing but white space.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> body)
    {
        foreach (byte letter in body)
        {
            if (letter is not ((byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A body that was cut off fails as a whole, wherever the cut is.</summary>
    private static void ReadToEnd(ref JsonCursor cursor)
    {
        while (cursor.Read())
        {
        }
    }

    private static bool HoldsOnlyData(JsonCursor cursor)
    {
        bool found = false;
        if (cursor.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (cursor.Read() && cursor.TokenType == JsonTokenType.PropertyName)
        {
            bool isData = cursor.NameEquals("data"u8);
            if (!isData && !cursor.NameEquals("links"u8) && !cursor.NameEquals("meta"u8))
            {
                return false;
            }

            cursor.Read();
            found |= isData && cursor.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.Null;
            cursor.Skip();
        }

        return found;
    }

    private static void EnterData(ref JsonCursor cursor)
    {
        while (cursor.Read() && !cursor.NameEquals("data"u8))
        {
            cursor.Read();
            cursor.Skip();
        }

        cursor.Read();
    }
}
