namespace Plannr.Client.Json;

/// <summary>
/// Reads text that looks like JSON: names without quotes, single quotes, <c>=</c> or <c>=&gt;</c> for <c>:</c>, missing or cut-off
/// brackets. Objects become lists of name and value (names may repeat), all values texts. Never throws; deep nesting is read as text.
/// </summary>
internal sealed class LooseJson
{
    private const int MostNesting = 64;

    private readonly string _text;
    private readonly QuoteEnds _ends;
    private int _position;

    private LooseJson(string text)
    {
        _text = text;
        _ends = new QuoteEnds(text);
    }

    public static object? Read(string text) => new LooseJson(text).ReadValue(0, QuotePlace.Item);

    private char Current => _position < _text.Length ? _text[_position] : '\0';

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

        _position++;
        if (Current == '>')
        {
            _position++;
        }

        return true;
    }

    /// <summary>Moves to the next item; over the closing bracket, and to false, where there is none.</summary>
    private bool MoveToItem(char close)
    {
        while (!AtEnd && (char.IsWhiteSpace(Current) || Current == ','))
        {
            _position++;
        }

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
        for (_position++; !AtEnd && !(Current == quote && _ends.IsClosing(_position, place)); _position++)
        {
            char letter = Current == '\\' && _position + 1 < _text.Length ? ReadEscape() : Current;
            hasSurrogates |= char.IsSurrogate(letter);
            text.Append(letter);
        }

        _position++;
        return hasSurrogates ? BrokenText.Mend(text.ToString()) : text.ToString();
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

    private void SkipSpace()
    {
        while (!AtEnd && char.IsWhiteSpace(Current))
        {
            _position++;
        }
    }
}
