namespace Plannr.Client.Json;

/// <summary>A reader over a whole body that can also return a value's JSON text, and reads strings that are not valid Unicode.</summary>
internal ref struct JsonCursor
{
    /// <summary>Deeper nesting is refused.</summary>
    public const int MaxDepth = 64;

    private readonly ReadOnlySpan<byte> _source;
    private Utf8JsonReader _reader;

    public JsonCursor(ReadOnlySpan<byte> source)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        _source = source.StartsWith(mark) ? source.Slice(mark.Length) : source;
        _reader = new Utf8JsonReader(_source, new JsonReaderOptions { MaxDepth = MaxDepth, CommentHandling = JsonCommentHandling.Skip });
    }

    /// <summary>The name of the connection that the body came over; null if it has none.</summary>
    public string? ConnectionName { get; init; }

    public readonly JsonTokenType TokenType => _reader.TokenType;

    public readonly ReadOnlySpan<byte> ValueSpan => _reader.ValueSpan;

    public readonly bool ValueIsEscaped => _reader.ValueIsEscaped;

    public bool Read() => _reader.Read();

    public void Skip() => _reader.Skip();

    public readonly bool NameEquals(ReadOnlySpan<byte> utf8Name) =>
        _reader.ValueIsEscaped ? Text() == Encoding.UTF8.GetString(utf8Name.ToArray()) : _reader.ValueTextEquals(utf8Name);

    /// <summary>Returns a string or a property's name, with U+FFFD in place of what is not Unicode.</summary>
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

    /// <summary>Reads a UUID in the usual form. Not one with escapes: the reader throws on half a surrogate pair.</summary>
    public readonly bool TryGuid(out Guid value)
    {
        value = default;
        return !_reader.ValueIsEscaped && _reader.TryGetGuid(out value);
    }

    /// <summary>Reads a time in the API's usual form, with seconds and an offset. Other forms can be times as well.</summary>
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

    /// <summary>Returns the JSON text of a value, and moves to its last token.</summary>
    public string RawText()
    {
        int start = TokenStart;
        _reader.Skip();
        return Encoding.UTF8.GetString(Since(start).ToArray());
    }

    /// <summary>Returns the bytes from the start of a token to the end of this one.</summary>
    public readonly ReadOnlySpan<byte> Since(int start) => _source.Slice(start, (int)_reader.BytesConsumed - start);

    /// <summary>Returns the characters of a number, <c>true</c> or <c>false</c>.</summary>
    public readonly string Literal() => Encoding.UTF8.GetString(_reader.ValueSpan.ToArray());

    /// <summary>Replaces each lone surrogate with U+FFFD.</summary>
    public static string Mend(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>Replaces the escapes of JSON by their characters, and lone surrogates with U+FFFD.</summary>
    public static string Unescape(string text) => Mend(Regex.Replace(text, @"\\(?:u(?<code>[0-9a-fA-F]{4})|(?<letter>[\s\S]))", match =>
        match.Groups["code"].Success
            ? ((char)ushort.Parse(match.Groups["code"].Value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString()
            : match.Groups["letter"].Value switch { "n" => "\n", "r" => "\r", "t" => "\t", "b" => "\b", "f" => "\f", string letter => letter }));
}
