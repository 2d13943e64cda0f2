using System.Security.Cryptography;

namespace Plannr.Client.Paging;

/// <summary>One page of a list, with its links to other pages. Each part can be missing.</summary>
internal sealed class ListPage<T>
{
    /// <summary>Reads an item of any form, and ends on its last token.</summary>
    public delegate T ItemReader(ref JsonCursor cursor);

    private bool _hasFailed;
    private bool _hasError;
    private bool _hasMessage;
    private bool _hasList;
    private bool _isRefusalInData;

    public List<T> Items { get; } = [];

    /// <summary>The address of the next page, absolute or relative.</summary>
    public string? Next { get; private set; }

    /// <summary>Whether the page says if another follows. One that does not may still be one of several.</summary>
    public bool AnnouncesNext { get; private set; }

    /// <summary>Identifies the items of the page, even without UUIDs.</summary>
    public Guid Fingerprint { get; private set; }

    /// <summary>Whether the body says that the request failed, in place of a list or with an empty one.</summary>
    public bool IsRefusal => _hasFailed || (Items.Count == 0 && (_hasError || (_hasMessage && !_hasList))) || _isRefusalInData;

    public long? CurrentPage { get; private set; }

    public long? LastPage { get; private set; }

    public long? Total { get; private set; }

    /// <summary>Reads a page: <c>data</c> with <c>links</c> and <c>meta</c>, the paginator's flat form, or a bare list.</summary>
    public static ListPage<T>? Read(ReadOnlySpan<byte> body, ItemReader readItem)
    {
        var page = new ListPage<T>();
        var cursor = new JsonCursor(body);
        cursor.Read();
        bool isList = cursor.TokenType switch
        {
            JsonTokenType.StartArray => page.ReadItems(ref cursor, readItem),
            JsonTokenType.StartObject => page.ReadEnvelope(ref cursor, readItem),
            _ => false,
        };
        while (cursor.Read())
        {
            // A truncated body fails as a whole, wherever it ends.
        }

        return isList || page.IsRefusal ? page : null;
    }

    private bool ReadEnvelope(ref JsonCursor cursor, ItemReader readItem)
    {
        bool isList = false;
        bool isRecord = false;
        while (cursor.Read() && cursor.TokenType == JsonTokenType.PropertyName)
        {
            string name = cursor.Text();
            cursor.Read();
            if (name == "data")
            {
                isList = ReadItems(ref cursor, readItem);
            }
            else
            {
                object? value = PlainValue.Read(ref cursor);
                Note(name, value);
                NoteFailure(name, value);
                isRecord |= name == "uuid";
            }
        }

        // A record can have fields of these names.
        _hasFailed &= !isRecord;
        _hasError &= !isRecord;
        _hasMessage &= !isRecord;
        return isList;
    }

    private void NoteFailure(string name, object? value)
    {
        _hasFailed |= Refusal.IsFailure(name, value);
        _hasError |= Refusal.IsError(name, value);
        _hasMessage |= Refusal.IsMessage(name, value);
    }

    private void Note(string name, object? value)
    {
        AnnouncesNext |= name is "next_page_url" or "last_page" && value is null or string or long;
        switch (name, value)
        {
            case ("links" or "meta", ResourceMap<object?> parts):
                foreach (KeyValuePair<string, object?> part in parts)
                {
                    Note(name == "links" && part.Key == "next" ? "next_page_url" : part.Key, part.Value);
                }

                break;
            case ("next_page_url", string { Length: > 0 } address):
                Next = address;
                break;
            case ("current_page", _):
                CurrentPage = Number(value);
                break;
            case ("last_page", _):
                LastPage = Number(value);
                break;
            case ("total", _):
                Total = Number(value);
                break;
        }
    }

    /// <summary>Reads a list. PHP writes one as an object with indexes after an item was removed; a single object is a list of one.</summary>
    private bool ReadItems(ref JsonCursor cursor, ItemReader readItem)
    {
        int start = cursor.TokenStart;
        bool isList = ReadEach(ref cursor, readItem);
        Fingerprint = Paging.Fingerprint.Compute(cursor.Since(start));
        return isList;
    }

    private bool ReadEach(ref JsonCursor cursor, ItemReader readItem)
    {
        _hasList = cursor.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject;
        switch (cursor.TokenType)
        {
            case JsonTokenType.Null:
                return true;
            case JsonTokenType.StartArray:
                while (cursor.Read() && cursor.TokenType != JsonTokenType.EndArray)
                {
                    ReadItem(ref cursor, readItem);
                }

                return true;
            case JsonTokenType.StartObject when IsIndexed(cursor):
                while (cursor.Read() && cursor.TokenType == JsonTokenType.PropertyName)
                {
                    cursor.Read();
                    ReadItem(ref cursor, readItem);
                }

                return true;
            case JsonTokenType.StartObject:
                _isRefusalInData = IsRefusalAt(cursor);
                ReadItem(ref cursor, readItem);
                return true;
            default:
                return false;
        }
    }

    private void ReadItem(ref JsonCursor cursor, ItemReader readItem)
    {
        if (cursor.TokenType != JsonTokenType.Null)
        {
            Items.Add(readItem(ref cursor));
        }
    }

    private static bool IsRefusalAt(JsonCursor cursor) =>
        PlainValue.Read(ref cursor) is ResourceMap<object?> fields && !fields.ContainsKey("uuid")
        && fields.Any(field => Refusal.IsFailure(field.Key, field.Value) || Refusal.IsError(field.Key, field.Value) || Refusal.IsMessage(field.Key, field.Value));

    private static bool IsIndexed(JsonCursor cursor) =>
        cursor.Read() && (cursor.TokenType == JsonTokenType.EndObject || (cursor.TokenType == JsonTokenType.PropertyName && int.TryParse(cursor.Text(), out _)));

    private static long? Number(object? value) =>
        value is long number ? number : value is string text && long.TryParse(text, out long parsed) ? parsed : null;
}

/// <summary>A hash of 16 bytes. (One of four would confuse one page in tens of thousands with another.)</summary>
internal static class Fingerprint
{
    public static Guid Compute(ReadOnlySpan<byte> content)
    {
        byte[] hash = Sha256(content);
        Array.Resize(ref hash, 16);
        return new Guid(hash);
    }

    public static byte[] Sha256(ReadOnlySpan<byte> content)
    {
#if NET
        return SHA256.HashData(content);
#else
        using var algorithm = SHA256.Create();
        return algorithm.ComputeHash(content.ToArray());
#endif
    }
}
