namespace Plannr.Client.Json;

/// <summary>Items of lists.</summary>
internal sealed partial class Shape<T>
{
    /// <summary>
    /// Reads an item of a list, whatever it is: a list of one stands for that one, and what is no resource is kept as its text. An odd item must not cost
    /// those around it.
    /// </summary>
    public T ReadItem(ref JsonCursor cursor)
    {
        if (TryRead(ref cursor, out T? resource))
        {
            return resource!;
        }

        JsonCursor only = cursor;
        if (!TryEnterOnly(ref only))
        {
            return new T { RawText = cursor.RawText() };
        }

        T item = ReadItem(ref only);
        only.Read();
        cursor = only;
        return item;
    }

    /// <summary>Moves into a list of one, to that one.</summary>
    private static bool TryEnterOnly(ref JsonCursor cursor)
    {
        if (cursor.TokenType != JsonTokenType.StartArray || !cursor.Read() || cursor.TokenType is JsonTokenType.EndArray or JsonTokenType.Null)
        {
            return false;
        }

        JsonCursor rest = cursor;
        rest.Skip();
        return rest.Read() && rest.TokenType == JsonTokenType.EndArray;
    }
}
