namespace Plannr.Client.Json;

/// <summary>Reads text that resembles JSON but has unquoted names, missing brackets, or <c>=</c> or <c>=&gt;</c> instead of <c>:</c>. Returns a string, a list or a list of name-value pairs; never throws.</summary>
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
            if (SkipSeparator())
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

            // In PHP's notation, an array can contain names: ['name' => 'value'].
            items.Add(item is string name && SkipSeparator()
                ? new List<KeyValuePair<string, object?>> { new(name, ReadValue(depth + 1, QuotePlace.Item)) }
                : item);

            // Skip an unmatched closing bracket.
            _position += _position == start ? 1 : 0;
        }

        return items;
    }

    /// <summary>Skips the separator between a name and its value; returns false if there is none.</summary>
    private bool SkipSeparator()
    {
        SkipSpace();
        if (Current is not (':' or '='))
        {
            return false;
        }

        _position = AfterSeparator(_position);
        return true;
    }

    /// <summary>Moves to the next item; if there is none, skips the closing bracket and returns false.</summary>
    private bool MoveToItem(char close)
    {
        _position = AfterCommas(_position);
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

    private void SkipSpace() => _position = AfterSpace(_position);

    /// <summary>Returns whether a quotation mark ends its string: a closing mark is followed by valid JSON, unlike the inner marks in <c>[{errors : "Field "name", "email" required" }]</c>.</summary>
    private bool IsClosing(int position, QuotePlace place)
    {
        int next = AfterSpace(position + 1);
        return Letter(next) switch
        {
            '\0' => next >= _text.Length,
            ']' or '}' => true,
            ',' => place == QuotePlace.Name || IsContinued(AfterCommas(next), place),
            ':' or '=' => place == QuotePlace.Name || (place == QuotePlace.Item && CanBeValue(AfterSeparator(next))),
            _ => false,
        };
    }

    /// <summary>Returns whether a comma is followed by a name or, in a list, by a value. Looks ahead only to the next quotation mark, so that reading takes linear time.</summary>
    private bool IsContinued(int position, QuotePlace place)
    {
        if (place == QuotePlace.Item)
        {
            return CanBeValue(position);
        }

        int end = IsQuote(position) ? EndOfQuoted(position) + 1 : AfterWord(position);
        int next = AfterSpace(end);
        return IsBracket(position) || next >= _text.Length || (end > position && _text[next] is ':' or '=');
    }

    private bool CanBeValue(int position)
    {
        if (!IsQuote(position))
        {
            return IsBracket(position) || !IsQuote(After(position, letter => letter is not ('"' or '\'' or ',' or '[' or ']' or '{' or '}' or ':' or '=')));
        }

        // A quoted word that is followed by more words is a quotation within the string.
        int end = EndOfQuoted(position);
        int next = AfterSpace(end + 1);
        return next == end + 1 || char.IsWhiteSpace(_text[end - 1]) || !char.IsLetterOrDigit(Letter(next));
    }

    /// <summary>Returns the position of the closing quotation mark, or the end of the text if there is none.</summary>
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

    private int AfterSeparator(int position)
    {
        position++;
        return AfterSpace(Letter(position) == '>' ? position + 1 : position);
    }

    private int AfterCommas(int position) => After(position, letter => letter == ',' || char.IsWhiteSpace(letter));

    private int AfterWord(int position) => After(position, letter => char.IsLetterOrDigit(letter) || letter is '_' or '-' or '.');

    private int AfterSpace(int position) => After(position, char.IsWhiteSpace);

    private int After(int position, Func<char, bool> isSkipped)
    {
        while (position < _text.Length && isSkipped(_text[position]))
        {
            position++;
        }

        return position;
    }

    private bool IsQuote(int position) => Letter(position) is '"' or '\'';

    private bool IsBracket(int position) => Letter(position) is '{' or '[' or '}' or ']';

    private char Letter(int position) => position < _text.Length ? _text[position] : '\0';
}
