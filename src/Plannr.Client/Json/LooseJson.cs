namespace Plannr.Client.Json;

/// <summary>
/// Reads text that looks like JSON: names without quotes, single quotes, <c>=</c> or <c>=&gt;</c> for <c>:</c>, missing or cut-off
/// brackets. Objects become lists of name and value (names may repeat), all values texts. Never throws; deep nesting is read as text.
/// </summary>
internal sealed class LooseJson
{
    private const int MostNesting = 64;

    private readonly string _text;
    private int _position;

    private LooseJson(string text) => _text = text;

    public static object? Read(string text) => new LooseJson(text).ReadValue(0, QuotePlace.Item);

    private char Current => Letter(_position);

    private bool AtEnd => _position >= _text.Length;

    private object? ReadValue(int depth, QuotePlace place)
    {
        SkipSpace();
        return Current switch
        {
            '{' when depth < MostNesting => ReadObject(depth),
            '[' when depth < MostNesting => ReadArray(depth),
            '"' or '\'' => ReadQuoted(place),
            _ => ReadBare(",]}"),
        };
    }

    private List<KeyValuePair<string, object?>> ReadObject(int depth)
    {
        var entries = new List<KeyValuePair<string, object?>>();
        _position++;
        while (MoveToItem('}'))
        {
            int start = _position;
            string name = Current is '"' or '\'' ? ReadQuoted(QuotePlace.Name) : ReadBare(":=,}");
            if (StepOverSign())
            {
                entries.Add(new KeyValuePair<string, object?>(name, ReadValue(depth + 1, QuotePlace.Value)));
            }
            else if (name.Length > 0)
            {
                entries.Add(new KeyValuePair<string, object?>(string.Empty, name));
            }

            StepOverStray(start);
        }

        return entries;
    }

    private List<object?> ReadArray(int depth)
    {
        var items = new List<object?>();
        _position++;
        while (MoveToItem(']'))
        {
            int start = _position;
            object? item = ReadValue(depth + 1, QuotePlace.Item);

            // PHP writes ['name' => 'value'].
            items.Add(item is string name && StepOverSign()
                ? new List<KeyValuePair<string, object?>> { new(name, ReadValue(depth + 1, QuotePlace.Item)) }
                : item);
            StepOverStray(start);
        }

        return items;
    }

    /// <summary>Moves over what stands between a name and its value; false where that is not here.</summary>
    private bool StepOverSign()
    {
        SkipSpace();
        if (Current is not (':' or '='))
        {
            return false;
        }

        _position = OverSign(_position);
        return true;
    }

    /// <summary>Moves to the next item; over the closing bracket, and to false, where there is none.</summary>
    private bool MoveToItem(char close)
    {
        _position = OverCommas(_position);
        if (AtEnd || Current != close)
        {
            return !AtEnd;
        }

        _position++;
        return false;
    }

    /// <summary>A bracket that closes what was never opened must not hold the reader in place.</summary>
    private void StepOverStray(int start)
    {
        if (_position == start)
        {
            _position++;
        }
    }

    private string ReadQuoted(QuotePlace place)
    {
        char quote = Current;
        var text = new StringBuilder();
        bool hasSurrogates = false;
        for (_position++; !AtEnd && !(Current == quote && IsClosing(_position, place)); _position++)
        {
            char letter = Current == '\\' && _position + 1 < _text.Length ? ReadEscape() : Current;
            hasSurrogates |= char.IsSurrogate(letter);
            text.Append(letter);
        }

        _position++;
        return hasSurrogates ? JsonCursor.Mend(text.ToString()) : text.ToString();
    }

