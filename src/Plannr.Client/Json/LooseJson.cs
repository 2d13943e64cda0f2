namespace Plannr.Client.Json;

/// <summary>Reads text that looks like JSON, with unquoted names, <c>=</c> or <c>=&gt;</c> for <c>:</c>, or missing brackets, as lists of texts and of names and values. Never throws.</summary>
internal sealed class LooseJson
{
    private const int MostNesting = 64;

    private readonly string _text;
    private int _position;

    private LooseJson(string text) => _text = text;

    private enum QuotePlace
    {
        Item,
        Name,
        Value,
    }

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
            string name = Current is '"' or '\'' ? ReadQuoted(QuotePlace.Name) : ReadBare(":=,}");
            if (StepOverSign())
            {
                entries.Add(new(name, ReadValue(depth + 1, QuotePlace.Value)));
            }
            else if (name.Length > 0)
            {
                entries.Add(new(string.Empty, name));
            }
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

            // Steps over a bracket that closes nothing.
            _position += _position == start ? 1 : 0;
        }

        return items;
    }

    /// <summary>Moves over the sign between a name and its value; false if there is none.</summary>
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

    /// <summary>Moves to the next item; if there is none, returns false, and moves over the closing bracket.</summary>
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

    private string ReadQuoted(QuotePlace place)
    {
        char quote = Current;
        int start = ++_position;
        for (; !AtEnd && !(Current == quote && IsClosing(_position, place)); _position++)
        {
            _position += Current == '\\' ? 1 : 0;
        }

        string text = _text.Substring(start, Math.Min(_position, _text.Length) - start);
        _position++;
        return JsonCursor.Unescape(text);
    }

    private string ReadBare(string ends)
    {
        int start = _position;
        int end = _text.IndexOfAny(ends.ToCharArray(), Math.Min(start, _text.Length));
        _position = end < 0 ? _text.Length : end;
        return _text.Substring(start, _position - start).Trim();
    }

    private void SkipSpace() => _position = OverSpace(_position);

    /// <summary>Returns whether a quote closes its text: it is followed by what continues the JSON, unlike those in <c>[{errors : "Field "name", "email" required" }]</c>.</summary>
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

    /// <summary>Returns whether a name follows a comma, or a value in a list. Looks ahead to the next quote only, so that reading takes linear time.</summary>
    private bool GoesOn(int position, QuotePlace place)
    {
        if (place == QuotePlace.Item)
        {
            return CanBeValue(position);
        }

        int end = IsQuote(position) ? EndOfQuoted(position) + 1 : OverWord(position);
        int behind = OverSpace(end);
        return IsBracket(position) || behind >= _text.Length || (end > position && _text[behind] is ':' or '=');
    }

    private bool CanBeValue(int position)
    {
        if (!IsQuote(position))
        {
            return IsBracket(position) || !IsQuote(Over(position, letter => letter is not ('"' or '\'' or ',' or '[' or ']' or '{' or '}' or ':' or '=')));
        }

        // A word in quotes that is followed by more words is quoted within the text.
        int end = EndOfQuoted(position);
        int behind = OverSpace(end + 1);
        return behind == end + 1 || char.IsWhiteSpace(_text[end - 1]) || !char.IsLetterOrDigit(Letter(behind));
    }

    /// <summary>Finds the quote that ends a quoted text, or the end of the text.</summary>
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

    private bool IsQuote(int position) => Letter(position) is '"' or '\'';

    private bool IsBracket(int position) => Letter(position) is '{' or '[' or '}' or ']';

    private char Letter(int position) => position < _text.Length ? _text[position] : '\0';
}
