using System;
using System.Collections.Generic;
using System.Text;

namespace Plannr.Client.Resources;

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

    public static object? Read(string text) => new LooseJson(text).ReadValue(0);

    private char Current => _position < _text.Length ? _text[_position] : '\0';

    private bool AtEnd => _position >= _text.Length;

    private object? ReadValue(int depth)
    {
        SkipSpace();
        return Current switch
        {
            '{' when depth < MostNesting => ReadObject(depth),
            '[' when depth < MostNesting => ReadArray(depth),
            '"' or '\'' => ReadQuoted(),
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
            string name = Current is '"' or '\'' ? ReadQuoted() : ReadBare(":=,}");
            SkipSpace();
            if (Current is ':' or '=')
            {
                _position++;
                if (Current == '>')
                {
                    _position++;
                }

                entries.Add(new KeyValuePair<string, object?>(name, ReadValue(depth + 1)));
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
            items.Add(ReadValue(depth + 1));
            StepOverStray(start);
        }

        return items;
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

    private string ReadQuoted()
    {
        char quote = Current;
        var text = new StringBuilder();
        for (_position++; !AtEnd && Current != quote; _position++)
        {
            if (Current == '\\' && _position + 1 < _text.Length)
            {
                _position++;
                text.Append(Current switch { 'n' => '\n', 'r' => '\r', 't' => '\t', _ => Current });
            }
            else
            {
                text.Append(Current);
            }
        }

        _position++;
        return text.ToString();
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