    /// <summary>Reads the character behind a backslash, and ends on its last letter.</summary>
    private char ReadEscape()
    {
        const int Digits = 4;
        char kind = _text[++_position];
        if (kind == 'u' && _position + Digits < _text.Length
            && ushort.TryParse(_text.Substring(_position + 1, Digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
        {
            _position += Digits;
            return (char)code;
        }

        return kind switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', _ => kind };
    }

    private string ReadBare(string ends)
    {
        int start = _position;
        int end = _text.IndexOfAny(ends.ToCharArray(), Math.Min(start, _text.Length));
        _position = end < 0 ? _text.Length : end;
        return _text.Substring(start, _position - start).Trim();
    }

    private void SkipSpace() => _position = OverSpace(_position);

    /// <summary>
    /// Returns whether the quote at a position, which is not escaped, closes its text. Quotes within it are not always escaped, as in <c>[{errors : "Field "name", "email" required" }]</c>: the
    /// one that closes is followed by something that continues the JSON, or by nothing. What JSON allows always counts. Each look ahead ends at the next quote, so all together take linear time.
    /// </summary>
    private bool IsClosing(int position, QuotePlace place)
    {
        int next = OverSpace(position + 1);
        return Letter(next) switch
        {
            '\0' => next >= _text.Length,
            ']' or '}' => true,
            ',' => place == QuotePlace.Name || GoesOn(OverCommas(next), place),
            ':' or '=' => place == QuotePlace.Name || (place == QuotePlace.Item && CanBeValue(OverSign(next))),
            _ => false,
        };
    }

    /// <summary>Whether behind a comma a name follows, or in a list a value.</summary>
    private bool GoesOn(int position, QuotePlace place)
    {
        if (place == QuotePlace.Item)
        {
            return CanBeValue(position);
        }

        switch (Letter(position))
        {
            case '"' or '\'':
                int behind = OverSpace(EndOfQuoted(position) + 1);
                return behind >= _text.Length || _text[behind] is ':' or '=';
            case '{' or '[' or '}' or ']':
                return true;
            default:
                int end = OverWord(position);
                behind = OverSpace(end);
                return behind >= _text.Length || (end > position && _text[behind] is ':' or '=');
        }
    }

    private bool CanBeValue(int position)
    {
        switch (Letter(position))
        {
            case '"' or '\'':
                // A word in quotes that is followed by more words is quoted within the _text.
                int end = EndOfQuoted(position);
                int behind = OverSpace(end + 1);
                return behind == end + 1 || char.IsWhiteSpace(_text[end - 1]) || !char.IsLetterOrDigit(Letter(behind));
            case '{' or '[' or '}' or ']':
                return true;
            default:
                return Letter(Over(position, letter => letter is not ('"' or '\'' or ',' or '[' or ']' or '{' or '}' or ':' or '='))) is not ('"' or '\'');
        }
    }

    /// <summary>The next quote of the kind at a position that is not escaped, or the end of the _text.</summary>
    private int EndOfQuoted(int position)
    {
        char quote = _text[position];
        for (position++; position < _text.Length && _text[position] != quote; position++)
        {
            if (_text[position] == '\\')
            {
                position++;
            }
        }

        return position;
    }

    private int OverSign(int position)
    {
        position++;
        return OverSpace(Letter(position) == '>' ? position + 1 : position);
    }

    private int OverCommas(int position) => Over(position, letter => letter == ',' || char.IsWhiteSpace(letter));

    private int OverWord(int position) => Over(position, letter => char.IsLetterOrDigit(letter) || letter is '_' or '-' or '.');

    private int OverSpace(int position) => Over(position, char.IsWhiteSpace);

    private int Over(int position, Func<char, bool> isPassed)
    {
        while (position < _text.Length && isPassed(_text[position]))
        {
            position++;
        }

        return position;
    }

    private char Letter(int position) => position < _text.Length ? _text[position] : '\0';

    /// <summary>Where a quoted text stands.</summary>
    private enum QuotePlace
    {
        /// <summary>In a list.</summary>
        Item,

        /// <summary>Before the colon in an object.</summary>
        Name,

        /// <summary>Behind the colon in an object.</summary>
        Value,
    }
}
