using System;
using System.Collections.Generic;
using System.Text.Json;
using Plannr.Client.Json;

namespace Plannr.Client.Paging;

/// <summary>One page of a list as it came, with what it says of the pages around it. Each part of that can be missing.</summary>
internal sealed class ListPage<T>
{
    /// <summary>Reads whatever stands in an item's place, and ends on its last token.</summary>
    public delegate T ItemReader(ref JsonCursor cursor);

    public List<T> Items { get; } = [];

    /// <summary>The address of the next page, whole or relative.</summary>
    public string? Next { get; private set; }

    /// <summary>Whether the page says if another follows. One that says nothing of it may be one of several all the same.</summary>
    public bool TellsOfNext { get; private set; }

    /// <summary>Tells one page from another where nothing that it says does; null where it says if another follows.</summary>
    public Guid? Fingerprint { get; private set; }

    public long? CurrentPage { get; private set; }

    public long? LastPage { get; private set; }

    public long? Total { get; private set; }

    /// <summary>Reads a page: <c>data</c> with <c>links</c> and <c>meta</c>, the paginator's flat form, or a bare list.</summary>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    /// <returns>The page; null where the body holds no list.</returns>
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
            // A body that was cut off fails as a whole, wherever the cut is.
        }

        if (isList && !page.TellsOfNext)
        {
            page.Fingerprint = Paging.Fingerprint.Of(body.ToArray());
        }

        return isList ? page : null;
    }

    private bool ReadEnvelope(ref JsonCursor cursor, ItemReader readItem)
    {
        bool hasData = false;
        while (cursor.Read() && cursor.TokenType == JsonTokenType.PropertyName)
        {
            string name = cursor.Text();
            cursor.Read();
            if (name == "data")
            {
                hasData = true;
                if (!ReadItems(ref cursor, readItem))
                {
                    return false;
                }
            }
            else
            {
                Note(name, PlainValue.Read(ref cursor));
            }
        }

        return hasData;
    }

    private void Note(string name, object? value)
    {
        TellsOfNext |= name is "next_page_url" or "last_page" && value is null or string or long;
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

    /// <summary>PHP writes a list as an object under its indexes once something was taken out of it; one object stands for itself.</summary>
    private bool ReadItems(ref JsonCursor cursor, ItemReader readItem)
    {
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

    private static bool IsIndexed(JsonCursor cursor) =>
        cursor.Read() && (cursor.TokenType == JsonTokenType.EndObject || (cursor.TokenType == JsonTokenType.PropertyName && int.TryParse(cursor.Text(), out _)));

    private static long? Number(object? value) =>
        value is long number ? number : value is string text && long.TryParse(text, out long parsed) ? parsed : null;
}
