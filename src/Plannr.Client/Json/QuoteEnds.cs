namespace Plannr.Client.Json;

/// <summary>Where a text in quotes stands.</summary>
internal enum QuotePlace
{
    /// <summary>In a list.</summary>
    Item,

    /// <summary>Before the colon in an object.</summary>
    Name,

    /// <summary>Behind the colon in an object.</summary>
    Value,
}

/// <summary>
/// Finds the quote that ends a text. Quotes within it are not always escaped, as in <c>[{errors : "Field "name", "email" required" }]</c>: the one
/// that closes has something behind it that goes on, or nothing. What JSON allows always counts as going on. Each look ahead ends at the
/// next quote, so all together take time in proportion to the text.
/// </summary>
internal sealed class QuoteEnds(string text)
{
    /// <summary>Whether the quote at a position, which is not escaped, closes its text.</summary>
    public bool IsClosing(int position, QuotePlace place)
    {
        int next = OverSpace(position + 1);
        return Letter(next) switch
        {
            '\0' => next >= text.Length,
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
                return behind >= text.Length || text[behind] is ':' or '=';
            case '{' or '[' or '}' or ']':
                return true;
            default:
                int end = OverWord(position);
                behind = OverSpace(end);
                return behind >= text.Length || (end > position && text[behind] is ':' or '=');
        }
    }

    private bool CanBeValue(int position)
    {
        switch (Letter(position))
        {
            case '"' or '\'':
                // A word in quotes that is followed by more words is quoted within the text.
                int end = EndOfQuoted(position);
                int behind = OverSpace(end + 1);
                return behind == end + 1 || char.IsWhiteSpace(text[end - 1]) || !char.IsLetterOrDigit(Letter(behind));
            case '{' or '[' or '}' or ']':
                return true;
            default:
                while (position < text.Length && text[position] is not ('"' or '\'' or ',' or '[' or ']' or '{' or '}' or ':' or '='))
                {
                    position++;
                }

                return Letter(position) is not ('"' or '\'');
        }
    }

    /// <summary>The next quote of the kind at a position that is not escaped, or the end of the text.</summary>
    private int EndOfQuoted(int position)
    {
        char quote = text[position];
        for (position++; position < text.Length && text[position] != quote; position++)
        {
            if (text[position] == '\\')
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

    private int OverCommas(int position)
    {
        while (position < text.Length && (text[position] == ',' || char.IsWhiteSpace(text[position])))
        {
            position++;
        }

        return position;
    }

    private int OverWord(int position)
    {
        while (position < text.Length && (char.IsLetterOrDigit(text[position]) || text[position] is '_' or '-' or '.'))
        {
            position++;
        }

        return position;
    }

    private int OverSpace(int position)
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
        {
            position++;
        }

        return position;
    }

    private char Letter(int position) => position < text.Length ? text[position] : '\0';
}
