namespace Plannr.Client.Json;

/// <summary>Reads whole bodies. Throws a <see cref="JsonException"/> if a body is truncated or not JSON.</summary>
internal static class JsonBody
{
    /// <summary>Reads one record: bare, as a list of one, or under <c>data</c> (the API uses all three). Returns null for anything else.</summary>
    public static T? ReadOne<T>(ReadOnlySpan<byte> body, string? connectionName = null)
        where T : PlannrResource, new()
    {
        var cursor = new JsonCursor(body) { ConnectionName = connectionName };
        cursor.Read();
        cursor = EnterData(cursor);
        bool isList = cursor.TokenType == JsonTokenType.StartArray;
        if (isList)
        {
            cursor.Read();
        }

        T? resource = ReadRecord<T>(ref cursor);

        // If there are several records, it is unknown which one was requested.
        bool isOnly = !isList || (cursor.Read() && cursor.TokenType == JsonTokenType.EndArray);
        ReadToEnd(ref cursor);
        return isOnly ? resource : null;
    }

    /// <summary>Reads a whole object as one record, even if it has a <c>data</c> field. Returns null for anything else.</summary>
    public static T? ReadObject<T>(ReadOnlySpan<byte> body, string? connectionName = null)
        where T : PlannrResource, new()
    {
        var cursor = new JsonCursor(body) { ConnectionName = connectionName };
        cursor.Read();
        T? resource = ReadRecord<T>(ref cursor);
        ReadToEnd(ref cursor);
        return resource;
    }

    public static object? ReadPlain(ReadOnlySpan<byte> body)
    {
        var cursor = new JsonCursor(body);
        cursor.Read();
        object? value = PlainValue.Read(ref cursor);
        ReadToEnd(ref cursor);
        return value;
    }

    /// <summary>Returns whether a body contains only white space.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> body)
    {
        foreach (byte letter in body)
        {
            if (" \r\n\t"u8.IndexOf(letter) < 0)
            {
                return false;
            }
        }

        return true;
    }

    private static T? ReadRecord<T>(ref JsonCursor cursor)
        where T : PlannrResource, new()
    {
        T? resource = null;
        if (cursor.TokenType == JsonTokenType.StartObject)
        {
            RecordReader<T>.Instance.TryRead(ref cursor, out resource);
        }

        return resource;
    }

    /// <summary>Reads the rest of the body, so that a truncated body always causes an exception.</summary>
    private static void ReadToEnd(ref JsonCursor cursor)
    {
        while (cursor.Read())
        {
        }
    }

    /// <summary>Moves to the value of <c>data</c> if all other fields are for paging. Otherwise, <c>data</c> is a field of the record itself.</summary>
    private static JsonCursor EnterData(JsonCursor cursor)
    {
        JsonCursor data = cursor;
        JsonCursor member = cursor;
        while (member.Read() && member.TokenType == JsonTokenType.PropertyName)
        {
            bool isData = member.NameEquals("data"u8);
            if (!isData && !member.NameEquals("links"u8) && !member.NameEquals("meta"u8))
            {
                return cursor;
            }

            member.Read();
            data = isData && member.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.Null ? member : data;
            member.Skip();
        }

        return data;
    }
}
