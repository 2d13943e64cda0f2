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

/// <summary>A JSON reader that can also return a value's JSON text, and that accepts strings with invalid Unicode.</summary>
internal ref struct JsonCursor
{
    /// <summary>The maximum nesting depth; deeper JSON is rejected.</summary>
    public const int MaxDepth = 64;

    private readonly ReadOnlySpan<byte> _source;
    private Utf8JsonReader _reader;

    public JsonCursor(ReadOnlySpan<byte> source)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        _source = source.StartsWith(mark) ? source.Slice(mark.Length) : source;
        _reader = new Utf8JsonReader(_source, new JsonReaderOptions { MaxDepth = MaxDepth, CommentHandling = JsonCommentHandling.Skip });
    }

    /// <summary>The name of the connection that the body was received over, or null.</summary>
    public string? ConnectionName { get; init; }

    public readonly JsonTokenType TokenType => _reader.TokenType;

    public readonly ReadOnlySpan<byte> ValueSpan => _reader.ValueSpan;

    public readonly bool ValueIsEscaped => _reader.ValueIsEscaped;

    public bool Read() => _reader.Read();

    public void Skip() => _reader.Skip();

    public readonly bool NameEquals(ReadOnlySpan<byte> utf8Name) =>
        _reader.ValueIsEscaped ? Text() == Encoding.UTF8.GetString(utf8Name.ToArray()) : _reader.ValueTextEquals(utf8Name);

    /// <summary>Returns a string or a property name, with invalid Unicode replaced by U+FFFD.</summary>
    public readonly string Text()
    {
        try
        {
            return _reader.GetString() ?? string.Empty;
        }
        catch (InvalidOperationException)
        {
            return Unescape(Encoding.UTF8.GetString(_reader.ValueSpan.ToArray()));
        }
    }

    /// <summary>Tries to read a UUID in the usual form. Fails if the string contains escapes, because the reader throws on an unpaired surrogate.</summary>
    public readonly bool TryGuid(out Guid value)
    {
        value = default;
        return !_reader.ValueIsEscaped && _reader.TryGetGuid(out value);
    }

    /// <summary>Tries to read a time in the API's usual form, with seconds and an offset. If this fails, the text may still be a time in another form.</summary>
    public readonly bool TryUsualDate(out DateTimeOffset value)
    {
        const int WithOffset = 25;
        const int WithZ = 20;
        ReadOnlySpan<byte> text = _reader.ValueSpan;
        bool isUsual = (text.Length == WithOffset && text[WithOffset - 6] is (byte)'+' or (byte)'-') || (text.Length == WithZ && text[WithZ - 1] == 'Z');
        value = default;
        return isUsual && !_reader.ValueIsEscaped && _reader.TryGetDateTimeOffset(out value);
    }

    public readonly int TokenStart => (int)_reader.TokenStartIndex;

    /// <summary>Returns the JSON text of a value and moves to its last token.</summary>
    public string RawText()
    {
        int start = TokenStart;
        _reader.Skip();
        return Encoding.UTF8.GetString(Since(start).ToArray());
    }

    /// <summary>Returns the bytes from a position to the end of the current token.</summary>
    public readonly ReadOnlySpan<byte> Since(int start) => _source.Slice(start, (int)_reader.BytesConsumed - start);

    /// <summary>Returns the characters of a number, <c>true</c> or <c>false</c>.</summary>
    public readonly string Literal() => Encoding.UTF8.GetString(_reader.ValueSpan.ToArray());

    /// <summary>Replaces each lone surrogate with U+FFFD.</summary>
    public static string ReplaceLoneSurrogates(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>Replaces JSON escapes with their characters, and lone surrogates with U+FFFD.</summary>
    public static string Unescape(string text) => ReplaceLoneSurrogates(Regex.Replace(text, @"\\(?:u(?<code>[0-9a-fA-F]{4})|(?<letter>[\s\S]))", match =>
        match.Groups["code"].Success
            ? ((char)ushort.Parse(match.Groups["code"].Value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString()
            : match.Groups["letter"].Value switch { "n" => "\n", "r" => "\r", "t" => "\t", "b" => "\b", "f" => "\f", string letter => letter }));
}
